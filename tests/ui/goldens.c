/*
 * Screens without a terminal. Goldens have both planes, what is written and
 * how it looks; UPDATE=1 writes them anew. And every key in every view keeps
 * the rules of every screen (support/stage_room.c).
 */
#include "support/stage_room.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"

#define GOLDENS "tests/ui/goldens/"
#define GOLDEN_MOST ((size_t)1 << 20)

struct golden {
	const char *name;
	const char *kind;
	const char *keys;
};

static const struct golden goldens[] = {
	{ .name = "full", .kind = "full", .keys = "jj" },
	{ .name = "empty", .kind = "empty", .keys = "" },
	{ .name = "hostile", .kind = "hostile", .keys = "j" },
	{ .name = "text", .kind = "full", .keys = "\nG" },
	{ .name = "help", .kind = "full", .keys = "?" },
	{ .name = "help-question", .kind = "full", .keys = "?/delete\n" },
	{ .name = "line", .kind = "full", .keys = "aWho pays?" },
	{ .name = "choice", .kind = "full", .keys = "ej" },
	{ .name = "pair", .kind = "full", .keys = "u" },
	{ .name = "unknown", .kind = "full", .keys = "Z" },
	{ .name = "long-message", .kind = "full", .keys = "s" },
	{ .name = "messages", .kind = "full", .keys = "ZsZM" },
	{ .name = "found", .kind = "full", .keys = "/partners\nn" },
	{ .name = "not-found", .kind = "full", .keys = "/zebra\n" },
	{ .name = "diary", .kind = "full", .keys = "2" },
};

static void
judge(const struct golden *golden, struct stage_size size)
{
	struct str shown = { 0 };
	struct str wanted = { 0 };
	struct str path = { 0 };
	stage_room_begin(golden->kind, size);
	stage_room_press(golden->keys);
	stage_room_draw();
	grid_dump_text(&stage_room.grid, &shown);
	str_add(&shown, "----\n");
	grid_dump_styles(&stage_room.grid, &shown);
	str_add_format(&path, GOLDENS "%s-%zux%zu", golden->name, size.cols,
	    size.rows);
	if (getenv("UPDATE") != NULL)
		assert_int_equal(file_write(str_text(&path), str_text(&shown),
				     shown.len),
		    0);
	assert_int_equal(file_read(&wanted, str_text(&path), GOLDEN_MOST), 0);
	if (strcmp(str_text(&shown), str_text(&wanted)) != 0)
		fail_msg("%s is now:\n%s", str_text(&path), str_text(&shown));
	stage_room_end();
	str_clear(&path);
	str_clear(&wanted);
	str_clear(&shown);
}

static void
test_goldens(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++)
		for (size_t k = 0; k < STAGE_ROOM_GOLDEN_SIZES; k++)
			judge(&goldens[i], stage_room_sizes[k]);
}

static const uint32_t walks[] = { KEYS_DOWN, KEYS_DOWN, KEYS_PAGE_DOWN, KEYS_UP,
	KEYS_PAGE_UP, KEYS_END, KEYS_UP, KEYS_HOME, 'j', 'k', ' ', 'G', 'g',
	KEYS_TAB, KEYS_TAB, KEYS_BACK_TAB, KEYS_BACK_TAB, 'n', 'N', 'Z',
	KEYS_F1 + 4, KEYS_UNKNOWN, 3, 12 };
#define WALKS (sizeof walks / sizeof *walks)

/* Every key in every view at every size, one after the other, keeps the
 * rules. */
static void
test_walks(void **state)
{
	(void)state;
	static const char *const views[] = { "", "\n", "?", "ZsZM", "e", "2",
		"1", "/a\n" };
	static const char *const kinds[] = { "full", "empty", "hostile",
		"many" };
	for (size_t i = 0; i < STAGE_ROOM_SIZES * 4 * 8; i++) {
		stage_room_begin(kinds[i / STAGE_ROOM_SIZES % 4],
		    stage_room_sizes[i % STAGE_ROOM_SIZES]);
		stage_room_press(views[i / STAGE_ROOM_SIZES / 4]);
		for (size_t k = 0; k < WALKS * 3; k++) {
			stage_room_key(walks[k * 7 % WALKS]);
			if (walks[k * 7 % WALKS] == 'n' ||
			    walks[k * 7 % WALKS] == 'N')
				stage_room_press("r\n");
			stage_room_draw();
		}
		stage_room_end();
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_goldens),
		cmocka_unit_test(test_walks),
	};
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return 1;
	return cmocka_run_group_tests_name("ui_goldens", tests, NULL, NULL);
}
