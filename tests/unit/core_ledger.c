/* Decisions in a home: views, settlements, answers, and what follows. */
#include "support/circle.h"

#include "base/str.h"

#include <withus/err.h>
#include <withus/ledger.h>
#include <withus/read.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct id
decide(struct circle *circle, const char *title)
{
	return circle_new(circle, AMINA, "decision",
	    CIRCLE_WORDS("title", title, "options", "Steps", "options",
		"Sleep"));
}

static struct id
give(struct circle *circle, enum circle_who who, const struct id *decision,
    const char *stance)
{
	const struct circle_saying saying = {
		.who = who,
		.kind = "view",
		.about = *decision,
	};

	return circle_say(circle, &saying, CIRCLE_WORDS("stance", stance));
}

static struct id
settle(struct circle *circle, enum circle_who who, const struct id *decision,
    const char *outcome)
{
	const struct circle_saying saying = {
		.who = who,
		.kind = "settlement",
		.about = *decision,
	};

	return circle_say(circle, &saying,
	    CIRCLE_WORDS("how", "agreement", "outcome", outcome, "because",
		"It is fair."));
}

static struct decision *
read_it(struct circle *circle, const struct id *id)
{
	struct decision *decision = NULL;

	assert_int_equal(read_decision(circle->home.journal,
			     &circle->home.writer.project, id, &decision),
	    0);
	return decision;
}

static void
add_view(struct str *out, const struct decision_view *view)
{
	str_add_char(out, ' ');
	str_add(out, view->item->by.name);
	str_add_char(out, '=');
	str_add(out, view->stance ? view->stance : "two");
	str_add_char(out, ' ');
	str_add(out, view->option);
	str_add(out, view->option_text ? view->option_text : "");
	str_add(out, view->words == DECISION_CHANGED ? "/before" : "");
	str_add(out, view->is_unasked ? "/unasked" : "");
	str_add(out, view->is_after ? "/after" : "");
	str_add(out, view->is_changed ? "/changed" : "");
	str_add(out, view->is_objection ? "/objects" : "");
}

/* People with their part, views by name, settlements with their claims. */
static void
demand(struct circle *circle, const struct id *id, const char *wanted)
{
	static const char *const parts[] = { "awaited", "gave", "left-out",
		"gone" };
	struct decision *decision = read_it(circle, id);
	struct str out = { 0 };

	for (size_t i = 0; i < decision->people_count; i++) {
		const struct decision_person *person = &decision->people[i];

		str_add(&out, i > 0 ? " " : "");
		str_add(&out, person->who.name);
		str_add_char(&out, ':');
		str_add(&out, parts[person->part]);
		if (person->view)
			assert_string_equal(person->view->item->by.name,
			    person->who.name);
	}
	for (size_t i = 0; i < decision->people_count; i++)
		if (decision->people[i].view)
			add_view(&out, decision->people[i].view);
	for (size_t i = 0; i < decision->view_count; i++)
		if (decision->views[i].is_unasked)
			add_view(&out, &decision->views[i]);
	for (size_t i = 0; i < decision->settlement_count; i++) {
		const struct decision_settlement *settlement =
		    &decision->settlements[i];

		str_add_char(&out, ' ');
		str_add(&out, settlement->item->title);
		str_add(&out, settlement->is_in_force ? "" : "/aside");
		str_add(&out,
		    settlement->words == DECISION_CHANGED ? "/before" : "");
		if (settlement->is_claim)
			str_add_format(&out, "/claim %zu %zu",
			    settlement->objection_count,
			    settlement->missing_count);
		str_add_format(&out, "/seen %zu", settlement->seen_count);
	}
	assert_string_equal(str_text(&out), wanted);
	str_clear(&out);
	decision_free(decision);
}

static void
test_views(void **state)
{
	struct circle circle;
	struct circle_saying saying = { .who = BEN, .kind = "view" };
	struct decision *decision;
	struct id id, view;

	(void)state;
	circle_start(&circle);
	id = decide(&circle, "What first?");
	saying.about = id;
	circle_demand_status(&circle, &id, "open");
	demand(&circle, &id, "Amina:awaited Ben:awaited Cal:awaited");
	give(&circle, AMINA, &id, "agree");
	view = circle_say(&circle, &saying,
	    CIRCLE_WORDS("stance", "object", "option", "b"));
	give(&circle, CAL, &id, "leave-out");
	circle_demand_status(&circle, &id, "ready");
	demand(&circle, &id,
	    "Amina:gave Ben:gave Cal:left-out Amina=agree  "
	    "Ben=object bSleep/objects Cal=leave-out ");
	decision = read_it(&circle, &id);
	assert_int_equal(decision->option_count, 2);
	assert_int_equal(decision->options[1].chosen_count, 1);
	assert_true(decision->is_for_all);
	decision_free(decision);
	/* Said again, it keeps what was not said anew. */
	circle_say(&circle, &saying, CIRCLE_WORDS("stance", "aside"));
	demand(&circle, &id,
	    "Amina:gave Ben:gave Cal:left-out Amina=agree  "
	    "Ben=aside bSleep Cal=leave-out ");
	circle_say(&circle, &saying, CIRCLE_WORDS("option", "=both"));
	demand(&circle, &id,
	    "Amina:gave Ben:gave Cal:left-out Amina=agree  "
	    "Ben=aside both Cal=leave-out ");
	circle_withdraw(&circle, BEN, &view);
	circle_demand_status(&circle, &id, "open");
	demand(&circle, &id,
	    "Amina:gave Ben:awaited Cal:left-out Amina=agree  "
	    "Cal=leave-out ");
	circle_close(&circle);
}

static void
test_the_question_changes(void **state)
{
	struct circle circle;
	struct id id;

	(void)state;
	circle_start(&circle);
	id = decide(&circle, "What first?");
	give(&circle, AMINA, &id, "agree");
	circle_edit(&circle, BEN, &id, CIRCLE_WORDS("until", "2026-06-01"));
	demand(&circle, &id, "Amina:gave Ben:awaited Cal:awaited Amina=agree ");
	circle_edit(&circle, BEN, &id, CIRCLE_WORDS("options", "Mood"));
	demand(&circle, &id,
	    "Amina:gave Ben:awaited Cal:awaited Amina=agree /before");
	settle(&circle, CAL, &id, "Mood.");
	circle_edit(&circle, BEN, &id, CIRCLE_WORDS("options", "c="));
	demand(&circle, &id,
	    "Amina:gave Ben:awaited Cal:awaited Amina=agree  "
	    "Mood./before/claim 0 2/seen 1");
	circle_close(&circle);
}

/* Two add options and names at once: both are there. */
static void
test_edits_combine(void **state)
{
	struct circle circle;
	struct circle_saying apart = { .who = CAL, .kind = "decision" };
	struct decision *decision;
	struct vid first;
	struct id id;

	(void)state;
	circle_start(&circle);
	id = circle_new(&circle, AMINA, "decision",
	    CIRCLE_WORDS("title", "What first?", "options", "Steps", "involve",
		"Amina"));
	apart.about = id;
	first = circle_head(&circle, &id);
	circle_edit(&circle, BEN, &id,
	    CIRCLE_WORDS("options", "Sleep", "involve", "+Ben"));
	(void)circle_say_apart(&circle, &apart, &first,
	    CIRCLE_WORDS("involve", "Amina, =the ward"));
	circle_demand_status(&circle, &id, "two-versions,open");
	demand(&circle, &id, "Amina:awaited Ben:awaited the ward:awaited");
	decision = read_it(&circle, &id);
	assert_int_equal(decision->item->clash_count, 0);
	assert_int_equal(decision->option_count, 2);
	assert_int_equal(record_get(decision->item->words, "involve")->count,
	    3);
	decision_free(decision);
	/* Nobody takes a name away. */
	circle_edit(&circle, CAL, &id, CIRCLE_WORDS("involve", "Cal"));
	demand(&circle, &id,
	    "Amina:awaited Ben:awaited Cal:awaited the ward:awaited");
	circle_close(&circle);
}

static void
test_settling(void **state)
{
	struct circle circle;
	struct id id, one, two;

	(void)state;
	circle_start(&circle);
	id = decide(&circle, "What first?");
	give(&circle, AMINA, &id, "agree");
	give(&circle, BEN, &id, "object");
	one = settle(&circle, AMINA, &id, "Steps.");
	circle_demand_status(&circle, &id, "settled");
	give(&circle, CAL, &id, "agree");
	give(&circle, BEN, &id, "aside");
	demand(&circle, &id,
	    "Amina:gave Ben:gave Cal:gave Amina=agree  "
	    "Ben=aside /changed Cal=agree /after Steps./seen 2");
	two = settle(&circle, BEN, &id, "Sleep.");
	circle_demand_status(&circle, &id, "settled-differently");
	circle_edit(&circle, BEN, &two, CIRCLE_WORDS("outcome", "Steps."));
	circle_demand_status(&circle, &id, "settled");
	circle_edit(&circle, BEN, &two,
	    CIRCLE_WORDS("outcome", "Sleep.", "instead", ""));
	{
		char code[ID_TEXT_SIZE];

		id_print(code, &one);
		circle_edit(&circle, BEN, &two, CIRCLE_WORDS("instead", code));
	}
	circle_demand_status(&circle, &id, "settled");
	demand(&circle, &id,
	    "Amina:gave Ben:gave Cal:gave Amina=agree  Ben=aside  "
	    "Cal=agree  Sleep./seen 3 Steps./aside/seen 2");
	circle_withdraw(&circle, BEN, &two);
	circle_demand_status(&circle, &id, "settled");
	circle_withdraw(&circle, AMINA, &one);
	circle_demand_status(&circle, &id, "ready");
	circle_close(&circle);
}

static void
test_what_came_of_it(void **state)
{
	struct circle circle;
	struct circle_saying saying = { .who = BEN, .kind = "answer" };
	struct decision *decision;
	struct id id, settlement;

	(void)state;
	circle_start(&circle);
	id = decide(&circle, "What first?");
	saying.about = id;
	settlement = settle(&circle, AMINA, &id, "Steps.");
	circle_edit(&circle, AMINA, &settlement,
	    CIRCLE_WORDS("who", "Ben", "look-again", "2026-05-20"));
	circle_demand_status(&circle, &id, "settled,to-carry-out");
	circle_say(&circle, &saying,
	    CIRCLE_WORDS("progress", "under-way", "day", "2026-05-02"));
	circle_demand_status(&circle, &id, "settled,to-carry-out");
	circle_say(&circle, &saying, CIRCLE_WORDS("progress", "done"));
	circle_demand_status(&circle, &id, "settled");
	decision = read_it(&circle, &id);
	assert_int_equal(decision->answer_count, 2);
	assert_int_equal(decision->latest_count, 1);
	assert_string_equal(record_get_text(decision->answers[1]->words,
				"progress"),
	    "done");
	decision_free(decision);
	circle_go("2026-05-20");
	circle_demand_status(&circle, &id, "settled,another-look");
	circle_close(&circle);
}

static void
test_replacing(void **state)
{
	struct circle circle;
	struct decision *decision;
	char old_id[ID_TEXT_SIZE];
	struct id old, new;

	(void)state;
	circle_start(&circle);
	old = decide(&circle, "What first?");
	settle(&circle, AMINA, &old, "Steps.");
	id_print(old_id, &old);
	new = circle_new(&circle, BEN, "decision",
	    CIRCLE_WORDS("title", "What now?", "replaces", old_id));
	circle_demand_status(&circle, &old, "settled");
	decision = read_it(&circle, &old);
	assert_int_equal(decision->replaced_by_count, 1);
	assert_string_equal(decision->replaced_by[0].title, "What now?");
	assert_false(decision->replaced_by[0].is_settled);
	decision_free(decision);
	settle(&circle, AMINA, &new, "Sleep.");
	circle_demand_status(&circle, &old, "settled,replaced");
	circle_demand_status(&circle, &new, "settled");
	decision = read_it(&circle, &new);
	assert_int_equal(decision->replaces_count, 1);
	assert_true(decision->replaces[0].is_settled);
	assert_string_equal(decision->replaces[0].title, "What first?");
	decision_free(decision);
	circle_withdraw(&circle, BEN, &new);
	circle_demand_status(&circle, &old, "settled");
	circle_demand_status(&circle, &new, "withdrawn");
	decision = read_it(&circle, &new);
	assert_int_equal(decision->settlement_count, 0);
	decision_free(decision);
	circle_close(&circle);
}

static int
tell_row(void *data, const struct decision_row *row)
{
	struct str *told = data;

	str_add(told, row->item->title);
	str_add_format(told, " %zu/%zu", row->view_count, row->people_count);
	for (size_t i = 0; i < row->awaited_count; i++) {
		str_add_char(told, ' ');
		str_add(told, row->awaited[i].name);
	}
	str_add(told, row->awaits_me ? "!" : "");
	str_add(told, row->settlement ? " = " : "");
	str_add(told, row->settlement ? row->settlement->title : "");
	str_add_char(told, '\n');
	return 0;
}

static void
demand_list(struct circle *circle, enum decision_filter filter, size_t most,
    const char *wanted)
{
	const struct decision_query query = {
		.project = circle->home.writer.project,
		.filter = filter,
		.member = circle->writers[BEN].member,
		.most = most,
	};
	struct str told = { 0 };

	assert_int_equal(read_decision_list(circle->home.journal, &query,
			     tell_row, &told),
	    0);
	assert_string_equal(str_text(&told), wanted);
	str_clear(&told);
}

static void
test_lists(void **state)
{
	struct circle circle;
	struct id one, two, three, settlement;

	(void)state;
	circle_start(&circle);
	one = decide(&circle, "One?");
	circle_go("2026-05-04");
	two = decide(&circle, "Two?");
	circle_go("2026-05-05");
	three = decide(&circle, "Three?");
	give(&circle, BEN, &two, "agree");
	settlement = settle(&circle, AMINA, &one, "Steps.\nAnd more.");
	demand_list(&circle, DECISIONS_ALL, 0,
	    "Three? 0/3 Amina Ben Cal!\nTwo? 1/3 Amina Cal\n"
	    "One? 0/3 = Steps.\n");
	demand_list(&circle, DECISIONS_ALL, 2,
	    "Three? 0/3 Amina Ben Cal!\nTwo? 1/3 Amina Cal\n");
	demand_list(&circle, DECISIONS_OPEN, 0,
	    "Three? 0/3 Amina Ben Cal!\nTwo? 1/3 Amina Cal\n");
	demand_list(&circle, DECISIONS_AWAIT, 0, "Three? 0/3 Amina Ben Cal!\n");
	demand_list(&circle, DECISIONS_SETTLED, 0, "One? 0/3 = Steps.\n");
	demand_list(&circle, DECISIONS_CARRY_OUT, 0, "");
	demand_list(&circle, DECISIONS_ANOTHER_LOOK, 0, "");
	circle_edit(&circle, AMINA, &settlement,
	    CIRCLE_WORDS("by-when", "2026-06-01", "look-again", "2026-05-05"));
	demand_list(&circle, DECISIONS_CARRY_OUT, 0, "One? 0/3 = Steps.\n");
	demand_list(&circle, DECISIONS_ANOTHER_LOOK, 0, "One? 0/3 = Steps.\n");
	/* Nobody waits for who is away. */
	circle_edit(&circle, BEN, &circle.writers[BEN].member,
	    CIRCLE_WORDS("away-from", "2026-05-05"));
	demand_list(&circle, DECISIONS_AWAIT, 0, "");
	demand_list(&circle, DECISIONS_OPEN, 1, "Three? 0/3 Amina Cal\n");
	circle_demand_status(&circle, &three, "open");
	circle_close(&circle);
}

static void
test_letters(void **state)
{
	struct record *words = record_new("decision");
	char names[800][ROW_NAME_SIZE], letter[DECISION_LETTER_SIZE];
	static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
	char *cells[800][2];
	struct row rows[800];

	(void)state;
	decision_letter(letter, words, "aaaa");
	assert_string_equal(letter, "");
	for (size_t i = 0; i < 800; i++) {
		names[i][0] = 'a';
		names[i][1] = digits[i / 1024];
		names[i][2] = digits[i / 32 % 32];
		names[i][3] = digits[i % 32];
		names[i][4] = '\0';
		cells[i][0] = names[i];
		cells[i][1] = names[i];
		rows[i] = (struct row){ .cells = cells[i], .count = 2 };
	}
	record_set_rows(words, "options", rows, 800);
	decision_letter(letter, words, names[0]);
	assert_string_equal(letter, "a");
	decision_letter(letter, words, names[25]);
	assert_string_equal(letter, "z");
	decision_letter(letter, words, names[26]);
	assert_string_equal(letter, "aa");
	decision_letter(letter, words, names[701]);
	assert_string_equal(letter, "zz");
	decision_letter(letter, words, "zzzz");
	assert_string_equal(letter, "");
	record_free(words);
}

static void
test_other_things_are_refused(void **state)
{
	struct circle circle;
	struct decision *decision = NULL;
	struct id nothing = { { 9 } };

	(void)state;
	circle_start(&circle);
	assert_int_equal(read_decision(circle.home.journal,
			     &circle.home.writer.project,
			     &circle.writers[BEN].member, &decision),
	    -ERR_CODE_KIND);
	assert_int_equal(read_decision(circle.home.journal,
			     &circle.home.writer.project, &nothing, &decision),
	    -ERR_CODE_NOT_THERE);
	assert_null(decision);
	circle_close(&circle);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_views),
		cmocka_unit_test(test_the_question_changes),
		cmocka_unit_test(test_edits_combine),
		cmocka_unit_test(test_settling),
		cmocka_unit_test(test_what_came_of_it),
		cmocka_unit_test(test_replacing),
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_other_things_are_refused),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests_name("core_ledger", tests, NULL, NULL);
}
