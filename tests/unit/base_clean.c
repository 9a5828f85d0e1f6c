/* The sanitiser: known attacks, letters that must stay, and laws over random
 * text. */
#include "base/clean.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

struct change {
	const char *from;
	const char *to; /* NULL: the same */
};

static void
expect_text(const char *from, size_t len, const char *to)
{
	struct str out = { 0 };
	str_add(&out, "before:");
	clean_text(&out, from, len);
	assert_memory_equal(str_text(&out), "before:", 7);
	if (strcmp(str_text(&out) + 7, to) != 0)
		fail_msg("\"%s\" became \"%s\", not \"%s\"", from,
		    str_text(&out) + 7, to);
	str_clear(&out);
}

static void
expect_changes(const struct change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *from = changes[i].from;
		const char *to = changes[i].to;
		expect_text(from, strlen(from), to != NULL ? to : from);
		if (to == NULL)
			assert_int_equal(clean_count_hidden(from, strlen(from)),
			    0);
	}
}

#define EXPECT(changes) \
	expect_changes(changes, sizeof changes / sizeof *changes)

static void
test_attacks_show(void **state)
{
	(void)state;
	static const struct change changes[] = {
		{ .from = "\033[31m", .to = "␛[31m" },
		{ .from = "\033]0;t\a", .to = "␛]0;t␇" },
		{ .from = "a\rb\bc\vd\fe", .to = "a␍b␈c␋d␌e" },
		{ .from = "\x7F", .to = "�" },
		{ .from = "\xC2\x9B"
			  "31m",
		    .to = "�31m" },
		{ .from = "\x9B"
			  "31m",
		    .to = "�31m" },
		{ .from = "a\u202Eb\u202Cc", .to = "a�b�c" },
		{ .from = "\u2066x\u2069", .to = "�x�" },
		{ .from = "\u200Eb\u200Fc\u061C", .to = "�b�c�" },
		{ .from = "a\u200Bb\uFEFFc\u2060d", .to = "a�b�c�d" },
		{ .from = "so\u00ADft", .to = "so�ft" },
		{ .from = "a\u2028b\u2029c\xC2\x85"
			  "d",
		    .to = "a�b�c�d" },
		{ .from = "\U000E0041\U000E007F", .to = "��" },
		{ .from = "a\U000E0100", .to = "a�" },
		{ .from = "\uE000\U000F0000\U0010FFFD", .to = "���" },
		{ .from = "\uFDD0\uFFFE\U0001FFFF", .to = "���" },
		{ .from = "\uFFF9a\uFFFB\u180E", .to = "�a��" },
		{ .from = "a\u034Fb\u3164c\u115Fd\uFFA0", .to = "a�b�c�d�" },
		{ .from = "\xC0\xAF\xED\xA0\x80\xF5", .to = "������" },
		{ .from = "\xE2\x82", .to = "��" },
	};
	EXPECT(changes);
	expect_text("a\0b", 3, "a␀b");
}

static void
test_letters_stay(void **state)
{
	(void)state;
	static const struct change changes[] = {
		{ .from = "" },
		{ .from = "Plain words,\n\nand lines.\n" },
		{ .from = "Zoë e\u0301 ạ\u0307" },
		{ .from = "نہیں، ہم نہیں جانتے" },
		{ .from = "می\u200Cخواهم" },
		{ .from = "मैं क्षमा र्\u200Dय क्\u200Cष" },
		{ .from = "র\u200D্য" },
		{ .from = "ന്\u200D പറഞ്ഞു" },
		{ .from = "ශ්\u200Dරී" },
		{ .from = "ไม่มีเรา" },
		{ .from = "שָׁלוֹם עולם" },
		{ .from = "没有我们，就不要谈论我们" },
		{ .from = "각 \u1100\u1161\u11A8" },
		{ .from = "👩\u200D👧 👍🏽 ❤\uFE0F\u200D🔥" },
		{ .from = "👩🏽\u200D🔬 🇩🇪 1\uFE0F\u20E3" },
		{ .from = "\u0600\u0661\u06DD" },
		{ .from = "ᠠ\u180B" },
		{ .from = "� stays" },
	};
	EXPECT(changes);
}

static void
test_joiners_elsewhere_go(void **state)
{
	(void)state;
	static const struct change changes[] = {
		{ .from = "pay\u200Dpal", .to = "pay�pal" },
		{ .from = "a\u200Cb", .to = "a�b" },
		{ .from = "\u200Dب", .to = "�ب" },
		{ .from = "ب\u200D", .to = "ب�" },
		{ .from = "ب\u200D\u200Dب", .to = "ب��ب" },
		{ .from = "ب\u200Da", .to = "ب�a" },
		{ .from = "،\u200Cب", .to = "،�ب" },
		{ .from = "क\u200Da", .to = "क�a" },
		{ .from = "क्\u200D\u200Dक", .to = "क्\u200D�क" },
		{ .from = "😀\u200Da", .to = "😀�a" },
		{ .from = "😀\u200C😀", .to = "😀�😀" },
		{ .from = "a\u200D😀", .to = "a�😀" },
		{ .from = "a\uFE0F\u200D😀", .to = "a\uFE0F�😀" },
		{ .from = "😀\u200D\U000E0020", .to = "😀��" },
		{ .from = "ក\u200D\u17B4", .to = "ក��" },
		{ .from = "ب\u200C\uFDD0", .to = "ب��" },
	};
	EXPECT(changes);
}

static void
test_marks_have_a_limit(void **state)
{
	(void)state;
	static const struct change changes[] = {
		{ .from = "a\u0301\u0302\u0303\u0304" },
		{ .from = "a\u0301\u0302\u0303\u0304\u0305b",
		    .to = "a\u0301\u0302\u0303\u0304b" },
		{ .from = "\u0301a", .to = "�a" },
		{ .from = "a\n\u0301", .to = "a\n�" },
		{ .from = "\u0301\u0302", .to = "�\u0302" },
		{ .from = " \u0301" },
		{ .from = "a\u20DD\u0488" },
		{ .from = "กิิิิิิ", .to = "กิิิิ" },
		{ .from = "\u1161a", .to = "�a" },
		{ .from = "\u1100\u1161\u1161\u1161\u1161\u1161",
		    .to = "\u1100\u1161\u1161\u1161\u1161" },
		/* A mark that is dropped joins nothing. */
		{ .from = "ب\u0650\u0650\u0650\u0650\u200D\u0650",
		    .to = "ب\u0650\u0650\u0650\u0650�\u0650" },
	};
	EXPECT(changes);
	assert_int_equal(clean_count_hidden("a\u0303\u0303\u0303\u0303\u0303",
			     11),
	    1);
}

static void
test_selectors_need_a_base(void **state)
{
	(void)state;
	static const struct change changes[] = {
		{ .from = "❤\uFE0F ☎\uFE0E" },
		{ .from = "\uFE0Fa", .to = "�a" },
		{ .from = " \uFE0F", .to = " �" },
		{ .from = "a\uFE0F\uFE01\uFE02", .to = "a\uFE0F��" },
		{ .from = "�\uFE0F", .to = "��" },
		{ .from = "e\u0301\uFE0F", .to = "e\u0301�" },
	};
	EXPECT(changes);
}

static void
test_tabs_and_lines(void **state)
{
	(void)state;
	static const struct change changes[] = {
		{ .from = "\tx", .to = "        x" },
		{ .from = "ab\tx\ty", .to = "ab      x       y" },
		{ .from = "12345678\tx", .to = "12345678        x" },
		{ .from = "漢字\tx\n\ty", .to = "漢字    x\n        y" },
	};
	EXPECT(changes);
	struct str out = { 0 };
	clean_line(&out, "a\tb\nc\rd\n", 8);
	assert_string_equal(str_text(&out), "a b c␍d ");
	str_clear(&out);
}

static void
test_counting(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t hidden;
	} cases[] = {
		{ .text = "", .hidden = 0 },
		{ .text = "plain\n\ttext", .hidden = 0 },
		{ .text = "\033[0m\u202E", .hidden = 2 },
		{ .text = "\xFF\xFE", .hidden = 2 },
		{ .text = "\u200B\u200B\U000E0041", .hidden = 3 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(clean_count_hidden(cases[i].text,
				     strlen(cases[i].text)),
		    cases[i].hidden);
}

static void
expect_cut(const char *text, size_t cells, const char *wanted)
{
	struct str out = { 0 };
	clean_line_cut(&out, text, strlen(text), cells);
	assert_string_equal(str_text(&out), wanted);
	assert_true(utf8_width(str_text(&out), out.len) <= cells);
	str_clear(&out);
}

static void
test_cutting(void **state)
{
	(void)state;
	expect_cut("", 0, "");
	expect_cut("", 5, "");
	expect_cut("abc", 0, "");
	expect_cut("abc", 1, "…");
	expect_cut("abc", 2, "a…");
	expect_cut("abc", 3, "abc");
	expect_cut("a\nbcd", 4, "a b…");
	expect_cut("e\u0301e\u0301e\u0301", 2, "e\u0301…");
	expect_cut("e\u0301e\u0301\u0302", 2, "e\u0301e\u0301\u0302");
	expect_cut("漢字", 4, "漢字");
	expect_cut("漢字", 3, "漢…");
	expect_cut("漢字", 2, "…");
	expect_cut("漢字", 1, "…");
	expect_cut("👩\u200D👧 x", 4, "…");
	expect_cut("👩\u200D👧 x", 5, "👩\u200D👧…");
	expect_cut("\033[31mred", 5, "␛[31…");
}

/* No more is read than is shown. */
static void
test_cutting_is_quick(void **state)
{
	(void)state;
	size_t len = (size_t)64 << 20;
	char *text = malloc(len);
	assert_non_null(text);
	memset(text, 'x', len);
	struct str out = { 0 };
	for (int i = 0; i < 1000; i++) {
		clean_line_cut(&out, text, len, 10);
		str_cut(&out, 0);
	}
	str_clear(&out);
	free(text);
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* Written again from the rule, not taken from the code. */
static bool
is_forbidden(uint32_t point)
{
	return (point < 0x20 && point != '\n') ||
	    (point >= 0x7F && point < 0xA0) || point == 0xAD ||
	    point == 0x61C || point == 0x180E ||
	    (point >= 0x200B && point <= 0x200F && point != 0x200C &&
		point != 0x200D) ||
	    (point >= 0x2028 && point <= 0x202E) ||
	    (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF ||
	    (point >= 0xFFF0 && point <= 0xFFFB) ||
	    (point >= 0xFDD0 && point <= 0xFDEF) ||
	    (point >= 0xE0000 && point <= 0xE0FFF) ||
	    (point & 0xFFFF) >= 0xFFFE ||
	    (point >= 0xE000 && point <= 0xF8FF) || point >= 0xF0000;
}

static void
expect_clean(const struct str *text)
{
	for (size_t at = 0; at < text->len;) {
		uint32_t point = 0;
		size_t size =
		    utf8_decode(&point, text->data + at, text->len - at);
		assert_true(size > 0);
		if (is_forbidden(point))
			fail_msg("U+%04X came out", point);
		at += size;
	}
}

/* Characters among which the rules decide, and now and then any at all. */
static void
add_random_point(struct str *text, uint32_t *seed)
{
	static const uint32_t pool[] = { 'a', ' ', '\n', '\t', 0x1B, 0x200C,
		0x200D, 0x200D, 0x0628, 0x0650, 0x060C, 0x0915, 0x094D, 0x093F,
		0x09B0, 0x09CD, 0x0301, 0x0303, 0xFE0F, 0xFE00, 0x1F600,
		0x1F3FD, 0x2764, 0x1100, 0x1161, 0x11A8, 0x180B, 0x1820,
		0xE0041, 0x202E, 0xFFFD, 0x6F22, 0x20E3, 0x034F, 0xFDD0 };
	uint32_t pick = next_random(seed);
	uint32_t point = pool[pick % (sizeof pool / sizeof *pool)];
	if (pick % 64 == 63) {
		str_add_char(text, (char)next_random(seed));
		return;
	}
	if (pick % 64 > 56)
		point = next_random(seed) % 0x110000;
	char bytes[4];
	str_add_bytes(text, bytes, utf8_encode(bytes, point));
}

static void
test_laws_on_random_text(void **state)
{
	(void)state;
	uint32_t seed = 88172645;
	for (size_t round = 0; round < 20000; round++) {
		struct str text = { 0 };
		struct str once = { 0 };
		struct str twice = { 0 };
		size_t count = next_random(&seed) % 24;
		for (size_t i = 0; i < count; i++)
			add_random_point(&text, &seed);
		clean_text(&once, str_text(&text), text.len);
		clean_text(&twice, str_text(&once), once.len);
		assert_string_equal(str_text(&once), str_text(&twice));
		assert_int_equal(clean_count_hidden(str_text(&once), once.len),
		    0);
		expect_clean(&once);
		str_cut(&once, 0);
		clean_line_cut(&once, str_text(&text), text.len, count);
		assert_true(utf8_width(str_text(&once), once.len) <= count);
		assert_null(strchr(str_text(&once), '\n'));
		expect_clean(&once);
		str_clear(&text);
		str_clear(&once);
		str_clear(&twice);
	}
}

/* Every character by itself, and after a letter of three scripts. */
static void
test_every_point(void **state)
{
	(void)state;
	static const char *const before[] = { "", "a", "ب", "क्" };
	struct str text = { 0 };
	struct str once = { 0 };
	struct str twice = { 0 };
	for (uint32_t i = 0; i < 4 * 0x110000U; i++) {
		char bytes[4];
		str_cut(&text, 0);
		str_cut(&once, 0);
		str_cut(&twice, 0);
		str_add(&text, before[i % 4]);
		str_add_bytes(&text, bytes, utf8_encode(bytes, i / 4));
		clean_text(&once, text.data, text.len);
		clean_text(&twice, str_text(&once), once.len);
		assert_true(strcmp(str_text(&once), str_text(&twice)) == 0);
		expect_clean(&once);
	}
	str_clear(&text);
	str_clear(&once);
	str_clear(&twice);
}

static int
set_locale(void **state)
{
	(void)state;
	return setlocale(LC_ALL, "C.UTF-8") != NULL ? 0 : -1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_attacks_show),
		cmocka_unit_test(test_letters_stay),
		cmocka_unit_test(test_joiners_elsewhere_go),
		cmocka_unit_test(test_marks_have_a_limit),
		cmocka_unit_test(test_selectors_need_a_base),
		cmocka_unit_test(test_tabs_and_lines),
		cmocka_unit_test(test_counting),
		cmocka_unit_test(test_cutting),
		cmocka_unit_test(test_cutting_is_quick),
		cmocka_unit_test(test_laws_on_random_text),
		cmocka_unit_test(test_every_point),
	};
	return cmocka_run_group_tests_name("base_clean", tests, set_locale,
	    NULL);
}
