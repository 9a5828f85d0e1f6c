/* What people type to find something, as words and as a question. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "model/terms.h"

/* "[-]TEXT[*]|" for each term; to be freed. */
static char *
describe(const char *typed, bool is_typing)
{
	struct terms terms = { .terms = NULL };
	struct str out = { .len = 0 };

	terms_parse(&terms, typed, is_typing);
	for (size_t i = 0; i < terms.count; i++)
		str_add_format(&out, "%s%s%s|",
		    terms.terms[i].is_not ? "-" : "", terms.terms[i].text,
		    terms.terms[i].is_prefix ? "*" : "");
	terms_clear(&terms);
	return str_take(&out);
}

static void
reads(const char *typed, const char *wanted)
{
	char *got = describe(typed, false);

	assert_string_equal(got, wanted);
	free(got);
}

static void
test_words_and_phrases(void **state)
{
	(void)state;
	reads("", "");
	reads("  \t\n", "");
	reads("tea", "tea|");
	reads(" tea  room ", "tea|room|");
	reads("tea\xc2\xa0room\xe3\x80\x80garden", "tea|room|garden|");
	reads("\"tea room\" x", "tea room|x|");
	reads("“tea room” x", "tea room|x|");
	reads("\"tea room", "tea room|");
	reads("a\"b c\"d", "a|b c|d|");
	reads("well-known", "well-known|");
	reads("don't", "don't|");
}

static void
test_starts_and_nots(void **state)
{
	(void)state;
	reads("gard*", "gard**|");
	reads("\"tea gard\"*", "tea gard*|");
	reads("-tea", "-tea|");
	reads("-\"tea room\" x", "-tea room|x|");
	reads("x - y", "x|y|");
	reads("x -", "x|");
	reads("--x", "--x|");
}

static void
test_what_is_no_word_is_left_out(void **state)
{
	(void)state;
	reads("! ?! * \"\" -\"...\" 🌻 ❤️", "");
	reads("c++ & 42 ½", "c++|42|½|");
	reads("\xff tea\xfe", "tea\xfe|");
}

/* Where words do not stand apart, each is the start of one. */
static void
test_scripts_without_spaces(void **state)
{
	(void)state;
	reads("病房", "病房*|");
	reads("สวัส", "สวัส*|");
	reads("ひらがな カタ", "ひらがな*|カタ*|");
	reads("병원", "병원*|");
	reads("हिन्दी مرحبا", "हिन्दी|مرحبا|");
	reads("\"tea 茶\"", "tea 茶*|");
}

static void
test_the_last_word_may_go_on(void **state)
{
	static const char *const typed[] = { "tea ro", "tea ro ", "tea \"ro\"",
		"-ro" };
	static const char *const wanted[] = { "tea|ro*|", "tea|ro|", "tea|ro|",
		"-ro*|" };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		char *got = describe(typed[i], true);

		assert_string_equal(got, wanted[i]);
		free(got);
	}
}

static void
asks(const char *typed, const char *marks, const char *wanted)
{
	struct terms terms = { .terms = NULL };

	terms_parse(&terms, typed, false);
	char *got = terms_match(&terms, marks);
	assert_string_equal(got, wanted);
	free(got);
	terms_clear(&terms);
}

static void
test_every_word_stands_in_quotes(void **state)
{
	struct terms terms = { .terms = NULL };
	struct term hostile = { .text = (char[]){ "a\" OR \"b" } };

	(void)state;
	asks("tea \"a b\" ro*", "p1 kx",
	    "(marks : (p1 AND kx) AND {title body fields} : (\"tea\" AND"
	    " \"a b\" AND \"ro*\" *))");
	asks("tea -x -\"y z\"", "p1",
	    "(marks : (p1) AND {title body fields} : (\"tea\"))"
	    " NOT {title body fields} : (\"x\" OR \"y z\")");
	asks("-x", "p1", "(marks : (p1)) NOT {title body fields} : (\"x\")");
	terms.terms = &hostile;
	terms.count = 1;
	char *got = terms_match(&terms, "p1");
	assert_string_equal(got,
	    "(marks : (p1) AND {title body fields} : (\"a\"\" OR \"\"b\"))");
	free(got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_and_phrases),
		cmocka_unit_test(test_starts_and_nots),
		cmocka_unit_test(test_what_is_no_word_is_left_out),
		cmocka_unit_test(test_scripts_without_spaces),
		cmocka_unit_test(test_the_last_word_may_go_on),
		cmocka_unit_test(test_every_word_stands_in_quotes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
