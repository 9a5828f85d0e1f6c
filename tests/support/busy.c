#include "support/busy.h"

#include "base/file.h"
#include "base/mem.h"
#include "support/trial.h"

#include <withus/carry.h>
#include <withus/draft.h>
#include <withus/err.h>
#include <withus/item.h>
#include <withus/project.h>
#include <withus/read.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct record *
busy_words(const struct busy *busy, const char *text)
{
	struct record *words = record_new("reflection");
	char stage[ID_TEXT_SIZE];
	char cara[ID_TEXT_SIZE];
	const char *stages[] = { stage };
	const char *asked[] = { cara, "=the ward sister" };
	const char *tags[] = { "garden", "listening" };
	char name[] = "k7f3";
	char what[] = "A drawing";
	char where[] = "on the wall";
	char *cells[] = { name, what, where };
	struct row row = { .cells = cells, .count = 3 };

	id_print(stage, &busy->stage);
	id_print(cara, &busy->cara);
	record_set_text(words, "readers", "team");
	record_set_text(words, "day", "2026-11-20");
	record_set_text(words, "speaking-as", "a carer");
	record_set_items(words, "stages", stages, 1);
	record_set_items(words, "asked", asked, 2);
	record_set_items(words, "tags", tags, 2);
	record_set_rows(words, "goes-with", &row, 1);
	record_set_body(words, text, strlen(text));
	return words;
}

int
busy_edit(struct home *home, const struct writer *writer, const struct id *id,
    const char *text)
{
	struct item *item = NULL;
	struct written written;
	struct write_edit edit = { .record = *id };
	int err = read_item(home->journal, &writer->project, id, &item);

	if (err != 0)
		return err;
	record_set_body(item->words, text, strlen(text));
	edit.words = item->words;
	edit.seen = item->heads;
	edit.seen_count = item->head_count;
	err = write_edit(home->journal, writer, &edit, &written);
	item_free(item);
	return err;
}

static struct id
write_words(struct home *home, const struct writer *writer,
    struct record *words)
{
	struct written written;

	TRIAL_OK(write_new(home->journal, writer, words, &written));
	record_free(words);
	return written.id;
}

static struct id
add_member(struct home *home, const char *name, bool here)
{
	struct record *words = record_new("member");
	struct written written;

	record_set_text(words, "name", name);
	TRIAL_OK(
	    member_add(home->journal, &home->writer, words, here, &written));
	record_free(words);
	return written.id;
}

static void
add_people(struct busy *busy)
{
	struct home *home = &busy->home;
	struct written written;

	TRIAL_OK(read_find(home->journal, &home->writer.project, "stage",
	    "Analys", &busy->stage));
	busy->ben = (struct writer){ .project = home->writer.project };
	busy->ben.member = add_member(home, "Ben", true);
	busy->cara = add_member(home, "Cara", false);
	TRIAL_OK(member_confirm(home->journal, &home->writer, &busy->ben.member,
	    &written));
	TRIAL_OK(busy_edit(home, &busy->ben, &busy->stage, "Slow."));
}

static void
add_entries(struct busy *busy)
{
	struct home *home = &busy->home;
	struct record *words = busy_words(busy, "One.\n\nAnd more words.");
	struct writer for_cara = home->writer;
	struct written written;
	char to[ID_TEXT_SIZE];

	busy->entry = write_words(home, &home->writer, words);
	TRIAL_OK(busy_edit(home, &home->writer, &busy->entry, "Less words."));
	words = record_new("reply");
	id_print(to, &busy->entry);
	record_set_text(words, "to", to);
	record_set_body(words, "Thank you.", 10);
	busy->reply = write_words(home, &busy->ben, words);
	busy->gone =
	    write_words(home, &home->writer, busy_words(busy, "Not so."));
	TRIAL_OK(write_withdraw(home->journal, &home->writer, &busy->gone,
	    &written));
	for_cara.for_person = busy->cara;
	for_cara.confirmed = "read back";
	busy->typed =
	    write_words(home, &for_cara, busy_words(busy, "As I see it."));
	busy->split =
	    write_words(home, &home->writer, busy_words(busy, "Both of us."));
}

static void
add_drafts(struct busy *busy)
{
	struct home *home = &busy->home;
	struct draft draft = { .words = busy_words(busy, "Not yet."),
		.why = "kept" };

	TRIAL_OK(
	    draft_keep(home->journal, &home->writer, &draft, &busy->draft));
	draft.record = busy->entry;
	TRIAL_OK(
	    draft_keep(home->journal, &home->writer, &draft, &busy->redraft));
	record_free(draft.words);
}

/* The same entry edited in all fields on two computers. */
static void
edit_all(struct home *home, const struct id *id, const char *text)
{
	struct record *words = record_new("reflection");
	const char *tags[] = { text };
	char name[] = "k7f3";
	char what[64] = "";
	char *cells[] = { name, what, name };
	struct row row = { .cells = cells, .count = 3 };
	struct written written;
	struct write_edit edit = { .record = *id, .words = words };

	strncpy(what, text, sizeof(what) - 1);
	record_set_text(words, "readers", "team");
	record_set_text(words, "day", "2026-11-19");
	record_set_text(words, "speaking-as", text);
	record_set_items(words, "tags", tags, 1);
	record_set_rows(words, "goes-with", &row, 1);
	record_set_body(words, text, strlen(text));
	TRIAL_OK(write_edit(home->journal, &home->writer, &edit, &written));
	record_free(words);
}

/* What another computer with the same home has, as JSON in `name`. */
static void
export_other(struct home *other, const char *name)
{
	struct carry_result result;
	char *out = file_join(other->dir, name);

	TRIAL_OK(carry_export_json(other->journal, &other->writer.project, out,
	    &result));
	free(out);
}

/* Both computers edit the same entry; what the other one wrote comes by
 * JSON, and more is on its way. */
static void
meet_other(struct busy *busy)
{
	struct home *home = &busy->home;
	struct home other = { .dir = home->dir, .writer = home->writer };
	struct carry_result result;
	char *out = file_join(home->dir, "out");

	other.path = file_join(home->dir, "other");
	trial_rest(home);
	assert_int_equal(home_shell(home, "cp -a home other"), 0);
	trial_open(&other);
	edit_all(&other, &busy->split, "Left.");
	export_other(&other, "out");
	TRIAL_OK(busy_edit(&other, &busy->ben, &busy->stage, "Slow again."));
	(void)write_words(&other, &other.writer, busy_words(busy, "News."));
	export_other(&other, "news");
	trial_rest(&other);
	trial_open(home);
	edit_all(home, &busy->split, "Right.");
	TRIAL_OK(carry_import_json(home->journal, out, NULL, &result));
	assert_int_equal(result.kept, 1);
	assert_int_equal(home_shell(home, "rm -r other out"), 0);
	free(other.path);
	free(out);
}

void
busy_make(struct busy *busy)
{
	*busy = (struct busy){ .draft = 0 };
	trial_settle();
	home_start(&busy->home);
	add_people(busy);
	add_entries(busy);
	add_drafts(busy);
	meet_other(busy);
	/* The last that Amina did. */
	TRIAL_OK(busy_edit(&busy->home, &busy->home.writer, &busy->entry,
	    "Fewer words."));
	trial_rest(&busy->home);
	assert_int_equal(home_shell(&busy->home,
			     "for i in 1 2 3 4 5 6 7 8 9; do printf "
			     "'[166%d-01-0%d 09:00] Up early.\n\nTo the "
			     "office.\n' $i $i; done > diary"),
	    0);
}

void
busy_clear(struct busy *busy)
{
	home_close(&busy->home);
}

int
busy_set_up(void **state)
{
	struct busy *busy = mem_new(sizeof(*busy));

	busy_make(busy);
	*state = busy;
	return 0;
}

int
busy_tear_down(void **state)
{
	busy_clear(*state);
	free(*state);
	return 0;
}
