/* Ground rules in a home: who stands where, what waits for whom. */
#include "support/circle.h"

#include "base/str.h"

#include <withus/err.h>
#include <withus/history.h>
#include <withus/read.h>
#include <withus/rules.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct id
write_rules(struct circle *circle)
{
	return circle_new(circle, AMINA, "rules",
	    CIRCLE_WORDS("title", "How we meet", "group", "all", "",
		"We listen.\n\nWe take turns."));
}

static struct id
agree(struct circle *circle, enum circle_who who, const struct id *rules,
    const char *stance)
{
	const struct circle_saying saying = {
		.who = who,
		.kind = "agreement",
		.about = *rules,
	};

	return circle_say(circle, &saying,
	    CIRCLE_WORDS("stance", stance, "", "My words."));
}

static struct rules *
read_them(struct circle *circle, const struct id *id)
{
	struct rules *rules = NULL;

	assert_int_equal(read_rules(circle->home.journal,
			     &circle->home.writer.project, id, &rules),
	    0);
	return rules;
}

/* "Amina agrees, Ben silent awaited": where everybody stands. */
static void
demand_people(struct circle *circle, const struct id *id, const char *wanted)
{
	static const char *const places[] = { "silent", "agrees", "reservation",
		"earlier", "not-yet", "two-things" };
	struct rules *rules = read_them(circle, id);
	struct str out = { 0 };

	for (size_t i = 0; i < rules->count; i++) {
		const struct rules_person *person = &rules->people[i];

		str_add(&out, i > 0 ? ", " : "");
		str_add(&out, person->who.name);
		str_add_char(&out, ' ');
		str_add(&out, places[person->where]);
		str_add(&out, person->is_awaited ? " awaited" : "");
		str_add(&out, person->is_away ? " away" : "");
		assert_int_equal(person->agreement != NULL,
		    person->where != RULES_SILENT);
		assert_int_equal(person->to != NULL, person->is_earlier);
	}
	assert_string_equal(str_text(&out), wanted);
	str_clear(&out);
	rules_free(rules);
}

static void
test_agreeing(void **state)
{
	struct circle circle;
	struct id id;

	(void)state;
	circle_start(&circle);
	id = write_rules(&circle);
	circle_demand_status(&circle, &id, "not-agreed");
	demand_people(&circle, &id,
	    "Amina silent awaited, Ben silent awaited, Cal silent awaited");
	agree(&circle, AMINA, &id, "agree");
	agree(&circle, BEN, &id, "reservation");
	agree(&circle, CAL, &id, "not-yet");
	demand_people(&circle, &id,
	    "Amina agrees, Ben reservation, Cal not-yet");
	circle_demand_status(&circle, &id, "not-agreed");
	/* A second word of the same person is the same record. */
	agree(&circle, CAL, &id, "agree");
	demand_people(&circle, &id,
	    "Amina agrees, Ben reservation, Cal agrees");
	circle_demand_status(&circle, &id, "agreed");
	circle_close(&circle);
}

static void
test_words_change_and_come_back(void **state)
{
	struct circle circle;
	struct rules *rules;
	struct id id;

	(void)state;
	circle_start(&circle);
	id = write_rules(&circle);
	for (enum circle_who who = AMINA; who < CIRCLE; who++)
		agree(&circle, who, &id, "agree");
	circle_edit(&circle, BEN, &id,
	    CIRCLE_WORDS("look-again", "2026-06-01"));
	circle_demand_status(&circle, &id, "agreed");
	circle_edit(&circle, BEN, &id, CIRCLE_WORDS("", "We listen."));
	circle_demand_status(&circle, &id, "not-agreed");
	agree(&circle, BEN, &id, "agree");
	demand_people(&circle, &id,
	    "Amina earlier awaited, Ben agrees, Cal earlier awaited");
	rules = read_them(&circle, &id);
	assert_string_equal(rules->people[0].to->body,
	    "We listen.\n\nWe take turns.\n");
	rules_free(rules);
	circle_edit(&circle, AMINA, &id,
	    CIRCLE_WORDS("", "We listen.\n\nWe take turns."));
	demand_people(&circle, &id,
	    "Amina agrees, Ben earlier awaited, Cal agrees");
	circle_close(&circle);
}

/* Who joins is asked; the agreement stands until a second look. */
static void
test_joining(void **state)
{
	struct circle circle;
	struct written written;
	struct rules *rules;
	struct id id;

	(void)state;
	circle_start(&circle);
	id = write_rules(&circle);
	for (enum circle_who who = AMINA; who < CIRCLE; who++)
		agree(&circle, who, &id, "agree");
	circle_go("2026-05-04");
	(void)circle_add(&circle, "Dot");
	circle_demand_status(&circle, &id, "agreed,second-look");
	demand_people(&circle, &id,
	    "Amina agrees, Ben agrees, Cal agrees, Dot silent awaited");
	assert_int_equal(rules_again(circle.home.journal, &circle.writers[BEN],
			     &id, &written),
	    0);
	circle_demand_status(&circle, &id, "not-agreed");
	rules = read_them(&circle, &id);
	assert_false(rules->is_second_look);
	assert_int_equal(rules->awaited_count, 1);
	assert_int_equal(record_get(rules->item->words, "group")->count, 5);
	rules_free(rules);
	assert_int_equal(rules_again(circle.home.journal, &circle.writers[BEN],
			     &id, &written),
	    -ERR_NOTHING_CHANGED);
	circle_close(&circle);
}

static void
test_its_day(void **state)
{
	struct circle circle;
	struct written written;
	struct rules *rules;
	struct id id;

	(void)state;
	circle_start(&circle);
	id = circle_new(&circle, AMINA, "rules",
	    CIRCLE_WORDS("title", "Who does what", "group", "Amina",
		"look-again", "2026-05-10", "look-every", "2", "",
		"We share."));
	agree(&circle, AMINA, &id, "agree");
	circle_demand_status(&circle, &id, "agreed");
	circle_go("2026-05-10");
	circle_demand_status(&circle, &id, "agreed,second-look");
	assert_int_equal(rules_again(circle.home.journal, &circle.writers[BEN],
			     &id, &written),
	    0);
	circle_demand_status(&circle, &id, "agreed");
	rules = read_them(&circle, &id);
	assert_string_equal(rules->due, "2026-05-24");
	rules_free(rules);
	circle_close(&circle);
}

/* Two computers of one person, which did not know of each other. */
static void
test_two_computers(void **state)
{
	struct circle circle;
	struct circle_saying saying = { .who = BEN, .kind = "agreement" };
	struct id id, one, two;

	(void)state;
	circle_start(&circle);
	id = circle_new(&circle, AMINA, "rules",
	    CIRCLE_WORDS("title", "T", "group", "Ben", "", "We share."));
	saying.about = id;
	one = agree(&circle, BEN, &id, "agree");
	circle_demand_status(&circle, &id, "agreed");
	two = circle_say_apart(&circle, &saying, NULL,
	    CIRCLE_WORDS("stance", "not-yet", "", "Hm."));
	assert_true(id_equal(&one, &two));
	circle_demand_status(&circle, &id, "not-agreed");
	demand_people(&circle, &id, "Ben two-things awaited");
	/* He says which. */
	agree(&circle, BEN, &id, "agree");
	demand_people(&circle, &id, "Ben agrees");
	circle_demand_status(&circle, &id, "agreed");
	circle_withdraw(&circle, BEN, &one);
	demand_people(&circle, &id, "Ben silent awaited");
	circle_close(&circle);
}

/* The words of two versions together, once they are joined by a person. */
static void
test_combined_words(void **state)
{
	struct circle circle;
	struct circle_saying apart = { .who = BEN, .kind = "rules" };
	struct vid first;
	struct item *item = NULL;
	struct id id;

	(void)state;
	circle_start(&circle);
	id = write_rules(&circle);
	apart.about = id;
	first = circle_head(&circle, &id);
	circle_edit(&circle, AMINA, &id,
	    CIRCLE_WORDS("", "We all listen.\n\nWe take turns."));
	(void)circle_say_apart(&circle, &apart, &first,
	    CIRCLE_WORDS("", "We listen.\n\nWe take short turns."));
	assert_int_equal(read_item(circle.home.journal,
			     &circle.home.writer.project, &id, &item),
	    0);
	assert_int_equal(item->head_count, 2);
	agree(&circle, CAL, &id, "agree");
	item_free(item);
	demand_people(&circle, &id,
	    "Amina silent awaited, Ben silent awaited, Cal agrees");
	circle_edit(&circle, AMINA, &id, CIRCLE_WORDS("tags", "meeting"));
	demand_people(&circle, &id,
	    "Amina silent awaited, Ben silent awaited, Cal agrees");
	circle_close(&circle);
}

static int
count_change(void *data, const struct change_run *run)
{
	size_t *count = data;

	*count += run->op != CHANGE_SAME;
	return 0;
}

/* What changed since somebody agreed. */
static void
test_changes_since(void **state)
{
	struct circle circle;
	struct id id;
	struct vid first;
	struct vid nowhere = { { 7 } };
	struct change_sides sides = { .from_of = &first, .from_of_count = 1 };
	size_t count = 0;

	(void)state;
	circle_start(&circle);
	id = write_rules(&circle);
	first = circle_head(&circle, &id);
	circle_edit(&circle, AMINA, &id, CIRCLE_WORDS("", "We listen."));
	circle_edit(&circle, BEN, &id,
	    CIRCLE_WORDS("", "We listen.\n\nWe take turns."));
	sides.project = circle.home.writer.project;
	sides.record = id;
	assert_int_equal(read_changes(circle.home.journal, &sides, count_change,
			     &count),
	    0);
	assert_int_equal(count, 0);
	assert_int_equal(sides.from_number, 1);
	circle_edit(&circle, BEN, &id, CIRCLE_WORDS("", "We sing."));
	assert_int_equal(read_changes(circle.home.journal, &sides, count_change,
			     &count),
	    0);
	assert_true(count > 0);
	sides.from_of = &nowhere;
	assert_int_equal(read_changes(circle.home.journal, &sides, count_change,
			     &count),
	    -ERR_VERSION_NOT_THERE);
	circle_close(&circle);
}

static void
test_the_rhythm(void **state)
{
	struct circle circle;
	struct record *words = record_new("rules");
	struct written written;
	struct rules *rules;
	struct id id;

	(void)state;
	circle_start(&circle);
	rules_rhythm(&circle.home.writer.project, &id);
	strcpy(words->born, KIND_BORN_RHYTHM);
	record_set_text(words, "title", "How we reflect");
	record_set_items(words, "group", (const char *const[]){ "all" }, 1);
	record_set_text(words, "team-every", "12");
	record_set_body(words, "We reflect.", 11);
	assert_int_equal(write_new(circle.home.journal, &circle.writers[AMINA],
			     words, &written),
	    0);
	assert_true(id_equal(&written.id, &id));
	/* There is one: written again it is another version of it. */
	record_set_text(words, "team-every", "8");
	assert_int_equal(write_new(circle.home.journal, &circle.writers[BEN],
			     words, &written),
	    0);
	assert_true(id_equal(&written.id, &id));
	rules = read_them(&circle, &id);
	assert_true(rules->is_rhythm);
	assert_int_equal(rules->item->version_count, 2);
	assert_int_equal(rules->count, 3);
	rules_free(rules);
	record_free(words);
	circle_close(&circle);
}

struct told {
	struct str text;
	size_t count;
};

static int
tell_row(void *data, const struct rules_row *row)
{
	struct told *told = data;

	told->count++;
	str_add_format(&told->text, "%s %zu/%zu", row->item->title,
	    row->agreed_count, row->group_count);
	for (size_t i = 0; i < row->awaited_count; i++) {
		str_add_char(&told->text, ' ');
		str_add(&told->text, row->awaited[i].name);
	}
	str_add(&told->text, row->awaits_me ? "!\n" : "\n");
	return 0;
}

static void
demand_list(struct circle *circle, enum rules_filter filter, enum circle_who me,
    const char *wanted)
{
	const struct rules_query query = {
		.project = circle->home.writer.project,
		.filter = filter,
		.member = circle->writers[me].member,
	};
	struct told told = { .count = 0 };

	assert_int_equal(read_rules_list(circle->home.journal, &query, tell_row,
			     &told),
	    0);
	assert_string_equal(str_text(&told.text), wanted);
	str_clear(&told.text);
}

static void
test_lists(void **state)
{
	struct circle circle;
	struct rules_query query = { .most = 1 };
	struct told told = { .count = 0 };
	struct id one, two;

	(void)state;
	circle_start(&circle);
	one = circle_new(&circle, AMINA, "rules",
	    CIRCLE_WORDS("title", "One", "group", "Amina, Ben", "", "W."));
	circle_go("2026-05-04");
	two = circle_new(&circle, AMINA, "rules",
	    CIRCLE_WORDS("title", "Two", "group", "all", "", "W."));
	agree(&circle, AMINA, &one, "agree");
	agree(&circle, BEN, &two, "not-yet");
	demand_list(&circle, RULES_ALL, CAL,
	    "Two 0/3 Amina Cal!\nOne 1/2 Ben\n");
	demand_list(&circle, RULES_AWAITS, BEN, "One 1/2 Ben!\n");
	demand_list(&circle, RULES_AWAITS, AMINA, "Two 0/3 Amina Cal!\n");
	demand_list(&circle, RULES_AGREED, AMINA, "");
	agree(&circle, BEN, &one, "agree");
	demand_list(&circle, RULES_AGREED, AMINA, "One 2/2\n");
	demand_list(&circle, RULES_NOT_AGREED, AMINA, "Two 0/3 Amina Cal!\n");
	demand_list(&circle, RULES_SECOND_LOOK, AMINA, "");
	/* Nobody waits for who is away. */
	circle_edit(&circle, CAL, &circle.writers[CAL].member,
	    CIRCLE_WORDS("away-from", "2026-05-01", "away-until",
		"2026-05-04"));
	demand_list(&circle, RULES_AWAITS, CAL, "");
	demand_list(&circle, RULES_NOT_AGREED, CAL, "Two 0/3 Amina\n");
	demand_people(&circle, &two,
	    "Amina silent awaited, Ben not-yet, Cal silent awaited away");
	query.project = circle.home.writer.project;
	assert_int_equal(read_rules_list(circle.home.journal, &query, tell_row,
			     &told),
	    0);
	assert_int_equal(told.count, 1);
	str_clear(&told.text);
	circle_close(&circle);
}

static void
test_other_things_are_refused(void **state)
{
	struct circle circle;
	struct rules *rules = NULL;
	struct id nothing = { { 9 } }, id;

	(void)state;
	circle_start(&circle);
	assert_int_equal(read_rules(circle.home.journal,
			     &circle.home.writer.project,
			     &circle.writers[BEN].member, &rules),
	    -ERR_CODE_KIND);
	assert_int_equal(read_rules(circle.home.journal,
			     &circle.home.writer.project, &nothing, &rules),
	    -ERR_CODE_NOT_THERE);
	/* Taken back there is nothing to agree to. */
	id = write_rules(&circle);
	agree(&circle, BEN, &id, "agree");
	circle_withdraw(&circle, AMINA, &id);
	circle_demand_status(&circle, &id, "withdrawn");
	rules = read_them(&circle, &id);
	assert_int_equal(rules->count, 0);
	assert_false(rules->is_agreed);
	rules_free(rules);
	circle_close(&circle);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_agreeing),
		cmocka_unit_test(test_words_change_and_come_back),
		cmocka_unit_test(test_joining),
		cmocka_unit_test(test_its_day),
		cmocka_unit_test(test_two_computers),
		cmocka_unit_test(test_combined_words),
		cmocka_unit_test(test_changes_since),
		cmocka_unit_test(test_the_rhythm),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_other_things_are_refused),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests_name("core_rules", tests, NULL, NULL);
}
