/*
 * A diary as the program jrnl writes it to text: an entry begins at a line
 * `[YYYY-MM-DD HH:MM] text` and goes on to the next such line. Lines before
 * the first entry, and a date that does not exist, are faults of their line.
 */
#include "core/carry_inside.h"

#include "base/lines.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/span.h"
#include "core/inside.h"
#include "core/make.h"
#include "model/form.h"
#include "store/shared.h"

#include <withus/read.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A longer line is in no entry that could be kept. */
#define JRNL_LINE_MAX ((size_t)1 << 24)
/* "[2026-05-03 09:00:00 AM" and a little room. */
#define JRNL_HEAD_MAX ((size_t)32)

struct jrnl {
	struct carrying carrying;
	const struct writer *writer;
	const char *readers;
	bool by_year;
	struct maker maker;
	struct action action;
	struct map *stages; /* "1660" to the text of its id */
	size_t order;       /* of the next stage */
	size_t line;        /* being read */
	/* The entry being read: */
	bool is_open;
	bool is_faulty;
	size_t begun; /* its line */
	char day[DATE_SIZE];
	struct str text;
};

/* Length of what a line begins an entry with, 0 where it begins none. The day
 * may not exist; of the time any form is taken that jrnl can be set to. */
static size_t
measure_head(struct span line)
{
	static const char day[] = "[0000-00-00";
	size_t len = sizeof(day) - 1;

	if (line.len <= len)
		return 0;
	for (size_t i = 0; i < len; i++) {
		bool digit = isdigit((unsigned char)line.data[i]) != 0;

		if (day[i] == '0' ? !digit : line.data[i] != day[i])
			return 0;
	}
	while (len < line.len && len < JRNL_HEAD_MAX &&
	    memchr(" :.0123456789AMPamp", line.data[len], 19) != NULL)
		len++;
	if (len == line.len || line.data[len] != ']')
		return 0;
	len++;
	return len == line.len || line.data[len] == ' ' ? len : 0;
}

static int
make_stage(struct jrnl *jrnl, const char *year, char **out)
{
	struct record *stage = record_new("stage");
	char text[ID_TEXT_SIZE];
	char order[24];
	struct id id;
	int err;

	make_born(stage->born);
	record_set_text(stage, "title", year);
	(void)snprintf(order, sizeof(order), "%zu", jrnl->order);
	jrnl->order += 10;
	record_set_text(stage, "order", order);
	err = make_version(&jrnl->action, &jrnl->maker, stage, &id, NULL);
	record_free(stage);
	if (err != 0)
		return err;
	id_print(text, &id);
	*out = mem_dup_text(text);
	return 0;
}

/* A stage of just this name: "1660s, the plague" is another, and so is one
 * with a code that begins so. */
static int
find_named(struct jrnl *jrnl, const char *year, struct id *id, bool *is_named)
{
	struct journal *journal = jrnl->carrying.journal;
	const struct id *project = &jrnl->writer->project;
	char *title = NULL;
	char *code = NULL;
	int err = read_find(journal, project, "stage", year, id);

	*is_named = false;
	if (err == -ERR_NAME_NOT_THERE || err == -ERR_NAME_NEAR ||
	    err == -ERR_NAME_SEVERAL || err == -ERR_CODE_SEVERAL)
		return 0;
	if (err != 0)
		return err;
	err = read_mention(journal, project, id, &title, &code);
	*is_named = err == 0 && strcmp(title, year) == 0;
	free(title);
	free(code);
	return err;
}

/* The stage that is named for a year, made where absent. */
static int
find_stage(struct jrnl *jrnl, const char *year, const char **out)
{
	char *text = map_get(jrnl->stages, year, 4);
	bool is_named = false;
	struct id id;
	int err;

	if (text == NULL) {
		err = find_named(jrnl, year, &id, &is_named);
		if (err == 0 && is_named) {
			text = mem_new(ID_TEXT_SIZE);
			id_print(text, &id);
		} else if (err == 0) {
			err = make_stage(jrnl, year, &text);
		}
		if (err != 0)
			return err;
		(void)map_put(jrnl->stages, year, 4, text);
	}
	*out = text;
	return 0;
}

static int
make_entry(struct jrnl *jrnl, struct record *entry, const char *stage)
{
	record_set_text(entry, "day", jrnl->day);
	record_set_text(entry, "readers", jrnl->readers);
	record_set_body(entry, str_text(&jrnl->text), jrnl->text.len);
	make_born(entry->born);
	if (stage != NULL)
		record_set_items(entry, "stages", &stage, 1);
	return make_version(&jrnl->action, &jrnl->maker, entry, NULL, NULL);
}

/* An entry with these words on this day that is here already. */
struct known {
	struct store *store;
	const struct record *entry;
	bool is_known;
};

static int
compare_words(void *data, const struct version_row *row)
{
	struct known *known = data;
	struct record *record = NULL;
	int err = form_parse(&record, row->bytes, row->len);

	if (err == 0)
		known->is_known |=
		    strcmp(record->body, known->entry->body) == 0;
	record_free(record);
	return err;
}

static int
compare_row(void *data, const struct record_row *row)
{
	struct known *known = data;

	return store_get_version(known->store, &row->shown, compare_words,
	    known);
}

/* The same file taken in twice adds nothing. */
static int
drop_known(struct jrnl *jrnl, bool *is_known)
{
	struct saved *last = &jrnl->action.versions[jrnl->action.count - 1];
	struct known known = {
		.store = jrnl->carrying.journal->store,
		.entry = last->admitted.record,
	};
	struct record_query query = {
		.project = jrnl->action.project,
		.kind = "reflection",
		.by = jrnl->maker.by,
		.since = jrnl->day,
		.until = jrnl->day,
	};
	int err = store_each_record(known.store, &query, compare_row, &known);

	*is_known = known.is_known;
	if (err == 0 && *is_known) {
		admitted_clear(&last->admitted);
		free(last->bytes);
		jrnl->action.count--;
	}
	return err;
}

/* Ends the entry that is open: it becomes a version, or a fault. */
static int
close_entry(struct jrnl *jrnl)
{
	struct record *entry;
	const char *stage = NULL;
	char year[5] = "";
	bool known = false;
	int err = 0;

	if (!jrnl->is_open)
		return 0;
	jrnl->is_open = false;
	if (jrnl->is_faulty)
		return 0;
	memcpy(year, jrnl->day, 4);
	if (jrnl->by_year)
		err = find_stage(jrnl, year, &stage);
	if (err != 0)
		return err;
	entry = record_new("reflection");
	err = make_entry(jrnl, entry, stage);
	record_free(entry);
	if (err != 0) {
		carry_fault(&jrnl->carrying,
		    jrnl->begun +
			(err_last()->line > 0 ? err_last()->line - 1 : 0));
		return 0;
	}
	err = drop_known(jrnl, &known);
	if (err == 0 && known)
		jrnl->carrying.result->known++;
	else if (err == 0)
		jrnl->carrying.result->kept++;
	return err == 0 ? save_ahead(jrnl->carrying.journal, &jrnl->action) :
			  err;
}

static void
open_entry(struct jrnl *jrnl, struct span line, size_t head)
{
	struct date date;

	jrnl->is_open = true;
	jrnl->is_faulty = false;
	jrnl->begun = jrnl->line;
	str_cut(&jrnl->text, 0);
	memcpy(jrnl->day, line.data + 1, DATE_SIZE - 1);
	jrnl->day[DATE_SIZE - 1] = '\0';
	if (!date_parse(&date, jrnl->day, DATE_SIZE - 1)) {
		(void)err_set_at(jrnl->line, 2, ERR_IMPORT_DAY, jrnl->day,
		    NULL);
		carry_fault(&jrnl->carrying, jrnl->line);
		jrnl->is_faulty = true;
	}
	if (line.len > head + 1)
		str_add_bytes(&jrnl->text, line.data + head + 1,
		    line.len - head - 1);
	str_add_char(&jrnl->text, '\n');
}

static int
read_line(struct jrnl *jrnl, struct span line)
{
	size_t head;
	int err;

	if (line.len > 0 && line.data[line.len - 1] == '\r')
		line.len--;
	head = measure_head(line);
	if (head > 0) {
		err = close_entry(jrnl);
		if (err == 0)
			open_entry(jrnl, line, head);
		return err;
	}
	if (!jrnl->is_open) {
		if (line.len == 0)
			return 0;
		(void)err_set_at(jrnl->line, 1, ERR_IMPORT_FORM,
		    jrnl->carrying.file,
		    "this line stands before the first entry", NULL);
		carry_fault(&jrnl->carrying, jrnl->line);
		return 0;
	}
	/* One that is too long by now is refused as it is. */
	if (jrnl->text.len <= RECORD_BYTES_MAX) {
		str_add_bytes(&jrnl->text, line.data, line.len);
		str_add_char(&jrnl->text, '\n');
	}
	return 0;
}

static int
read_lines(struct jrnl *jrnl, struct lines *lines)
{
	struct span line;
	bool is_end = false;
	int err = lines_next(lines, JRNL_LINE_MAX, &line, &is_end);

	while (err == 0 && !is_end) {
		jrnl->line++;
		err = read_line(jrnl, line);
		if (jrnl->line % 1024 == 0)
			tell_count(jrnl->carrying.journal, EVENT_PROGRESS,
			    "import", lines_done(lines), lines_total(lines));
		if (err == 0)
			err = lines_next(lines, JRNL_LINE_MAX, &line, &is_end);
	}
	if (err == 0)
		err = close_entry(jrnl);
	return err;
}

static int
free_stage(void *data, const void *key, size_t len, void *value)
{
	(void)data;
	(void)key;
	(void)len;
	free(value);
	return 0;
}

static int
read_file(struct jrnl *jrnl)
{
	struct lines *lines = NULL;
	int err = lines_open(&lines, jrnl->carrying.file);

	if (err == 0)
		err = read_lines(jrnl, lines);
	lines_close(lines);
	return err;
}

int
carry_import_jrnl(struct journal *journal, const struct carry_jrnl *task,
    const struct carry_options *options, struct carry_result *out)
{
	struct sign_key key;
	struct jrnl jrnl = {
		.carrying = {
			.journal = journal, .options = options,
			.result = out, .file = task->file,
		},
		.writer = task->writer,
		.readers = task->readers,
		.by_year = task->by_year,
		.action = {
			.project = task->writer->project,
			.member = task->writer->member,
			.word = "import",
		},
		.stages = map_new(),
		.order = 10,
	};
	int err = journal_may_write(journal);

	*out = (struct carry_result){ .project = task->writer->project };
	if (err == 0)
		err = make_maker(journal, task->writer, &key, &jrnl.maker);
	if (err == 0)
		err = read_file(&jrnl);
	sign_key_wipe(&key);
	if (err == 0)
		err = carry_finish(&jrnl.carrying, &jrnl.action);
	else {
		save_abandon(journal, &jrnl.action);
		out->kept = 0;
	}
	(void)map_each(jrnl.stages, free_stage, NULL);
	map_free(jrnl.stages);
	str_clear(&jrnl.text);
	action_clear(&jrnl.action);
	return err;
}
