/* What is said about a record: one for each person where there is one, to the
 * words that were on the screen; and what people type for such fields. */
#include "support/circle.h"

#include "base/mem.h"

#include <withus/err.h>
#include <withus/project.h>
#include <withus/read.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct id
decide(struct circle *circle)
{
	return circle_new(circle, AMINA, "decision",
	    CIRCLE_WORDS("title", "What first?", "options", "Steps", "options",
		"Sleep well", "options", "Sleep long"));
}

/* The words to begin from, and whether there were some before. */
static struct record *
begin(struct circle *circle, enum circle_who who, const struct id *about,
    bool is_there)
{
	const struct write_begin from = { .kind = "view", .about = *about };
	struct record *words = NULL;
	struct item *before = NULL;

	assert_int_equal(write_begin(circle->home.journal,
			     &circle->writers[who], &from, &words, &before),
	    0);
	assert_int_equal(before != NULL, is_there);
	item_free(before);
	return words;
}

static int
save(struct circle *circle, enum circle_who who, const struct record *words,
    struct written *out)
{
	return write_new(circle->home.journal, &circle->writers[who], words,
	    out);
}

static void
note_of(struct circle *circle, struct record *words)
{
	assert_int_equal(write_of(circle->home.journal,
			     &circle->home.writer.project, words, NULL, 0),
	    0);
}

static void
test_one_for_each(void **state)
{
	struct circle circle;
	struct record *words;
	struct written one, two, other;
	struct id id;

	(void)state;
	circle_start(&circle);
	id = decide(&circle);
	words = begin(&circle, BEN, &id, false);
	record_set_text(words, "stance", "agree");
	assert_int_equal(save(&circle, BEN, words, &one), -ERR_FIELD_MISSING);
	note_of(&circle, words);
	assert_int_equal(save(&circle, BEN, words, &one), 0);
	assert_int_equal(save(&circle, BEN, words, &two), -ERR_NOTHING_CHANGED);
	assert_int_equal(save(&circle, CAL, words, &other), 0);
	assert_false(id_equal(&one.id, &other.id));
	record_free(words);
	words = begin(&circle, BEN, &id, true);
	assert_string_equal(record_get_text(words, "stance"), "agree");
	record_set_text(words, "stance", "object");
	assert_int_equal(save(&circle, BEN, words, &two), 0);
	assert_true(id_equal(&one.id, &two.id));
	assert_false(vid_equal(&one.vid, &two.vid));
	record_free(words);
	/* Taken back: nothing to begin from, and the same record still. */
	circle_withdraw(&circle, BEN, &one.id);
	words = begin(&circle, BEN, &id, true);
	assert_null(record_get(words, "stance"));
	record_set_text(words, "stance", "aside");
	note_of(&circle, words);
	assert_int_equal(save(&circle, BEN, words, &two), 0);
	assert_true(id_equal(&one.id, &two.id));
	circle_demand_status(&circle, &one.id, "");
	record_free(words);
	circle_close(&circle);
}

/* What is typed for somebody counts; their own words it never displaces. */
static void
test_typed_for_somebody(void **state)
{
	struct circle circle;
	struct writer typist;
	struct record *words;
	struct written written;
	struct item *item = NULL;
	struct id id;

	(void)state;
	circle_start(&circle);
	id = decide(&circle);
	typist = circle.writers[AMINA];
	typist.for_person = circle.writers[BEN].member;
	typist.confirmed = "read back";
	words = begin(&circle, BEN, &id, false);
	note_of(&circle, words);
	record_set_text(words, "stance", "agree");
	assert_int_equal(write_new(circle.home.journal, &typist, words,
			     &written),
	    0);
	record_set_text(words, "stance", "aside");
	assert_int_equal(write_new(circle.home.journal, &typist, words,
			     &written),
	    0);
	record_set_text(words, "stance", "object");
	assert_int_equal(save(&circle, BEN, words, &written), 0);
	record_set_text(words, "stance", "agree");
	assert_int_equal(write_new(circle.home.journal, &typist, words,
			     &written),
	    -ERR_NOT_YOURS);
	assert_int_equal(read_item(circle.home.journal,
			     &circle.home.writer.project, &written.id, &item),
	    0);
	assert_string_equal(record_get_text(item->words, "stance"), "object");
	assert_int_equal(item->version_count, 3);
	item_free(item);
	record_free(words);
	circle_close(&circle);
}

static void
test_to_what(void **state)
{
	struct circle circle;
	struct circle_saying saying = { .who = CAL, .kind = "view" };
	struct record *words;
	struct vid first, shown;
	char text[VID_TEXT_SIZE];
	struct id id, view, gone, nothing = { { 9 } };

	(void)state;
	circle_start(&circle);
	id = decide(&circle);
	saying.about = id;
	first = circle_head(&circle, &id);
	circle_edit(&circle, BEN, &id, CIRCLE_WORDS("why", "Because."));
	words = begin(&circle, BEN, &id, false);
	note_of(&circle, words);
	shown = circle_head(&circle, &id);
	vid_print(text, &shown);
	assert_true(value_has(record_get(words, "of"), text));
	/* What was on the screen, though others came since. */
	assert_int_equal(write_of(circle.home.journal,
			     &circle.home.writer.project, words, &first, 1),
	    0);
	vid_print(text, &first);
	assert_true(value_has(record_get(words, "of"), text));
	assert_int_equal(record_get(words, "of")->count, 1);
	record_free(words);
	words = begin(&circle, BEN, &nothing, false);
	assert_int_equal(write_of(circle.home.journal,
			     &circle.home.writer.project, words, NULL, 0),
	    -ERR_CODE_NOT_THERE);
	record_free(words);
	/* A settlement names the views that were there, not those that were
	 * taken back. */
	view = circle_say(&circle, &saying, CIRCLE_WORDS("stance", "agree"));
	saying.who = BEN;
	gone = circle_say(&circle, &saying, CIRCLE_WORDS("stance", "object"));
	circle_withdraw(&circle, BEN, &gone);
	words = record_new("settlement");
	id_print(text, &id);
	record_set_text(words, "decision", text);
	note_of(&circle, words);
	assert_int_equal(record_get(words, "seen")->count, 1);
	shown = circle_head(&circle, &view);
	vid_print(text, &shown);
	assert_true(value_has(record_get(words, "seen"), text));
	record_free(words);
	/* A reply is to a record, not to its words. */
	words = record_new("reply");
	id_print(text, &id);
	record_set_text(words, "to", text);
	note_of(&circle, words);
	assert_int_equal(words->field_count, 1);
	record_free(words);
	circle_close(&circle);
}

static int
apply(struct circle *circle, struct record *words, const char *field,
    const char *typed)
{
	return write_apply(circle->home.journal, &circle->home.writer.project,
	    words, kind_field(kind_by_name(words->kind), field), typed);
}

static void
test_options_are_typed(void **state)
{
	struct circle circle;
	struct record *words;
	struct item *item = NULL;
	const struct value *options;
	struct id id;

	(void)state;
	circle_start(&circle);
	id = decide(&circle);
	assert_int_equal(read_item(circle.home.journal,
			     &circle.home.writer.project, &id, &item),
	    0);
	options = record_get(item->words, "options");
	words = begin(&circle, BEN, &id, false);
	assert_int_equal(apply(&circle, words, "option", "B"), 0);
	assert_string_equal(record_get_text(words, "option"),
	    options->rows[1].cells[0]);
	assert_int_equal(apply(&circle, words, "option", "steps"), 0);
	assert_string_equal(record_get_text(words, "option"),
	    options->rows[0].cells[0]);
	assert_int_equal(apply(&circle, words, "option", "sleep l"), 0);
	assert_string_equal(record_get_text(words, "option"),
	    options->rows[2].cells[0]);
	assert_int_equal(apply(&circle, words, "option",
			     options->rows[1].cells[0]),
	    0);
	assert_int_equal(apply(&circle, words, "option", "sleep"),
	    -ERR_OPTION_NOT_THERE);
	assert_int_equal(apply(&circle, words, "option", "d"),
	    -ERR_OPTION_NOT_THERE);
	assert_int_equal(apply(&circle, words, "option", "="),
	    -ERR_OPTION_NOT_THERE);
	assert_string_equal(record_get_text(words, "option"),
	    options->rows[1].cells[0]);
	assert_int_equal(apply(&circle, words, "option", "=neither"), 0);
	assert_string_equal(record_get_text(words, "option"), "=neither");
	record_remove(words, "decision");
	assert_int_equal(apply(&circle, words, "option", "a"),
	    -ERR_FIELD_RECORD);
	record_free(words);
	item_free(item);
	circle_close(&circle);
}

static void
demand_row(const struct record *words, size_t index, const char *who,
    const char *why)
{
	const struct row *row = &record_get(words, "not-there")->rows[index];

	assert_string_equal(row->cells[1], who);
	assert_int_equal(row->count, why != NULL ? 3 : 2);
	if (why != NULL)
		assert_string_equal(row->cells[2], why);
}

static void
test_who_was_not_there(void **state)
{
	struct circle circle;
	struct record *words = record_new("settlement");
	char ben[ID_TEXT_SIZE];

	(void)state;
	circle_start(&circle);
	id_print(ben, &circle.writers[BEN].member);
	assert_int_equal(apply(&circle, words, "not-there", "Ben=I was ill"),
	    0);
	assert_int_equal(apply(&circle, words, "not-there",
			     "=Mrs Poole=no bus = no way"),
	    0);
	assert_int_equal(apply(&circle, words, "not-there", "ben | late"), 0);
	assert_int_equal(apply(&circle, words, "not-there", "=The funder"), 0);
	assert_int_equal(apply(&circle, words, "not-there", "Zoe=away"),
	    -ERR_NAME_NOT_THERE);
	demand_row(words, 0, ben, "I was ill");
	demand_row(words, 1, "=Mrs Poole", "no bus = no way");
	demand_row(words, 2, ben, "late");
	demand_row(words, 3, "=The funder", NULL);
	assert_int_equal(apply(&circle, words, "not-there", "c=Ben=asleep"), 0);
	demand_row(words, 2, ben, "asleep");
	assert_int_equal(apply(&circle, words, "not-there", "d="), 0);
	assert_int_equal(record_get(words, "not-there")->count, 3);
	record_free(words);
	circle_close(&circle);
}

static void
demand_described(struct circle *circle, const char *kind, const char *field,
    const char *text, const char *wanted)
{
	char *said =
	    write_describe(circle->home.journal, &circle->home.writer.project,
		kind_field(kind_by_name(kind), field), text);

	assert_string_equal(said, wanted);
	free(said);
}

static void
test_the_group(void **state)
{
	struct circle circle;
	struct record *words = record_new("rules");
	struct id id;
	struct item *item = NULL;

	(void)state;
	circle_start(&circle);
	(void)circle_add(&circle, "Al");
	assert_int_equal(apply(&circle, words, "group", "All"), 0);
	assert_true(value_has(record_get(words, "group"), "all"));
	assert_int_equal(apply(&circle, words, "group", "Everyone, =night"), 0);
	assert_int_equal(record_get(words, "group")->count, 2);
	/* A start of the word may be a name. */
	assert_int_equal(apply(&circle, words, "group", "Al"), 0);
	assert_false(value_has(record_get(words, "group"), "all"));
	record_free(words);
	demand_described(&circle, "rules", "group", "all", "everyone");
	demand_described(&circle, "rules", "group", "=night", "night");
	demand_described(&circle, "view", "option", "=both", "both");
	/* Who is there on the day stands beside the word; and that changes
	 * when somebody says so, not when the words are mended. */
	id = circle_new(&circle, AMINA, "rules",
	    CIRCLE_WORDS("title", "T", "group", "all, =night", "", "W."));
	(void)circle_add(&circle, "Eve");
	circle_edit(&circle, BEN, &id, CIRCLE_WORDS("", "We."));
	assert_int_equal(read_item(circle.home.journal,
			     &circle.home.writer.project, &id, &item),
	    0);
	assert_int_equal(record_get(item->words, "group")->count, 6);
	item_free(item);
	circle_edit(&circle, BEN, &id, CIRCLE_WORDS("group", "all"));
	assert_int_equal(read_item(circle.home.journal,
			     &circle.home.writer.project, &id, &item),
	    0);
	assert_int_equal(record_get(item->words, "group")->count, 6);
	item_free(item);
	circle_close(&circle);
}

static int
note_key(void *data, const struct item *item)
{
	memcpy(data, item->code, sizeof(item->code));
	return 0;
}

/* Replies are to anything but keys and the word for them. */
static void
test_replies(void **state)
{
	struct circle circle;
	struct record *words = record_new("reply");
	struct query keys = { .kind = "key" };
	char code[ITEM_CODE_SIZE];
	char ben[ID_TEXT_SIZE];

	(void)state;
	circle_start(&circle);
	keys.project = circle.home.writer.project;
	(void)decide(&circle);
	assert_int_equal(read_list(circle.home.journal, &keys, note_key, code),
	    0);
	assert_int_equal(apply(&circle, words, "to", code), -ERR_FIELD_RECORD);
	keys.kind = "decision";
	assert_int_equal(read_list(circle.home.journal, &keys, note_key, code),
	    0);
	assert_int_equal(apply(&circle, words, "to", code), 0);
	keys.kind = "member";
	assert_int_equal(read_list(circle.home.journal, &keys, note_key, code),
	    0);
	assert_int_equal(apply(&circle, words, "to", code), 0);
	id_print(ben, &circle.writers[BEN].member);
	assert_int_equal(strlen(record_get_text(words, "to")), strlen(ben));
	record_free(words);
	circle_close(&circle);
}

static void
test_kinds_that_are_not_here(void **state)
{
	struct circle circle;
	const struct write_begin from = { .kind = "dream" };
	struct record *words = record_new("dream");
	struct record *out = NULL;

	(void)state;
	circle_start(&circle);
	assert_int_equal(write_begin(circle.home.journal, &circle.writers[BEN],
			     &from, &out, NULL),
	    -ERR_KIND_UNKNOWN);
	assert_null(out);
	assert_int_equal(write_of(circle.home.journal,
			     &circle.home.writer.project, words, NULL, 0),
	    -ERR_KIND_UNKNOWN);
	record_free(words);
	circle_close(&circle);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_for_each),
		cmocka_unit_test(test_typed_for_somebody),
		cmocka_unit_test(test_to_what),
		cmocka_unit_test(test_options_are_typed),
		cmocka_unit_test(test_who_was_not_there),
		cmocka_unit_test(test_the_group),
		cmocka_unit_test(test_replies),
		cmocka_unit_test(test_kinds_that_are_not_here),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests_name("core_write_of", tests, NULL, NULL);
}
