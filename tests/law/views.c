/*
 * What people see, held against the laws: the same whatever the order of
 * arrival, clock and locale; nobody's new words are left out; resolving leaves
 * one head. What a base is and which versions are heads is worked out here
 * again, in the plainest way. LAWS says how many lineages ("full": 100,000).
 */
#include "model/view.h"

#include "base/mem.h"
#include "base/span.h"
#include "base/str.h"
#include "model/form.h"
#include "model/value.h"
#include "support/laws.h"
#include "support/plain.h"
#include "support/sim_words.h"
#include "support/weave.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FEW 3000

static unsigned long rounds;
static struct words words;

static int
begin(void **state)
{
	(void)state;
	rounds = laws_rounds(FEW);
	return 0;
}

static char *
show(const struct lineage *lineage)
{
	struct view *view = view_make(lineage);
	char *shown = weave_print(lineage, view);

	view_free(view);
	return shown;
}

/* Other days and other numbers for all versions. */
static void
shift_clocks(struct lineage *lineage)
{
	for (size_t v = 0; v < lineage->count; v++) {
		struct record *record = lineage->versions[v].record;

		(void)snprintf(record->made, sizeof record->made, "%04u-01-01",
		    (unsigned)strtoul(record->made, NULL, 10) +
			(v % 2 ? 10U : 0U));
		record->rev = 1 + (uint32_t)(lineage->count - v);
	}
}

static void
check_same(const struct plain *plain, unsigned long seed)
{
	char *shown = show(&plain->lineage), *again;
	struct lineage other = { 0 };

	words_build(&words, &other);
	again = show(&other);
	if (strcmp(shown, again) != 0)
		fail_msg("order of arrival changes the view: seed %lu", seed);
	free(again);
	shift_clocks(&other);
	again = show(&other);
	if (strcmp(shown, again) != 0)
		fail_msg("clocks change the view: seed %lu", seed);
	free(again);
	free(shown);
	lineage_clear(&other);
}

static void
check_heads(const struct plain *plain, unsigned long seed)
{
	size_t heads[WORDS_VERSIONS];
	size_t count = plain_heads(plain, heads);
	bool is_right =
	    plain->view ? count == plain->view->head_count : count == 0;

	for (size_t h = 0; is_right && h < count; h++)
		is_right = heads[h] == plain->view->heads[h];
	if (!is_right)
		fail_msg("other view heads: seed %lu", seed);
	for (size_t v = 0; v < plain->lineage.count; v++)
		if (plain_is_good(plain, v) && plain->view == NULL)
			fail_msg("no head: seed %lu", seed);
}

/* One head, and its words are the version's own, to the byte. */
static void
check_one_head(const struct plain *plain, unsigned long seed)
{
	struct str shown = { 0 }, version = { 0 };

	if (plain->view->head_count != 1)
		return;
	form_print(&shown, plain->view->record);
	form_print(&version, plain_record(plain, plain->view->heads[0]));
	if (strcmp(str_text(&shown), str_text(&version)) != 0)
		fail_msg("one head is not its bytes: seed %lu", seed);
	str_clear(&shown);
	str_clear(&version);
}

/* A value as text, "" where there is none. */
static void
print_value(struct str *out, const struct value *value)
{
	str_cut(out, 0);
	if (value)
		value_print(out, value);
}

/* Sets `*base` to what all bases have of a field; false: they differ. */
static bool
find_base_text(const struct plain *plain, const char *key, struct str *base)
{
	struct str other = { 0 };
	bool is_first = true, is_same = true;

	str_cut(base, 0);
	for (size_t v = 0; v < plain->lineage.count; v++) {
		if (!plain->is_base[v])
			continue;
		print_value(&other, record_get(plain_record(plain, v), key));
		if (is_first)
			str_add(base, str_text(&other));
		else if (strcmp(str_text(base), str_text(&other)) != 0)
			is_same = false;
		is_first = false;
	}
	str_clear(&other);
	return is_same;
}

/* True if a text is shown as a field: taken, or as a variant. */
static bool
is_text_shown(const struct plain *plain, const char *key, const char *text)
{
	const struct view *view = plain->view;
	struct str shown = { 0 };
	bool is_shown;

	print_value(&shown, record_get(view->record, key));
	is_shown = strcmp(str_text(&shown), text) == 0;
	for (size_t c = 0; c < view->clash_count; c++) {
		const struct view_clash *clash = &view->clashes[c];

		if (clash->key == NULL || strcmp(clash->key, key) != 0)
			continue;
		for (size_t v = 0; v < clash->variant_count; v++) {
			print_value(&shown,
			    clash->variants[v].is_absent ?
				NULL :
				&clash->variants[v].value);
			is_shown |= strcmp(str_text(&shown), text) == 0;
		}
	}
	str_clear(&shown);
	return is_shown;
}

/* Whoever changed a text finds it. */
static void
check_texts(const struct plain *plain, const char *key, unsigned long seed)
{
	struct str base = { 0 }, own = { 0 };
	bool has_base = find_base_text(plain, key, &base);

	for (size_t h = 0; h < plain->lineage.count; h++) {
		if (!plain->is_live[h])
			continue;
		print_value(&own, record_get(plain_record(plain, h), key));
		if (has_base && strcmp(str_text(&own), str_text(&base)) == 0)
			continue;
		if (!is_text_shown(plain, key, str_text(&own)))
			fail_msg("a text is dropped: seed %lu", seed);
	}
	str_clear(&base);
	str_clear(&own);
}

static bool
has_item(const struct record *record, const char *item)
{
	const struct value *value = record_get(record, "set");

	return value && value_has(value, item);
}

/* What one added is there, what one removed is not. */
static void
check_item(const struct plain *plain, const char *item, unsigned long seed)
{
	bool is_based = plain->bases > 0, is_wanted;
	size_t heads = 0;

	for (size_t v = 0; v < plain->lineage.count; v++) {
		bool has = has_item(plain_record(plain, v), item);

		if (plain->is_base[v] && !has)
			is_based = false;
		heads += plain->is_live[v] && has;
	}
	is_wanted = is_based ? heads == plain->live : heads > 0;
	if (has_item(plain->view->record, item) != is_wanted)
		fail_msg("item %s %s: seed %lu", item,
		    is_wanted ? "is lost" : "came back", seed);
}

/* True if the text of a row's cell stands in a variant. */
static bool
is_cell_marked(const struct plain *plain, const char *name, const char *text)
{
	const struct view *view = plain->view;

	for (size_t c = 0; c < view->clash_count; c++) {
		const struct view_clash *clash = &view->clashes[c];

		if (clash->row == NULL || strcmp(clash->row, name) != 0)
			continue;
		for (size_t v = 0; v < clash->variant_count; v++) {
			const struct value *value = &clash->variants[v].value;

			if (clash->variants[v].is_absent)
				continue;
			if (strcmp(value->shape == VALUE_ROWS ?
				    value->rows[0].cells[1] :
				    value->text,
				text) == 0)
				return true;
		}
	}
	return false;
}

/* A row that somebody added or edited is there with what they wrote. */
static void
check_row(const struct plain *plain, const struct row *row, unsigned long seed)
{
	const struct row *shown =
	    plain_row(record_get(plain->view->record, "rows"), row->cells[0]);

	if (plain_is_in_bases(plain, row->cells[0], row->cells[1]))
		return;
	if (shown && strcmp(shown->cells[1], row->cells[1]) == 0)
		return;
	if (!is_cell_marked(plain, row->cells[0], row->cells[1]))
		fail_msg("a row is dropped: seed %lu", seed);
}

/* Nobody's row comes back that one removed and nobody edited; none twice. */
static void
check_shown_rows(const struct plain *plain, unsigned long seed)
{
	const struct value *shown = record_get(plain->view->record, "rows");

	for (size_t i = 0; shown && i < shown->count; i++) {
		const char *name = shown->rows[i].cells[0];
		const char *text = shown->rows[i].cells[1];
		bool is_removed = false, is_edited = false;

		if (plain_row(shown, name) != &shown->rows[i])
			fail_msg("a row is there twice: seed %lu", seed);
		for (size_t h = 0; h < plain->lineage.count; h++) {
			const struct row *row =
			    plain_row(record_get(plain_record(plain, h),
					  "rows"),
				name);

			if (!plain->is_live[h])
				continue;
			is_removed |= row == NULL;
			is_edited |= row &&
			    !plain_is_in_bases(plain, name, row->cells[1]);
		}
		if (is_removed && !is_edited &&
		    plain_is_in_bases(plain, name, NULL) && text)
			fail_msg("a row came back: seed %lu", seed);
	}
}

static void
check_rows(const struct plain *plain, unsigned long seed)
{
	for (size_t h = 0; h < plain->lineage.count; h++) {
		const struct value *value =
		    record_get(plain_record(plain, h), "rows");

		for (size_t i = 0;
		     plain->is_live[h] && value && i < value->count; i++)
			check_row(plain, &value->rows[i], seed);
	}
	check_shown_rows(plain, seed);
}

/* True if a paragraph stands in a body. */
static bool
has_paragraph(const struct record *record, struct span paragraph)
{
	const char *at = record->body;

	while ((at = strstr(at, paragraph.data)) != NULL) {
		const char *end = at + paragraph.len;

		if ((at == record->body || at[-1] == '\n') && *end == '\n')
			return true;
		at++;
	}
	return false;
}

static bool
is_new_paragraph(const struct plain *plain, struct span paragraph)
{
	const struct record *first = NULL;

	for (size_t v = 0; v < plain->lineage.count; v++) {
		const struct record *base = plain_record(plain, v);

		if (!plain->is_base[v])
			continue;
		if (first && strcmp(first->body, base->body) != 0)
			return true;
		first = base;
	}
	return first == NULL || !has_paragraph(first, paragraph);
}

/* Every new paragraph of every head is in the view. */
static void
check_body(const struct plain *plain, const struct record *record,
    unsigned long seed)
{
	const char *rest = record->body;

	while (*rest) {
		size_t len = strcspn(rest, "\n");
		char *line = mem_dup(rest, len);
		struct span span = { .data = line, .len = len };

		if (len > 0 && is_new_paragraph(plain, span) &&
		    !has_paragraph(plain->view->record, span))
			fail_msg("a paragraph is dropped: seed %lu", seed);
		free(line);
		rest += len + (rest[len] == '\n');
	}
}

/* Who takes up the combined text leaves one head, with nothing to ask. */
static void
check_resolving(struct plain *plain, unsigned long seed)
{
	static const unsigned char no_key[32];
	struct record *record = record_copy(plain->view->record);
	struct vid vid = { { 0xee } };
	struct view *view;

	free(record->follows);
	record->follow_count = 0;
	record->follows =
	    mem_new_array(plain->view->follow_count, sizeof *record->follows);
	for (size_t f = 0; f < plain->view->follow_count; f++)
		record->follows[record->follow_count++] =
		    plain->lineage.versions[plain->view->follows[f]].vid;
	free(record->confirmed);
	record->confirmed = NULL;
	record->typed_by = (struct id){ { 0 } };
	lineage_add(&plain->lineage, &vid, record, no_key);
	lineage_link(&plain->lineage);
	view = view_make(&plain->lineage);
	if (view == NULL || view->head_count != 1 || view->clash_count != 0 ||
	    !record_same_words(view->record, plain->view->record))
		fail_msg("resolving leaves more: seed %lu", seed);
	view_free(view);
}

static void
check_words(const struct plain *plain, unsigned long seed)
{
	static const char *const items[] = { "p", "q", "r", "s", "t" };

	check_texts(plain, "a", seed);
	check_texts(plain, "b", seed);
	for (size_t i = 0; i < 5; i++)
		check_item(plain, items[i], seed);
	check_rows(plain, seed);
	for (size_t h = 0; h < plain->lineage.count; h++)
		if (plain->is_live[h])
			check_body(plain, plain_record(plain, h), seed);
}

static void
play(unsigned long seed, size_t most)
{
	struct plain plain;

	words_make(&words, seed, most);
	plain_make(&plain, &words);
	check_same(&plain, seed);
	check_heads(&plain, seed);
	if (plain.view) {
		check_one_head(&plain, seed);
		if (plain.live > 1)
			check_words(&plain, seed);
		check_resolving(&plain, seed);
	}
	plain_clear(&plain);
	words_clear(&words);
}

static void
test_small(void **state)
{
	(void)state;
	for (unsigned long i = 0; i < rounds / 2; i++)
		play(i, 6);
}

static void
test_large(void **state)
{
	(void)state;
	for (unsigned long i = rounds / 2; i < rounds; i++)
		play(i, WORDS_VERSIONS);
}

/* The same bytes under another locale. */
static void
test_locales(void **state)
{
	static const char *const locales[] = { "C", "C.UTF-8", "tr_TR.UTF-8",
		"de_DE.UTF-8" };
	char *first = NULL;

	(void)state;
	for (size_t l = 0; l < sizeof locales / sizeof *locales; l++) {
		struct str all = { 0 };

		if (setlocale(LC_ALL, locales[l]) == NULL)
			continue;
		for (unsigned long i = 0; i < 200; i++) {
			struct lineage lineage = { 0 };
			char *shown;

			words_make(&words, i, 12);
			words_build(&words, &lineage);
			shown = show(&lineage);
			str_add(&all, shown);
			free(shown);
			lineage_clear(&lineage);
			words_clear(&words);
		}
		if (first == NULL)
			first = mem_dup_text(str_text(&all));
		assert_string_equal(str_text(&all), first);
		str_clear(&all);
	}
	free(first);
	(void)setlocale(LC_ALL, "C");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_locales),
	};
	return cmocka_run_group_tests_name("law_views", tests, begin, NULL);
}
