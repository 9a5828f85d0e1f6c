/* A room without a terminal: moving, finding, asking, leaving, places. */
#include "support/stage_room.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "support/play_room.h"
#include "ui/question.h"

/* ------------------------------------------------- moving */

static void
test_moving(void **state)
{
	(void)state;
	stage_room_begin("full", stage_room_sizes[1]);
	stage_room_expect_here("D-0001");
	stage_room_key(KEYS_UP);
	stage_room_expect_here("D-0001");
	stage_room_expect(2, " Open (3)");
	stage_room_press("jjj");
	stage_room_expect_here("D-0004");
	stage_room_press("k");
	stage_room_expect_here("D-0003");
	stage_room_key(KEYS_TAB);
	stage_room_expect_here("D-0004");
	stage_room_key(KEYS_TAB);
	stage_room_expect_here("D-0004");
	stage_room_key(KEYS_BACK_TAB);
	stage_room_expect_here("D-0001");
	stage_room_press("G");
	stage_room_expect_here("D-0017");
	stage_room_key(KEYS_DOWN);
	stage_room_expect_here("D-0017");
	stage_room_press("g");
	stage_room_expect_here("D-0001");
	stage_room_end();
}

/* A page keeps one row of the page before; the end is no further. */
static void
test_pages(void **state)
{
	(void)state;
	stage_room_begin("many", stage_room_sizes[0]);
	stage_room_draw();
	assert_int_equal(stage_room.grid.cursor_row, 3);
	stage_room_press(" ");
	stage_room_expect_here("D-0007");
	stage_room_key(KEYS_PAGE_UP);
	stage_room_expect_here("D-0001");
	stage_room_expect(2, " Open (3)");
	stage_room_press("jjjjjjjjjjjjjjjkkkkkkkkkkkk");
	stage_room_expect_here("D-0004");
	stage_room_expect(2, " Settled (9997)");
	stage_room_press("G");
	stage_room_expect_here("D-10000");
	assert_int_equal(stage_room.grid.cursor_row, 9);
	stage_room_key(KEYS_PAGE_DOWN);
	stage_room_expect_here("D-10000");
	stage_room_end();
}

/* The first screen asks for what it shows alone; the end counts. */
static void
test_counting(void **state)
{
	(void)state;
	stage_room_begin("many", stage_room_sizes[1]);
	stage_room_draw();
	assert_false(play_room_was_counted());
	assert_true(play_room_rows_read() < 100);
	stage_room_key(KEYS_PAGE_DOWN);
	stage_room_draw();
	assert_false(play_room_was_counted());
	assert_int_equal(room_rest(&stage_room.room), 0);
	assert_true(play_room_was_counted());
	assert_int_equal(room_rest(&stage_room.room), -1);
	stage_room_end();
}

/* What is selected stays so when rows come and go. */
static void
test_identity(void **state)
{
	(void)state;
	stage_room_begin("full", stage_room_sizes[1]);
	stage_room_press("jjjj");
	stage_room_expect_here("D-0005");
	stage_room_press("aWho pays?\n");
	stage_room_expect_message(" Saved on this computer.");
	stage_room_expect(2, " Open (4)");
	stage_room_expect_here("D-0005");
	stage_room_press("u");
	stage_room_press("y");
	stage_room_expect_message(" Removed.");
	stage_room_expect_here("D-0006");
	stage_room_press("G");
	stage_room_press("uy");
	stage_room_expect_here("D-0016");
	stage_room_press("un");
	stage_room_expect_message(" Kept.");
	stage_room_expect_here("D-0016");
	stage_room_end();
}

/* However wide it is: the line one was at stays. */
static void
test_resizing(void **state)
{
	(void)state;
	stage_room_begin("full", stage_room_sizes[1]);
	stage_room_press("\nGkk");
	stage_room_expect_here(">  [-out] {+in+} the rest");
	for (size_t i = 0; i < 40; i++) {
		const struct stage_size *size =
		    &stage_room_sizes[i * 3 % STAGE_ROOM_SIZES];
		grid_set_size(&stage_room.grid, size->cols, size->rows);
		stage_room_expect_here(">  [-out] {+in+} the rest");
	}
	grid_set_size(&stage_room.grid, 40, 12);
	stage_room_draw();
	stage_room_press("k");
	stage_room_expect_here(">    said about the ward.");
	grid_set_size(&stage_room.grid, 80, 24);
	stage_room_expect_here(
	    ">    they stay away, and nobody hears what they would have");
	stage_room_key(KEYS_ESCAPE);
	stage_room_expect_here("D-0001");
	stage_room_end();
}

static void
take_nothing(void *data, struct room *room, bool yes)
{
	(void)data;
	(void)yes;
	room_say(room, "Done.");
}

/* A question of many rows in the smallest window: its answers are seen, and
 * so is what is said meanwhile. */
static void
test_long_questions(void **state)
{
	(void)state;
	struct str prompt = { 0 };
	for (size_t i = 0; i < 20; i++)
		str_add(&prompt, "Are you sure that you want this? ");
	const struct question_pair question = {
		.prompt = str_text(&prompt),
		.yes = "Do it",
		.no = "Leave it",
		.done = take_nothing,
	};
	stage_room_begin("full", stage_room_sizes[3]);
	question_decide(&stage_room.room, &question);
	stage_room_expect_message(" y Do it   n Leave it");
	stage_room_press("z");
	stage_room_expect_message(" y Do it   n Leave it");
	stage_room_expect(3, " Nothing happe… (M shows all)");
	stage_room_press("y");
	stage_room_expect_message(" Done.");
	str_clear(&prompt);
	stage_room_end();
}

/* ------------------------------------------------- finding, asking */

static void
test_finding(void **state)
{
	(void)state;
	stage_room_begin("full", stage_room_sizes[1]);
	stage_room_press("n");
	stage_room_expect_message(" Find:");
	stage_room_press("cafe\n");
	stage_room_expect_message(" 1 of 2");
	stage_room_expect_here("D-0005");
	stage_room_press("n");
	stage_room_expect_message(" 2 of 2");
	stage_room_expect_here("D-0013");
	stage_room_press("n");
	stage_room_expect_message(" 1 of 2");
	stage_room_press("N");
	stage_room_expect_message(" 2 of 2");
	stage_room_press("j");
	stage_room_expect_message("");
	stage_room_press("/zebra\n");
	stage_room_expect_message(" No decision has “zebra”.");
	stage_room_expect_here("D-0014");
	stage_room_press("/x\x03");
	stage_room_expect_message("");
	stage_room_expect_here("D-0014");
	stage_room_end();
}

/* Words that a row's end parts are found in the text all the same. */
static void
test_finding_across_rows(void **state)
{
	(void)state;
	stage_room_begin("full", stage_room_sizes[0]);
	stage_room_press("\n/away, and nobody hears\n");
	stage_room_expect_message(" 1 of 5");
	stage_room_expect_here("cannot. So they stay away, and");
	stage_room_press("n");
	stage_room_expect_message(" 2 of 5");
	stage_room_press("/nobody hears\n");
	stage_room_expect_message(" 2 of 5");
	stage_room_expect_here("nobody hears what");
	stage_room_end();
}

static void
test_unknown_keys(void **state)
{
	(void)state;
	stage_room_begin("full", stage_room_sizes[1]);
	stage_room_press("Z");
	stage_room_expect_message(" Nothing happens with Z here. ? is help.");
	stage_room_press("v");
	stage_room_expect_message(" Nothing happens with v here. ? is help.");
	stage_room_press("7");
	stage_room_expect_message(" Nothing happens with 7 here. ? is help.");
	stage_room_key(KEYS_F1 + 1);
	stage_room_expect_message(" Nothing happens with F2 here. ? is help.");
	stage_room_press("a");
	stage_room_key(KEYS_PAGE_DOWN);
	stage_room_expect(stage_room.grid.rows - 3,
	    " Nothing happens with PgDn here. F1 is help.");
	assert_int_equal(keys_bind(&stage_room.room.keys, "list", "?", "none"),
	    0);
	stage_room_press("\x03Z");
	stage_room_expect_message(" Nothing happens with Z here. F1 is help.");
	stage_room_end();
}

static void
test_lines(void **state)
{
	(void)state;
	stage_room_begin("full", stage_room_sizes[1]);
	stage_room_press("aab");
	stage_room_expect_message(" What is the question, in plain words? ab");
	assert_int_equal(stage_room.grid.cursor_col, 41);
	stage_room_key(KEYS_HOME);
	stage_room_press("é");
	stage_room_expect_message(" What is the question, in plain words? éab");
	stage_room_key(KEYS_DELETE);
	stage_room_key(KEYS_END);
	stage_room_key(KEYS_BACKSPACE);
	stage_room_expect_message(" What is the question, in plain words? é");
	room_paste(&stage_room.room, span_of("one\ntwo\x1b[2J"));
	stage_room_expect_message(
	    " What is the question, in plain words? éone two[2J");
	stage_room_key(KEYS_F1);
	stage_room_expect(0,
	    " Stroke ward days · Help                                "
	    "Amina · nothing to send");
	stage_room_press("q");
	stage_room_expect_message(
	    " What is the question, in plain words? éone two[2J");
	stage_room_key(KEYS_ESCAPE);
	stage_room_expect_message("");
	stage_room_expect_here("D-0001");
	room_paste(&stage_room.room, span_of("q"));
	stage_room_expect_message(
	    " There is no place for words here, so nothing was "
	    "pasted.");
	stage_room_end();
}

static void
test_choices(void **state)
{
	(void)state;
	stage_room_begin("full", stage_room_sizes[1]);
	stage_room_press("e2");
	stage_room_expect_message(" most");
	stage_room_press("e3");
	stage_room_expect_message(" lead");
	stage_room_press("ejj\n");
	stage_room_expect_message(" lead");
	stage_room_press("e4");
	stage_room_expect_message(" No answer has the number 4.");
	stage_room_press("0");
	stage_room_expect_message(" No answer has the number 0.");
	stage_room_press("Z");
	stage_room_expect_here(">  1    By agreement");
	stage_room_press("\x03");
	stage_room_expect_message("");
	stage_room_press("uz");
	stage_room_expect(stage_room.grid.rows - 3,
	    " Nothing happens with z here. F1 is help.");
	stage_room_press("n");
	stage_room_expect_message(" Kept.");
	stage_room_end();
}

/* ------------------------------------------------- leaving, places */

static void
test_leaving(void **state)
{
	(void)state;
	stage_room_begin("full", stage_room_sizes[1]);
	stage_room_key(KEYS_ESCAPE);
	stage_room_expect_message(
	    " There is no step back from here. To leave, press q.");
	stage_room_press("\nq");
	assert_int_equal(room_take_wish(&stage_room.room), ROOM_NOTHING);
	stage_room_press("aWho?\n");
	stage_room_press("q");
	assert_int_equal(room_take_wish(&stage_room.room), ROOM_NOTHING);
	stage_room_expect_message(
	    " Leave? One decision is not sent yet.   y Leave   n Stay");
	stage_room_press("n");
	stage_room_expect_here("D-0001");
	stage_room_press("2n");
	stage_room_expect(0,
	    " Stroke ward days · Decisions                           "
	    "Amina · nothing to send");
	stage_room_press("qy");
	assert_int_equal(room_take_wish(&stage_room.room), ROOM_END);
	assert_int_equal(room_take_wish(&stage_room.room), ROOM_NOTHING);
	stage_room_end();
	stage_room_begin("full", stage_room_sizes[1]);
	stage_room_press("q");
	assert_int_equal(room_take_wish(&stage_room.room), ROOM_END);
	stage_room_press("\x0c");
	assert_int_equal(room_take_wish(&stage_room.room), ROOM_REDRAW);
	stage_room_press("\x1a");
	assert_int_equal(room_take_wish(&stage_room.room), ROOM_SUSPEND);
	stage_room_end();
}

static void
test_places(void **state)
{
	(void)state;
	stage_room_begin("full", stage_room_sizes[1]);
	stage_room_expect(1, " 1 Today  2 Diary  4 Decisions");
	stage_room_press("?");
	stage_room_press("2");
	stage_room_expect(0,
	    " Stroke ward days · Diary                               "
	    "Amina · nothing to send");
	assert_int_equal(stage_room.room.stack.count, 1);
	stage_room_press("2");
	assert_int_equal(stage_room.room.stack.count, 1);
	stage_room_press("\n");
	stage_room_expect_message(
	    " Nothing happens with Enter here. ? is help.");
	grid_set_size(&stage_room.grid, 30, 8);
	stage_room_press("4");
	stage_room_expect(1, " 1 Today  2 Diary  4 Decisions");
	stage_room_expect(0, " Stroke ward days · Decisions");
	room_add_place(&stage_room.room, PLACES_RHYTHM,
	    stage_room.room.places[PLACES_TODAY]);
	stage_room_expect(1, " 1 Today  2 Diary  4 Decisions");
	stage_room_press("7");
	stage_room_expect(1, " 1 Today  2 Diary  7 Rhythm");
	stage_room_end();
}

static void
test_commands(void **state)
{
	(void)state;
	stage_room_begin("full", stage_room_sizes[1]);
	stage_room_press(":last\n");
	stage_room_expect_here("D-0017");
	stage_room_press(":Help\nq");
	stage_room_press(":pag");
	stage_room_key(KEYS_TAB);
	stage_room_expect_message(" Command: page-up");
	stage_room_press("\n");
	stage_room_expect_here("D-0001");
	stage_room_press(": Send and receive \n");
	stage_room_expect(22,
	    " We could not reach the shared folder. Your 3 entries are safe "
	    "o… (M shows all)");
	stage_room_press(":dairy\n");
	stage_room_expect_message(
	    " There is no command “dairy” here. Did you mean “diary”?");
	stage_room_press(":dance\n");
	stage_room_expect_message(
	    " There is no command “dance” here. Help names them all.");
	stage_room_press(":rhythm\n");
	stage_room_expect_message(
	    " There is no command “rhythm” here. Help names them all.");
	stage_room_press(":\n");
	stage_room_expect_message("");
	stage_room_press(":diary\n");
	stage_room_expect(2,
	    " No entry yet. A diary is for how we work together: what works, "
	    "who has a");
	stage_room_press(":open\n");
	stage_room_expect_message(
	    " There is no command “open” here. Help names them all.");
	stage_room_press(":quit\n");
	assert_int_equal(room_take_wish(&stage_room.room), ROOM_END);
	stage_room_end();
}

/* Everyday words lead to the key. */
static void
test_everyday_words(void **state)
{
	(void)state;
	static const char *const words[] = { "delete", "draft", "star", "save",
		"search", "vote", "private", "password", "upload",
		"old version", "exit", "comment" };
	stage_room_begin("full", stage_room_sizes[1]);
	stage_room_press("?");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct str keys = { 0 };
		str_add_format(&keys, "g/%s\n", words[i]);
		stage_room_press(str_text(&keys));
		str_clear(&keys);
		char *message = stage_room_row(stage_room.grid.rows - 2);
		assert_non_null(strstr(message, " of "));
		free(message);
	}
	stage_room_press("?");
	stage_room_expect_message(
	    " This is the help. Go through it with the arrow keys.");
	stage_room_end();
}

static void
test_messages(void **state)
{
	(void)state;
	stage_room_begin("full", stage_room_sizes[1]);
	stage_room_press("M");
	stage_room_expect(2, " No message yet.");
	stage_room_press("q");
	for (size_t i = 0; i < 2 * ROOM_MESSAGES_MAX; i++)
		stage_room_press("Z");
	stage_room_press("s");
	assert_int_equal(stage_room.room.message_count, ROOM_MESSAGES_MAX);
	stage_room_press("M");
	stage_room_expect_here("- We could not reach");
	stage_room_press("M");
	stage_room_expect_message(" These are the messages.");
	stage_room_end();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_moving),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_counting),
		cmocka_unit_test(test_identity),
		cmocka_unit_test(test_resizing),
		cmocka_unit_test(test_long_questions),
		cmocka_unit_test(test_finding),
		cmocka_unit_test(test_finding_across_rows),
		cmocka_unit_test(test_unknown_keys),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_leaving),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_commands),
		cmocka_unit_test(test_everyday_words),
		cmocka_unit_test(test_messages),
	};
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return 1;
	return cmocka_run_group_tests_name("ui_room", tests, NULL, NULL);
}
