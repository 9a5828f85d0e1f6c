/* An item as people read it. */
#include "page/item.h"

#include "page/phrase.h"

#include <withus/kind.h>

#include "support/laid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char amina[] = "Amina";
static char ben[] = "Ben";
static char title[] = "Analysis";
static char working[] = "working";

static struct id
make_id(unsigned char last)
{
	struct id id = { { 0 } };
	id.bytes[15] = last;
	return id;
}

/* A stage that Amina wrote, all in order. */
static struct item
make_item(void)
{
	struct item item = {
		.id = make_id(1),
		.code = "S-0a1b",
		.kind_name = "stage",
		.kind = kind_by_name("stage"),
		.words = record_new("stage"),
		.title = title,
		.day = "2026-05-03",
		.made = "2026-05-03",
		.changed = "2026-05-03",
		.by = { .id = make_id(2), .name = amina },
		.typed_by = { .name = ben },
		.version_count = 2,
		.is_in_history = true,
	};
	record_set_text(item.words, "title", "Analysis");
	record_set_text(item.words, "end", "2026-06-01");
	record_set_text(item.words, "begin", "2026-05-03");
	record_set_body(item.words, "We *read* together.", 19);
	return item;
}

static char *
print(const struct item *item)
{
	const struct page_reading reading = { .journal = NULL };
	struct paper paper = { .blocks = NULL };
	page_item(&paper, &reading, item);
	return laid_text(&paper, 80);
}

static void
assert_shows(const char *text, const char *words)
{
	if (strstr(text, words) == NULL)
		fail_msg("\"%s\" is not in:\n%s", words, text);
}

static void
test_a_plain_item(void **state)
{
	(void)state;
	struct item item = make_item();
	char *text = print(&item);
	assert_string_equal(text,
	    "S-0a1b  Analysis\n"
	    "Last written by: Amina (confirmed)\n"
	    "First saved: 3 May 2026\n"
	    "Began: 3 May 2026\n"
	    "Ended: 1 June 2026\n"
	    "\n"
	    "We read together.\n");
	free(text);
	record_free(item.words);
}

static void
test_who_typed_and_who_is_known(void **state)
{
	(void)state;
	struct item item = make_item();
	item.typed_by.id = make_id(3);
	item.words->confirmed = strdup("read back on 3 May");
	item.trust = TRUST_NOT_CONFIRMED;
	char *text = print(&item);
	assert_shows(text, "Amina (not confirmed)");
	assert_shows(text, "Typed by Ben");
	assert_shows(text, "read back on 3 May");
	free(text);
	item.trust = TRUST_INTRODUCED;
	text = print(&item);
	assert_shows(text, "Amina (introduced)");
	free(text);
	record_free(item.words);
}

static void
test_states_are_said(void **state)
{
	(void)state;
	struct item item = make_item();
	item.is_in_history = false;
	item.is_withdrawn_too = true;
	item.is_newer_form = true;
	char *text = print(&item);
	assert_shows(text, "Saved here, not yet in the history.");
	assert_shows(text, "took this back while somebody else");
	assert_shows(text, "newer withus");
	free(text);
	item.is_withdrawn = true;
	text = print(&item);
	assert_shows(text, "This was taken back.");
	free(text);
	record_free(item.words);
}

static void
test_every_variant_has_its_writer(void **state)
{
	(void)state;
	char one[] = "Everyone reads.";
	struct person writers[] = {
		{ .id = make_id(2), .name = amina },
		{ .id = make_id(3), .name = ben },
	};
	char none[] = "";
	struct item_variant variants[] = {
		{
		    .text = one,
		    .writers = writers,
		    .writer_count = 2,
		    .made = "2026-05-03",
		},
		{
		    .text = none,
		    .writers = writers,
		    .writer_count = 1,
		    .made = "2026-05-04",
		},
	};
	struct item_clash clashes[] = {
		{
		    .field = working,
		    .variants = variants,
		    .variant_count = 2,
		},
		{ .variants = variants, .variant_count = 1 },
	};
	struct item item = make_item();
	item.clashes = clashes;
	item.clash_count = 2;
	char *text = print(&item);
	assert_shows(text, "(How we mean to work)");
	assert_shows(text, "(the text)");
	assert_shows(text, "Amina, Ben (3 May 2026):\n    Everyone reads.");
	assert_shows(text, "Amina (4 May 2026):\n    (left out)");
	assert_shows(text, "withus edit S-0a1b");
	free(text);
	record_free(item.words);
}

static void
test_set_aside_says_why(void **state)
{
	(void)state;
	static const char *const reasons[] = {
		"earlier",
		"key-unknown",
		"key-other",
		"writer",
		"sense",
		"born",
		"of-a-later-release",
	};
	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++) {
		struct item_aside aside = {
			.by = { .id = make_id(3), .name = ben },
			.made = "2026-05-03",
			.reason = reasons[i],
		};
		char *text = phrase_aside(&aside);
		assert_shows(text, "Ben (3 May 2026)");
		assert_shows(text, ".");
		free(text);
	}
}

static void
test_rows_have_letters(void **state)
{
	(void)state;
	struct item item = make_item();
	char name[] = "k7f3";
	char what[] = "A film";
	char where[] = "in the office";
	char *cells[] = { name, what, where };
	struct row rows[] = { { .cells = cells, .count = 3 } };
	record_set_rows(item.words, "goes-with", rows, 1);
	char *text = print(&item);
	assert_shows(text, "Goes with:\n  a  A film | in the office\n");
	assert_null(strstr(text, "k7f3"));
	free(text);
	record_free(item.words);
}

static void
test_unknown_kinds_and_fields_are_shown(void **state)
{
	(void)state;
	struct item item = make_item();
	record_set_text(item.words, "colour", "green");
	char *text = print(&item);
	assert_shows(text, "colour: green");
	free(text);
	item.kind = NULL;
	(void)strcpy(item.words->kind, "dream");
	text = print(&item);
	assert_shows(text, "title: Analysis");
	assert_shows(text, "begin: 2026-05-03");
	free(text);
	record_free(item.words);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_plain_item),
		cmocka_unit_test(test_who_typed_and_who_is_known),
		cmocka_unit_test(test_states_are_said),
		cmocka_unit_test(test_every_variant_has_its_writer),
		cmocka_unit_test(test_set_aside_says_why),
		cmocka_unit_test(test_rows_have_letters),
		cmocka_unit_test(test_unknown_kinds_and_fields_are_shown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
