/* link: -Wl,--wrap=utf8proc_map */
/* UTF-8 against the table of well-formed sequences in the standard (Unicode,
 * table 3-7), clusters, widths, normal forms. */
#include "base/utf8.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool no_memory;

ptrdiff_t __real_utf8proc_map(const uint8_t *text, ptrdiff_t len, uint8_t **out,
    int options);
ptrdiff_t __wrap_utf8proc_map(const uint8_t *text, ptrdiff_t len, uint8_t **out,
    int options);

ptrdiff_t
__wrap_utf8proc_map(const uint8_t *text, ptrdiff_t len, uint8_t **out,
    int options)
{
	return no_memory ? -1 : __real_utf8proc_map(text, len, out, options);
}

static bool
is_between(unsigned char byte, int low, int high)
{
	return byte >= low && byte <= high;
}

/* Length of the well-formed sequence at the front, by the table; 0: none. */
static size_t
look_up(const unsigned char *in, size_t len)
{
	static const struct {
		unsigned char first[2];
		unsigned char second[2];
		size_t size;
	} rows[] = {
		{ .first = { 0xC2, 0xDF },
		    .second = { 0x80, 0xBF },
		    .size = 2 },
		{ .first = { 0xE0, 0xE0 },
		    .second = { 0xA0, 0xBF },
		    .size = 3 },
		{ .first = { 0xE1, 0xEC },
		    .second = { 0x80, 0xBF },
		    .size = 3 },
		{ .first = { 0xED, 0xED },
		    .second = { 0x80, 0x9F },
		    .size = 3 },
		{ .first = { 0xEE, 0xEF },
		    .second = { 0x80, 0xBF },
		    .size = 3 },
		{ .first = { 0xF0, 0xF0 },
		    .second = { 0x90, 0xBF },
		    .size = 4 },
		{ .first = { 0xF1, 0xF3 },
		    .second = { 0x80, 0xBF },
		    .size = 4 },
		{ .first = { 0xF4, 0xF4 },
		    .second = { 0x80, 0x8F },
		    .size = 4 },
	};
	if (len > 0 && in[0] < 0x80)
		return 1;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t size = rows[i].size;
		if (len < size ||
		    !is_between(in[0], rows[i].first[0], rows[i].first[1]) ||
		    !is_between(in[1], rows[i].second[0], rows[i].second[1]))
			continue;
		for (size_t k = 2; k < size; k++)
			if (!is_between(in[k], 0x80, 0xBF))
				return 0;
		return size;
	}
	return 0;
}

static void
expect_like_table(const unsigned char *bytes, size_t len)
{
	uint32_t point = 0xABCDEF01;
	size_t size = utf8_decode(&point, (const char *)bytes, len);
	if (size != look_up(bytes, len))
		fail_msg("%02x %02x %02x %02x: %zu", bytes[0], bytes[1],
		    bytes[2], bytes[3], size);
	assert_true(size > 0 || point == 0xABCDEF01);
}

/* All of two bytes, all of three with every interesting last one, and four
 * likewise, each also cut short. */
static void
test_decoding_is_strict(void **state)
{
	(void)state;
	static const unsigned char tails[] = { 0x00, 0x41, 0x7F, 0x80, 0x8F,
		0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF };
	for (unsigned i = 0; i < 0x10000; i++) {
		for (size_t k = 0; k < sizeof tails * sizeof tails; k++) {
			unsigned char bytes[] = { (unsigned char)(i >> 8),
				(unsigned char)i, tails[k % sizeof tails],
				tails[k / sizeof tails] };
			expect_like_table(bytes, 4);
			if (k < sizeof tails)
				expect_like_table(bytes, 3);
		}
		unsigned char bytes[] = { (unsigned char)(i >> 8),
			(unsigned char)i, 0x80, 0x80 };
		expect_like_table(bytes, 2);
		expect_like_table(bytes, 1);
		expect_like_table(bytes, 0);
	}
}

static void
test_every_point_there_and_back(void **state)
{
	(void)state;
	for (uint32_t point = 0; point <= 0x10FFFF + 2; point++) {
		char bytes[4];
		uint32_t back = 0;
		size_t size = utf8_encode(bytes, point);
		assert_int_equal(utf8_decode(&back, bytes, size), size);
		bool scalar =
		    point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
		assert_int_equal(back, scalar ? point : 0xFFFD);
	}
}

static void
test_validity(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t len;
		size_t bad; /* SIZE_MAX: none */
	} cases[] = {
		{ .text = "", .len = 0, .bad = SIZE_MAX },
		{ .text = "a\0é€😀", .len = 11, .bad = SIZE_MAX },
		{ .text = "aé\x80", .len = 4, .bad = 3 },
		{ .text = "aé", .len = 2, .bad = 1 },
		{ .text = "\xC0\x80", .len = 2, .bad = 0 },
		{ .text = "ab\xED\xA0\x80", .len = 5, .bad = 2 },
		{ .text = "\xF4\x90\x80\x80", .len = 4, .bad = 0 },
		{ .text = "\xF8\x88\x80\x80\x80", .len = 5, .bad = 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t bad = SIZE_MAX;
		bool valid = utf8_is_valid(cases[i].text, cases[i].len, &bad);
		assert_int_equal(valid, cases[i].bad == SIZE_MAX);
		assert_true(bad == cases[i].bad);
		assert_int_equal(utf8_is_valid(cases[i].text, cases[i].len,
				     NULL),
		    valid);
	}
}

static void
test_normal_form(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		const char *nfc;
	} cases[] = {
		{ .text = "", .nfc = "" }, { .text = "plain", .nfc = "plain" },
		{ .text = "e\u0301", .nfc = "é" },
		{ .text = "\u212B", .nfc = "Å" },
		{ .text = "a\u0323\u0307", .nfc = "ạ\u0307" },
		{ .text = "a\u0307\u0323", .nfc = "ạ\u0307" },
		{ .text = "\u1100\u1161\u11A8", .nfc = "각" },
		{ .text = "ﬁ", .nfc = "ﬁ" }, /* compatibility stays */
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t len = 99;
		char *nfc =
		    utf8_to_nfc(cases[i].text, strlen(cases[i].text), &len);
		assert_string_equal(nfc, cases[i].nfc);
		assert_int_equal(len, strlen(nfc));
		free(nfc);
	}
	size_t len = 0;
	char *nfc = utf8_to_nfc("a\0e\u0301", 5, &len);
	assert_int_equal(len, 4);
	assert_memory_equal(nfc, "a\0é", 5);
	free(nfc);
	no_memory = true;
	nfc = utf8_to_nfc("e\u0301", 3, &len);
	no_memory = false;
	assert_int_equal(len, 3);
	assert_string_equal(nfc, "e\u0301");
	free(nfc);
}

/* Each text parted by | where clusters end. */
static void
test_clusters(void **state)
{
	(void)state;
	static const char *const texts[] = { "a|b|c", "e\u0301\u0323|x",
		"👩\u200D👩\u200D👧|👍🏽|a", "🇩🇪|🇫🇷|🇬",
		"1\uFE0F\u20E3|2", "\r\n|a", "각|\u1100\u1161\u11A8|a",
		"क्|षि|x", "a|\x80|\xC3|b" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char text[64];
		size_t len = 0;
		for (const char *c = texts[i]; *c != '\0'; c++)
			if (*c != '|')
				text[len++] = *c;
		const char *rest = texts[i];
		for (size_t at = 0; at < len;) {
			size_t size = utf8_cluster(text + at, len - at);
			assert_int_equal(size, strcspn(rest, "|"));
			rest += size;
			rest += *rest == '|';
			at += size;
		}
	}
	assert_int_equal(utf8_cluster("", 0), 0);
}

static void
test_a_cluster_has_an_end(void **state)
{
	(void)state;
	char text[1 + 2 * 100];
	text[0] = 'a';
	for (size_t i = 0; i < 100; i++)
		memcpy(text + 1 + 2 * i, "\u0301", 2);
	assert_int_equal(utf8_cluster(text, sizeof text), 1 + 2 * 31);
}

static void
expect_widths(void)
{
	assert_int_equal(utf8_width("", 0), 0);
	assert_int_equal(utf8_width("abc ~", 5), 5);
	assert_int_equal(utf8_width("é", 2), 1);
	assert_int_equal(utf8_width("e\u0301x", 4), 2);
	assert_int_equal(utf8_width("漢字", 6), 4);
	assert_int_equal(utf8_width("😀", 4), 2);
	assert_int_equal(utf8_width("\uFFFD…", 6), 2);
	assert_int_equal(utf8_width("\x80", 1), 1);
	assert_int_equal(utf8_point_width(0x200D), 0);
	assert_int_equal(utf8_point_width(0xFE0F), 0);
	assert_int_equal(utf8_point_width(0x0378), 1); /* unassigned */
	for (uint32_t point = 0; point < 0x20; point++)
		assert_int_equal(utf8_point_width(point), 0);
	for (uint32_t point = 0x7F; point < 0xA0; point++)
		assert_int_equal(utf8_point_width(point), 0);
	for (uint32_t point = 0; point <= 0x10FFFF; point++)
		assert_in_range(utf8_point_width(point), 0, 2);
}

static void
test_widths_in_any_locale(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	expect_widths();
	assert_non_null(setlocale(LC_ALL, "C"));
	expect_widths();
}

static void
expect_place(const char *text, size_t offset, size_t line, size_t column)
{
	size_t got_line = 0;
	size_t got_column = 0;
	utf8_place(text, offset, &got_line, &got_column);
	assert_int_equal(got_line, line);
	assert_int_equal(got_column, column);
}

static void
test_places(void **state)
{
	(void)state;
	expect_place("", 0, 1, 1);
	expect_place("abc", 2, 1, 3);
	expect_place("é€x", 5, 1, 3);
	expect_place("a\nb", 1, 1, 2);
	expect_place("a\nb", 2, 2, 1);
	expect_place("a\n\nbc", 4, 3, 2);
	expect_place("\x80\xC3z", 2, 1, 3);
}

static void
test_folding(void **state)
{
	(void)state;
	static const char *const same[][2] = { { "Zoë", "zoe" },
		{ "ZOE\u0308", "zoë" }, { "Straße", "STRASSE" },
		{ "Łukasz", "łukasz" }, { "Ёлка", "ЕЛКА" },
		/* as typed */ { "مُحَمَّد", "محمد" }, { "ﬁn", "Fin" },
		{ "각", "각" }, { "co\u00ADop", "coop" }, { "\x80", "\xFF" } };
	static const char *const different[][2] = { { "कि", "का" },
		{ "กิ", "กา" }, { "a", "b" }, { "ab", "a" },
		{ "がく", "かく" } };
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		char *a = utf8_fold(same[i][0], strlen(same[i][0]));
		char *b = utf8_fold(same[i][1], strlen(same[i][1]));
		assert_string_equal(a, b);
		free(a);
		free(b);
	}
	for (size_t i = 0; i < sizeof different / sizeof *different; i++) {
		char *a = utf8_fold(different[i][0], strlen(different[i][0]));
		char *b = utf8_fold(different[i][1], strlen(different[i][1]));
		assert_string_not_equal(a, b);
		free(a);
		free(b);
	}
}

static void
test_classes(void **state)
{
	(void)state;
	static const struct {
		uint32_t point;
		enum utf8_class class;
	} known[] = {
		{ .point = 'A', .class = UTF8_LETTER },
		{ .point = 'a', .class = UTF8_LETTER },
		{ .point = 0x01C5, .class = UTF8_LETTER },
		{ .point = 0x02B0, .class = UTF8_LETTER },
		{ .point = 0x0628, .class = UTF8_LETTER },
		{ .point = 0x0301, .class = UTF8_MARK },
		{ .point = 0x093E, .class = UTF8_MARK },
		{ .point = 0x20DD, .class = UTF8_MARK },
		{ .point = 0x202E, .class = UTF8_FORMAT },
		{ .point = 0x001B, .class = UTF8_CONTROL },
		{ .point = 0x2028, .class = UTF8_CONTROL },
		{ .point = 0x2029, .class = UTF8_CONTROL },
		{ .point = 0xE000, .class = UTF8_PRIVATE },
		{ .point = 0x0378, .class = UTF8_UNASSIGNED },
		{ .point = '1', .class = UTF8_OTHER },
		{ .point = ' ', .class = UTF8_OTHER },
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		assert_int_equal(utf8_point_class(known[i].point),
		    known[i].class);
	assert_true(utf8_point_is_pictograph(0x1F600));
	assert_true(utf8_point_is_pictograph(0xA9));
	assert_false(utf8_point_is_pictograph('a'));
	assert_false(utf8_point_is_pictograph(0x1F3FB));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decoding_is_strict),
		cmocka_unit_test(test_every_point_there_and_back),
		cmocka_unit_test(test_validity),
		cmocka_unit_test(test_normal_form),
		cmocka_unit_test(test_clusters),
		cmocka_unit_test(test_a_cluster_has_an_end),
		cmocka_unit_test(test_widths_in_any_locale),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_folding),
		cmocka_unit_test(test_classes),
	};
	return cmocka_run_group_tests_name("base_utf8", tests, NULL, NULL);
}
