/* What stands around a view, at every width. */
#include "ui/frame.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

#define COLS_MIN 30
#define COLS_MAX 200

static struct keys keys;
static struct grid grid;

static int
set_up(void **state)
{
	(void)state;
	keys_init(&keys);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	keys_clear(&keys);
	grid_clear(&grid);
	return 0;
}

static const bool all[] = { true, true, true, true, true, true, true };
static const bool none[PLACES_COUNT] = { false };

static struct str
draw(const struct frame *frame, size_t cols)
{
	struct str out = { 0 };
	grid_set_size(&grid, cols, 2);
	frame_draw_head(&grid, frame, &keys);
	grid_dump_text(&grid, &out);
	return out;
}

static void
expect(const struct frame *frame, size_t cols, const char *wanted)
{
	struct str out = draw(frame, cols);
	assert_string_equal(str_text(&out), wanted);
	str_clear(&out);
}

static struct frame
make_frame(void)
{
	return (struct frame){
		.project = "Stroke ward days",
		.title = "Decisions",
		.person = "Amina",
		.sent = "nothing to send",
		.there = none,
		.place = PLACES_COUNT,
	};
}

/* The person goes, then the project is cut, then the right side goes. */
static void
test_names(void **state)
{
	(void)state;
	struct frame frame = make_frame();
	expect(&frame, 56,
	    " Stroke ward days · Decisions   Amina · nothing to send\n\n");
	expect(&frame, 55,
	    " Stroke ward days · Decisions  Amina · nothing to send\n\n");
	expect(&frame, 54,
	    " Stroke ward days · Decisions         nothing to send\n\n");
	expect(&frame, 47,
	    " Stroke ward days · Decisions  nothing to send\n\n");
	expect(&frame, 46, " Stroke ward da… · Decisions  nothing to send\n\n");
	expect(&frame, 41, " Stroke wa… · Decisions  nothing to send\n\n");
	expect(&frame, 40, " Stroke ward days · Decisions\n\n");
	expect(&frame, 30, " Stroke ward days · Decisions\n\n");
	expect(&frame, 29, " Stroke ward da… · Decisions\n\n");
	frame.project = "A";
	expect(&frame, 30, " A · Decisions\n\n");
	frame.project = NULL;
	expect(&frame, 30, " Decisions    nothing to send\n\n");
	frame.title = NULL;
	frame.sent = NULL;
	expect(&frame, 30, "                        Amina\n\n");
}

/* Whole entries alone; ours stays. */
static void
test_places(void **state)
{
	(void)state;
	struct frame frame = { .there = all, .place = PLACES_RHYTHM };
	expect(&frame, 80,
	    "\n 1 Today  2 Diary  3 Ground rules  4 Decisions  "
	    "5 You said  6 People  7 Rhythm\n");
	expect(&frame, 60,
	    "\n 1 Today  2 Diary  3 Ground rules  4 Decisions  7 Rhythm\n");
	expect(&frame, 30, "\n 1 Today  2 Diary  7 Rhythm\n");
	frame.place = PLACES_COUNT;
	expect(&frame, 30, "\n 1 Today  2 Diary\n");
	assert_int_equal(keys_bind(&keys, "list", "1", "none"), KEYS_FINE);
	expect(&frame, 30, "\n Today  2 Diary\n");
}

/* At every width, with every place: the title and the place are there, in
 * whole, and the one we are in is bold. */
static void
test_every_width(void **state)
{
	(void)state;
	for (size_t cols = COLS_MIN; cols <= COLS_MAX; cols++) {
		for (enum places_id id = 0; id < PLACES_COUNT; id++) {
			struct frame frame = make_frame();
			frame.there = all;
			frame.place = id;
			frame.title = places_word(id);
			struct str out = draw(&frame, cols);
			const char *second = strchr(str_text(&out), '\n') + 1;
			assert_non_null(strstr(second, places_word(id)));
			assert_true(
			    strstr(str_text(&out), places_word(id)) < second);
			str_cut(&out, 0);
			grid_dump_styles(&grid, &out);
			second = strchr(str_text(&out), '\n') + 1;
			assert_non_null(strchr(second, 'b'));
			str_clear(&out);
		}
	}
}

static void
expect_message(const char *message, size_t cols, const char *wanted)
{
	struct str out = { 0 };
	grid_set_size(&grid, cols, 1);
	frame_draw_message(&grid, 0, message, &keys);
	grid_dump_text(&grid, &out);
	assert_string_equal(str_text(&out), wanted);
	str_clear(&out);
}

static void
test_message(void **state)
{
	(void)state;
	expect_message("Saved on this computer.", 30,
	    " Saved on this computer.\n");
	expect_message("Saved on this computer.", 25,
	    " Saved on this computer.\n");
	expect_message("Saved on this computer.", 24,
	    " Saved o… (M shows all)\n");
	expect_message("clear \033[2J", 30, " clear ␛[2J\n");
}

static void
test_empty(void **state)
{
	(void)state;
	for (enum places_id id = 0; id < PLACES_COUNT; id++) {
		struct str out = { 0 };
		places_print_empty(&out, id, &keys);
		assert_true(out.len > 0);
		assert_null(strchr(str_text(&out), '{'));
		assert_int_equal(places_of(places_action(id)), id);
		str_clear(&out);
	}
	assert_int_equal(places_of(ACTION_HELP), PLACES_COUNT);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_names),
		TEST(test_places),
		TEST(test_every_width),
		TEST(test_message),
		TEST(test_empty),
	};
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return 1;
	return cmocka_run_group_tests_name("ui_frame", tests, NULL, NULL);
}
