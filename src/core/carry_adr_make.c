/*
 * The decision has a `born` that hangs on the name of its file (and the name
 * of its folder, where one is given), so the same file is the same decision on
 * every computer.
 *
 * A row of `goes-with` says from which file it came. The row's name hangs on
 * the bytes of the file, so it tells which state of the file the words that
 * are shown have: people who change the decision leave that row alone. The
 * oldest version with the row is what was taken in. If the file still gives
 * these words nothing happens, whatever people made of them since; else the
 * new version follows that one and not theirs, and both are put together as
 * what two people write at the same time is.
 *
 * How it was settled is a record of its own with such a row. What a later
 * state of the file says stands in for it.
 */
#include "core/carry_adr_make.h"

#include "base/base32.h"
#include "base/hash.h"
#include "base/hex.h"
#include "base/mem.h"
#include "core/derive.h"
#include "core/related.h"
#include "model/form.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Most characters of a line, as checks count them, and fewer than bytes. */
#define LINE_BYTES_MAX ((size_t)1000)

/* What the folder is called here. */
static const char *
name_folder(const struct carry_adr *task)
{
	return task->from != NULL && *task->from != '\0' ? task->from : "adr";
}

void
adr_make_born(char out[RECORD_BORN_MAX + 1], const struct carry_adr *task,
    const char *name)
{
	const char *from = name_folder(task);
	unsigned char hash[HASH_SIZE];
	const struct hash_part parts[] = {
		{ .bytes = "adr", .len = 3 },
		{ .bytes = from, .len = strlen(from) },
		{ .bytes = name, .len = strlen(name) },
	};

	hash_parts(hash, parts, sizeof(parts) / sizeof(*parts));
	hex_encode(out, hash, HASH_SIZE / 2);
}

void
adr_make_id(struct id *out, const struct carry_adr *task, const char *name)
{
	char born[RECORD_BORN_MAX + 1];

	adr_make_born(born, task, name);
	form_id(out, &task->writer->project, "decision", NULL, born);
}

/* ----------------------------------------------------------------- rows */

static bool
has_row(const struct row *rows, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].cells[0], name) == 0)
			return true;
	return false;
}

/* The same words have the same name: a letter first, as rows that people add.
 * `rows` are those that have theirs. */
static void
name_row(char out[ROW_NAME_SIZE], const void *words, size_t len,
    const struct row *rows, size_t count)
{
	unsigned char hash[HASH_SIZE];
	char digits[BASE32_DIGITS + 1];

	hash_bytes(hash, words, len);
	for (;;) {
		base32_encode(digits, hash);
		memcpy(out, digits + BASE32_DIGITS - 4, ROW_NAME_SIZE - 1);
		out[ROW_NAME_SIZE - 1] = '\0';
		if (isalpha((unsigned char)*out) && !has_row(rows, count, out))
			return;
		hash_bytes(hash, hash, sizeof(hash));
	}
}

static void
set_options(struct record *words, const struct adr *adr)
{
	struct row *rows = mem_new_array(adr->option_count, sizeof(*rows));
	char(*names)[ROW_NAME_SIZE] =
	    mem_new_array(adr->option_count, sizeof(*names));
	char **cells = mem_new_array(adr->option_count * 2, sizeof(*cells));

	for (size_t i = 0; i < adr->option_count; i++) {
		char *option = adr->options[i];

		name_row(names[i], option, strlen(option), rows, i);
		cells[2 * i] = names[i];
		cells[2 * i + 1] = option;
		rows[i] = (struct row){ .cells = &cells[2 * i], .count = 2 };
	}
	record_set_rows(words, "options", rows, adr->option_count);
	free(cells);
	free(names);
	free(rows);
}

/* The state of the file, and of what others say of it. */
static void
name_state(char out[ROW_NAME_SIZE], const struct adr_file *file)
{
	unsigned char hash[HASH_SIZE];
	const struct hash_part parts[] = {
		{ .bytes = &file->hash, .len = sizeof(file->hash) },
		{ .bytes = file->replaces,
		    .len = file->replace_count * sizeof(*file->replaces) },
	};

	hash_parts(hash, parts, sizeof(parts) / sizeof(*parts));
	name_row(out, hash, sizeof(hash), NULL, 0);
}

static void
set_origin(struct record *words, const struct adr_making *making,
    const struct adr_file *file)
{
	char name[ROW_NAME_SIZE];
	char *head = mem_dup_text(str_text(&file->adr.head));
	char *where = mem_dup_text(name_folder(making->task));
	char *cells[] = { name, file->name, where, head };
	const struct row row = { .cells = cells, .count = 4 };

	if (strlen(head) > LINE_BYTES_MAX)
		*head = '\0';
	name_state(name, file);
	record_set_rows(words, "goes-with", &row, 1);
	free(where);
	free(head);
}

/* True if a row is of this file; `state`, where given, is its name. */
static bool
is_origin(const struct row *row, const struct adr_making *making,
    const struct adr_file *file, const char *state)
{
	return row->count > 2 && strcmp(row->cells[1], file->name) == 0 &&
	    strcmp(row->cells[2], name_folder(making->task)) == 0 &&
	    (state == NULL || strcmp(row->cells[0], state) == 0);
}

static bool
has_origin(const struct record *record, const struct adr_making *making,
    const struct adr_file *file, const char *state)
{
	const struct value *rows = record_get(record, "goes-with");

	for (size_t i = 0;
	     rows != NULL && rows->shape == VALUE_ROWS && i < rows->count; i++)
		if (is_origin(&rows->rows[i], making, file, state))
			return true;
	return false;
}

/* ---------------------------------------------------------------- words */

static struct record *
write_decision(const struct adr_making *making, const struct adr_file *file)
{
	const struct adr *adr = &file->adr;
	struct record *words = record_new("decision");
	char(*ids)[ID_TEXT_SIZE] =
	    mem_new_array(file->replace_count, sizeof(*ids));
	const char **items = mem_new_array(file->replace_count, sizeof(*items));
	struct str body = { 0 };

	for (size_t i = 0; i < file->replace_count; i++) {
		id_print(ids[i], &file->replaces[i]);
		items[i] = ids[i];
	}
	adr_make_born(words->born, making->task, file->name);
	record_set_text(words, "title", adr->title);
	record_set_text(words, "why", str_text(&adr->why));
	record_set_items(words, "replaces", items, file->replace_count);
	set_options(words, adr);
	set_origin(words, making, file);
	if (adr->head.len > LINE_BYTES_MAX)
		adr_add_part(&body, span_make(adr->head.data, adr->head.len));
	adr_add_part(&body, span_make(str_text(&adr->body), adr->body.len));
	record_set_body(words, str_text(&body), body.len);
	str_clear(&body);
	free(items);
	free(ids);
	return words;
}

/* The decision as it stands there; else only that it was. What is not simply
 * accepted says so first. */
static void
write_outcome(struct record *words, const struct adr *adr, bool has_newer)
{
	struct str outcome = { 0 };

	if (adr->status != ADR_ACCEPTED &&
	    !(adr->status == ADR_SUPERSEDED && has_newer))
		adr_add_part(&outcome,
		    span_make(str_text(&adr->said), adr->said.len));
	adr_add_part(&outcome,
	    span_make(str_text(&adr->outcome), adr->outcome.len));
	record_set_text(words, "outcome",
	    outcome.len > 0 ? str_text(&outcome) : adr->title);
	str_clear(&outcome);
}

static struct record *
write_settlement(const struct adr_making *making, const struct adr_file *file)
{
	const struct adr *adr = &file->adr;
	const struct carry_adr *task = making->task;
	struct record *words = record_new("settlement");
	char **names = mem_new_array(adr->decider_count + 1, sizeof(*names));
	size_t count = 0;
	char id[ID_TEXT_SIZE];

	for (; count < adr->decider_count; count++) {
		struct str name = { 0 };

		str_add_format(&name, "=%s", adr->deciders[count]);
		names[count] = str_take(&name);
	}
	if (count == 0)
		names[count++] = mem_dup_text(task->nobody);
	make_born(words->born);
	id_print(id, &file->id);
	record_set_text(words, "decision", id);
	record_set_text(words, "how", "named");
	record_set_items(words, "decided-by", (const char *const *)names,
	    count);
	record_set_text(words, "day", adr->day);
	record_set_text(words, "because",
	    adr->because.len > 0 ? str_text(&adr->because) : task->no_reason);
	write_outcome(words, adr, file->is_replaced);
	set_origin(words, making, file);
	while (count > 0)
		free(names[--count]);
	free(names);
	return words;
}

/* --------------------------------------------------------------- before */

/* A decision that is here already. */
struct before {
	struct lineage lineage;
	struct view *view; /* NULL: it is not here */
	bool *is_taken;    /* versions that were taken in, as they are shown */
};

static void
clear_before(struct before *before)
{
	free(before->is_taken);
	view_free(before->view);
	lineage_clear(&before->lineage);
}

/* The oldest version with a row of that name, and those of the same words
 * from other computers. */
static void
mark_state(struct before *before, const struct adr_making *making,
    const struct adr_file *file, const char *state)
{
	const struct lineage *lineage = &before->lineage;
	const struct record *oldest = NULL;

	for (size_t i = 0; i < lineage->count; i++) {
		const struct record *record = lineage->versions[i].record;

		if (has_origin(record, making, file, state) &&
		    (oldest == NULL || record->rev < oldest->rev))
			oldest = record;
	}
	for (size_t i = 0; oldest != NULL && i < lineage->count; i++)
		if (lineage->versions[i].standing == STANDING_GOOD &&
		    record_same_words(lineage->versions[i].record, oldest))
			before->is_taken[i] = true;
}

static int
find_before(const struct adr_making *making, const struct adr_file *file,
    struct before *out)
{
	const struct value *rows;
	int err = derive_lineage(making->context.journal->store, &file->id,
	    making->context.voices, &out->lineage);

	if (err != 0 || out->lineage.count == 0)
		return err;
	out->view = view_make(&out->lineage);
	if (out->view == NULL)
		return 0;
	out->is_taken =
	    mem_new_array(out->lineage.count, sizeof(*out->is_taken));
	rows = record_get(out->view->record, "goes-with");
	for (size_t i = 0;
	     rows != NULL && rows->shape == VALUE_ROWS && i < rows->count; i++)
		if (is_origin(&rows->rows[i], making, file, NULL))
			mark_state(out, making, file, rows->rows[i].cells[0]);
	return 0;
}

/* Of what was taken back no row is shown: it comes in again. */
static bool
is_taken_already(const struct before *before, const struct record *record)
{
	if (before->view == NULL)
		return false;
	for (size_t i = 0; i < before->lineage.count; i++)
		if (before->is_taken[i] &&
		    record_same_words(before->lineage.versions[i].record,
			record))
			return true;
	return false;
}

static void
follow(struct record *words, const struct before *before)
{
	size_t *heads = mem_new_array(before->lineage.count, sizeof(*heads));
	size_t count = 0;

	for (size_t i = 0; i < before->lineage.count; i++)
		if (before->is_taken[i])
			heads[count++] = i;
	if (count > 0)
		make_following(words, &before->lineage, heads, count);
	else
		make_following(words, &before->lineage, before->view->follows,
		    before->view->follow_count);
	free(heads);
}

/* --------------------------------------------------------------- making */

static void
drop_versions(struct action *action, size_t count)
{
	while (action->count > count) {
		struct saved *last = &action->versions[--action->count];

		admitted_clear(&last->admitted);
		free(last->bytes);
	}
}

/* It is made before it is looked for, as making brings it in normal form. */
static int
make_decision(struct adr_making *making, const struct adr_file *file,
    struct vid *vid, bool *is_known)
{
	struct action *action = &making->action;
	struct record *words = write_decision(making, file);
	size_t count = action->count;
	struct before before = { .view = NULL };
	int err = make_version(action, &making->maker, words, NULL, vid);

	if (err == 0)
		err = find_before(making, file, &before);
	if (err == 0)
		*is_known = is_taken_already(&before,
		    action->versions[count].admitted.record);
	if (err != 0 || *is_known || before.view != NULL)
		drop_versions(action, count);
	if (err == 0 && !*is_known && before.view != NULL) {
		follow(words, &before);
		err = make_version(action, &making->maker, words, NULL, vid);
	}
	clear_before(&before);
	record_free(words);
	return err;
}

/* Takes the writer's own words back: the file says no longer that it was
 * settled. */
static int
withdraw(struct adr_making *making, const struct related *settlement)
{
	struct record *empty = record_new("settlement");
	int err;

	empty->state = mem_dup_text("withdrawn");
	make_following(empty, &settlement->lineage, settlement->view->follows,
	    settlement->view->follow_count);
	err = make_version(&making->action, &making->maker, empty, NULL, NULL);
	record_free(empty);
	return err;
}

/* True if another one of them stands in for it. */
static bool
is_stood_in_for(const struct relatives *all, const struct id *id)
{
	char text[ID_TEXT_SIZE];

	id_print(text, id);
	for (size_t i = 0; i < all->count; i++) {
		const char *other =
		    record_get_text(all->items[i].view->record, "instead");

		if (other != NULL && strcmp(other, text) == 0)
			return true;
	}
	return false;
}

static int
make_settlement(struct adr_making *making, const struct adr_file *file,
    const struct related *earlier, const struct vid *of)
{
	struct record *words = write_settlement(making, file);
	char vid[VID_TEXT_SIZE];
	char id[ID_TEXT_SIZE];
	const char *item = vid;
	int err;

	vid_print(vid, of);
	record_set_items(words, "of", &item, 1);
	if (earlier != NULL) {
		id_print(id, &earlier->id);
		record_set_text(words, "instead", id);
	}
	err = make_version(&making->action, &making->maker, words, NULL, NULL);
	record_free(words);
	return err;
}

/* How it was settled by an earlier state of the file: the last of those in
 * force. */
static int
settle(struct adr_making *making, const struct adr_file *file,
    const struct vid *of)
{
	const struct related_asked asked = {
		.target = file->id,
		.kind = "settlement",
		.field = "decision",
	};
	struct relatives all = { .items = NULL };
	const struct related *earlier = NULL;
	int err = related_load(&making->context, &asked, &all);

	for (size_t i = 0; err == 0 && i < all.count; i++)
		if (!all.items[i].view->is_withdrawn &&
		    has_origin(all.items[i].view->record, making, file, NULL) &&
		    !is_stood_in_for(&all, &all.items[i].id))
			earlier = &all.items[i];
	if (err == 0 && adr_is_settled(&file->adr))
		err = make_settlement(making, file, earlier, of);
	else if (err == 0 && earlier != NULL &&
	    id_equal(&earlier->by, &making->maker.by))
		err = withdraw(making, earlier);
	else if (err == 0 && earlier != NULL)
		carry_note(&making->carrying, CARRY_NOTE_STAYS, NULL);
	related_clear(&all);
	return err;
}

int
adr_make(struct adr_making *making, const struct adr_file *file, bool *is_known)
{
	size_t count = making->action.count;
	struct vid vid;
	int err;

	*is_known = false;
	err = make_decision(making, file, &vid, is_known);
	if (err == 0 && !*is_known)
		err = settle(making, file, &vid);
	if (err != 0)
		drop_versions(&making->action, count);
	return err;
}
