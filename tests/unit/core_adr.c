/* Decision records as they are read, each form of head and section. */
#include "core/carry_adr.h"

#include <withus/err.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
read_adr(struct adr *adr, const char *words)
{
	struct str text = { 0 };

	str_add(&text, words);
	assert_int_equal(adr_read(adr, "1.md", &text), 0);
	str_clear(&text);
}

static int
refuse(const char *words, size_t len, size_t line)
{
	struct str text = { 0 };
	struct adr adr;
	int err;

	str_add_bytes(&text, words, len);
	err = adr_read(&adr, "1.md", &text);
	assert_int_equal(err_last()->line, line);
	adr_clear(&adr);
	str_clear(&text);
	return err;
}

static void
test_faults_have_their_line(void **state)
{
	static const char nul[] = "# One\n\0";

	(void)state;
	assert_int_equal(refuse("# One\n\n\xff", 8, 3), -ERR_TEXT_NOT_UTF8);
	assert_int_equal(refuse("# One\r\n\r\n\x1b[1m", 13, 3),
	    -ERR_TEXT_CONTROL);
	assert_int_equal(refuse(nul, sizeof(nul) - 1, 2), -ERR_TEXT_NUL);
	assert_int_equal(refuse("", 0, 1), -ERR_IMPORT_FORM);
	assert_int_equal(refuse("Words.\n", 7, 1), -ERR_IMPORT_FORM);
	assert_int_equal(refuse("## Context\n\n### A\n", 18, 1),
	    -ERR_IMPORT_FORM);
}

static void
test_title_stands_as_it_does(void **state)
{
	static const struct {
		const char *words;
		const char *title;
	} cases[] = {
		{ .words = "# 9. Use `x` & *y* ##\n",
		    .title = "9. Use `x` & *y*" },
		{ .words = "Two\nlines\n=====\n", .title = "Two lines" },
		{ .words = "## Sub\n\n# Title\n", .title = "Title" },
		{ .words = "## 3. Third\n\n### Context\n\nx\n",
		    .title = "3. Third" },
		{ .words = "---\ntitle: 'Front'\n---\n\n## Odd\n",
		    .title = "Front" },
		{ .words = "---\ntitle: Front\n---\n# Main\n",
		    .title = "Main" },
		{ .words = "\xef\xbb\xbf# Mark\r\n", .title = "Mark" },
		{ .words = "# Context\n\nx\n\n# Real\n", .title = "Real" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct adr adr;

		read_adr(&adr, cases[i].words);
		assert_string_equal(adr.title, cases[i].title);
		adr_clear(&adr);
	}
}

static void
test_status_is_believed_in_order(void **state)
{
	static const struct {
		const char *words;
		enum adr_status status;
	} cases[] = {
		{ .words = "Accepted", .status = ADR_ACCEPTED },
		{ .words = "**ACCEPTED** on Monday", .status = ADR_ACCEPTED },
		{ .words = "~~Proposed~~ Accepted", .status = ADR_ACCEPTED },
		{ .words = "Proposed\n\nAccepted", .status = ADR_ACCEPTED },
		{ .words = "Accepted\n\nDeprecated", .status = ADR_DEPRECATED },
		{ .words = "Declined", .status = ADR_REJECTED },
		{ .words = "Accepted, superseded by ADR-4",
		    .status = ADR_SUPERSEDED },
		{ .words = "Superceded by [4](0004-x.md)",
		    .status = ADR_SUPERSEDED },
		{ .words = "Accepted\n\nSupercedes [1](0001-x.md)",
		    .status = ADR_ACCEPTED },
		{ .words = "Draft", .status = ADR_OPEN },
		{ .words = "Not accepted", .status = ADR_UNKNOWN },
		{ .words = "To be decided", .status = ADR_UNKNOWN },
		{ .words = "proposed | accepted | superseded by ADR-1",
		    .status = ADR_UNKNOWN },
		{ .words = "", .status = ADR_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str words = { 0 };
		struct adr adr;

		str_add_format(&words, "# T\n\n## Status\n\n%s\n\n## Context\n",
		    cases[i].words);
		read_adr(&adr, str_text(&words));
		assert_int_equal(adr.status, cases[i].status);
		adr_clear(&adr);
		str_clear(&words);
	}
}

static void
test_days_in_several_forms(void **state)
{
	static const struct {
		const char *words;
		const char *day;
	} cases[] = {
		{ .words = "2016-02-12", .day = "2016-02-12" },
		{ .words = "2016/2/12", .day = "2016-02-12" },
		{ .words = "2016.02.12", .day = "2016-02-12" },
		{ .words = "12 Feb 2016", .day = "2016-02-12" },
		{ .words = "February 12, 2016", .day = "2016-02-12" },
		{ .words = "12th February 2016 (Friday)", .day = "2016-02-12" },
		{ .words = "\"2016-02-12\" <!-- last update -->",
		    .day = "2016-02-12" },
		{ .words = "2016-02-12T10:00:00Z", .day = "2016-02-12" },
		{ .words = "2016-02-30", .day = "" },
		{ .words = "02/03/2016", .day = "" },
		{ .words = "12 Feb", .day = "" },
		{ .words = "today", .day = "" },
		{ .words = "[YYYY-MM-DD]", .day = "" },
		{ .words = "", .day = "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str words = { 0 };
		struct adr adr;

		str_add_format(&words, "# T\n\nDate: %s\n", cases[i].words);
		read_adr(&adr, str_text(&words));
		assert_string_equal(adr.day, cases[i].day);
		if (*cases[i].words != '\0')
			assert_non_null(
			    strstr(str_text(&adr.head), cases[i].words));
		adr_clear(&adr);
		str_clear(&words);
	}
}

static void
test_front_matter_and_lines_say_who(void **state)
{
	static const char *const heads[] = {
		"---\nstatus: accepted\ndeciders: [Ada, \"Ben B\"]\n---\n"
		"# T\n",
		"---\nstatus: 'accepted'\ndecision-makers:\n  - Ada\n"
		"  - Ben B\n---\n# T\n",
		"# T\n\n* Status: accepted\n"
		"* Deciders: Ada; Ben B <!-- x -->\n",
		"# T\n\n## Status\n\nAccepted\n\n## Decision Makers\n\n- Ada\n"
		"- Ben B\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++) {
		struct adr adr;

		read_adr(&adr, heads[i]);
		assert_int_equal(adr.status, ADR_ACCEPTED);
		assert_int_equal(adr.decider_count, 2);
		assert_string_equal(adr.deciders[0], "Ada");
		assert_string_equal(adr.deciders[1], "Ben B");
		assert_string_equal(str_text(&adr.body), "");
		adr_clear(&adr);
	}
}

static void
test_links_name_files_and_numbers(void **state)
{
	struct adr adr;

	(void)state;
	read_adr(&adr,
	    "# T\n\n## Status\n\nSuperseded by [a (b)](../x/0012-y.md#z)\n"
	    "Supersedes ADR 0003 of 2019\nSuperseded by nobody\n");
	assert_int_equal(adr.link_count, 2);
	assert_true(adr.links[0].is_newer);
	assert_string_equal(adr.links[0].file, "0012-y.md");
	assert_false(adr.links[1].is_newer);
	assert_null(adr.links[1].file);
	assert_int_equal(adr.links[1].number, 3);
	adr_clear(&adr);
}

static void
test_outcome_and_reason_are_parted(void **state)
{
	static const struct {
		const char *words;
		const char *outcome;
		const char *because;
	} cases[] = {
		{ .words = "Chosen option: \"A\", because it is.",
		    .outcome = "Chosen option: \"A\"",
		    .because = "it is." },
		{ .words = "**Chosen option**: A\nbecause:\n\n* b\n* c",
		    .outcome = "**Chosen option**: A",
		    .because = "* b\n* c" },
		{ .words = "Chosen option: A.\n\nThat is because.",
		    .outcome = "Chosen option: A.\n\nThat is because.",
		    .because = "" },
		{ .words = "We choose A because it is.",
		    .outcome = "We choose A because it is.",
		    .because = "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str words = { 0 };
		struct adr adr;

		str_add_format(&words,
		    "# T\n\nStatus: accepted\n\n## Decision Outcome\n\n%s\n\n"
		    "### Consequences\n\nMany.\n",
		    cases[i].words);
		read_adr(&adr, str_text(&words));
		assert_string_equal(str_text(&adr.outcome), cases[i].outcome);
		assert_string_equal(str_text(&adr.because), cases[i].because);
		assert_string_equal(str_text(&adr.body),
		    "### Consequences\n\nMany.");
		adr_clear(&adr);
		str_clear(&words);
	}
}

static void
test_open_ones_keep_what_they_would_be(void **state)
{
	struct adr adr;

	(void)state;
	read_adr(&adr,
	    "# T\n\nStatus: proposed\n\n## Decision\n\nWe will.\n\n"
	    "## Rationale\n\nFor it.\n");
	assert_int_equal(adr.outcome.len, 0);
	assert_int_equal(adr.because.len, 0);
	assert_string_equal(str_text(&adr.body),
	    "## Decision\n\nWe will.\n\n## Rationale\n\nFor it.");
	adr_clear(&adr);
}

/* Where more than the list stands there, all of it is text too. */
static void
test_options_are_lists_or_headings(void **state)
{
	static const struct {
		const char *words;
		size_t count;
		bool is_kept;
	} cases[] = {
		{ .words = "* One\n* Two\n  of two lines\n", .count = 2 },
		{ .words = "1. One\n2. Two\n   of two lines\n", .count = 2 },
		{ .words = "Some:\n\n- One\n- Two of two lines\n",
		    .count = 2,
		    .is_kept = true },
		{ .words = "- One\n  - within\n- Two of two lines\n",
		    .count = 2,
		    .is_kept = true },
		{ .words = "### One\n\nx\n\n### Two of two lines\n",
		    .count = 2,
		    .is_kept = true },
		{ .words = "> - One\n", .is_kept = true },
		{ .words = "Words alone.\n", .is_kept = true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct str words = { 0 };
		struct adr adr;

		str_add_format(&words, "# T\n\n## Considered Options\n\n%s\n",
		    cases[i].words);
		read_adr(&adr, str_text(&words));
		assert_int_equal(adr.option_count, cases[i].count);
		if (cases[i].count > 0) {
			assert_string_equal(adr.options[0], "One");
			assert_string_equal(adr.options[1], "Two of two lines");
		}
		assert_int_equal(adr.body.len > 0, cases[i].is_kept);
		adr_clear(&adr);
		str_clear(&words);
	}
}

static void
test_what_is_unknown_is_text_and_named(void **state)
{
	struct adr adr;

	(void)state;
	read_adr(&adr,
	    "---\nweather: grey\nconsulted: Tom\n---\nBadge\n\n# T\n\n"
	    "Story: x\n\n## Costs *now*\n\n    code\n\n## Context\n\nWhy.\n\n"
	    "### Deep\n\nMore.\n\n```\n## Decision\n```\n\n"
	    "<!--\n## Status\nRejected\n-->\n\n## Decision Drivers\n\n* d\n");
	assert_string_equal(str_text(&adr.kept), "Costs *now*");
	assert_string_equal(str_text(&adr.body),
	    "consulted: Tom\n\n    weather: grey\n\nBadge\n\nStory: x\n\n"
	    "## Costs *now*\n\n    code");
	assert_string_equal(str_text(&adr.why),
	    "Why.\n\n### Deep\n\nMore.\n\n```\n## Decision\n```\n\n"
	    "<!--\n## Status\nRejected\n-->\n\nDecision Drivers:\n\n* d");
	assert_int_equal(adr.status, ADR_UNKNOWN);
	adr_clear(&adr);
}

static void
test_tangled_markup_is_refused(void **state)
{
	struct str text = { 0 };
	struct adr adr;

	(void)state;
	str_add(&text, "# T\n\n");
	str_add_repeat(&text, '[', 200000);
	assert_int_equal(adr_read(&adr, "1.md", &text), -ERR_IMPORT_FORM);
	adr_clear(&adr);
	str_clear(&text);
}

static void
test_numbers_of_files(void **state)
{
	unsigned long long number = 7;

	(void)state;
	assert_true(adr_file_number("0012-use-2.md", &number));
	assert_int_equal(number, 12);
	assert_true(adr_file_number("ADR 3.md", &number));
	assert_int_equal(number, 3);
	assert_false(adr_file_number("adr.md", &number));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults_have_their_line),
		cmocka_unit_test(test_title_stands_as_it_does),
		cmocka_unit_test(test_status_is_believed_in_order),
		cmocka_unit_test(test_days_in_several_forms),
		cmocka_unit_test(test_front_matter_and_lines_say_who),
		cmocka_unit_test(test_links_name_files_and_numbers),
		cmocka_unit_test(test_outcome_and_reason_are_parted),
		cmocka_unit_test(test_open_ones_keep_what_they_would_be),
		cmocka_unit_test(test_options_are_lists_or_headings),
		cmocka_unit_test(test_what_is_unknown_is_text_and_named),
		cmocka_unit_test(test_tangled_markup_is_refused),
		cmocka_unit_test(test_numbers_of_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
