/* What is put on a paper, before it is laid out. */
#include "page/paper.h"

#include "base/str.h"
#include "support/laid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
assert_lays(struct paper *paper, const char *expected)
{
	char *text = laid_text(paper, 80);
	assert_string_equal(text, expected);
	free(text);
	assert_int_equal(paper->count, 0);
	assert_null(paper->blocks);
}

static void
test_nothing_is_nothing(void **state)
{
	(void)state;
	struct paper paper = { .blocks = NULL };
	assert_lays(&paper, "");
	paper_clear(&paper);
}

static void
test_blocks_stand_in_order(void **state)
{
	(void)state;
	struct paper paper = { .blocks = NULL };
	paper_title(&paper, "Walks");
	paper_prose(&paper, 2, "We go out.\n\nOften.");
	paper_blank(&paper);
	paper_item(&paper, 0, "a  ", "to the mill");
	paper_markdown(&paper, 1, "*slowly*\n\n- with\n- rests");
	paper_line(&paper, PAGE_PLAIN, "the end");
	assert_lays(&paper,
	    "Walks\n"
	    "  We go out.\n"
	    "\n"
	    "  Often.\n"
	    "\n"
	    "a  to the mill\n"
	    " slowly\n"
	    "\n"
	    " - with\n"
	    " - rests\n"
	    "the end\n");
}

/* What was put in may change or go. */
static void
test_all_in_it_is_its_own(void **state)
{
	(void)state;
	struct paper paper = { .blocks = NULL };
	char lead[] = "- ";
	char text[] = "words";
	struct paper_column columns[] = {
		{ .may_go = false },
		{ .may_go = false },
	};
	const char *cells[] = { text, text };
	paper_item(&paper, 0, lead, text);
	paper_runs(&paper, 0);
	paper_run(&paper, PAGE_FOUND, text, 5);
	paper_table(&paper, columns, 2);
	paper_row(&paper, cells);
	memset(lead, 'x', strlen(lead));
	memset(text, 'x', strlen(text));
	memset(columns, 0xff, sizeof(columns));
	cells[0] = NULL;
	assert_lays(&paper, "- words\n[words]\nwords  words\n");
}

static void
test_sentences_are_filled(void **state)
{
	(void)state;
	struct paper paper = { .blocks = NULL };
	paper_say(&paper, 0, "{2} before {1}.", "noon", "Tea", NULL);
	paper_say(&paper, 4, "Nothing to fill.", NULL);
	paper_say(&paper, 0, "{1}{2}{3}{4}{5}{6}{7}{8}{9}", "a", "b", "c", "d",
	    "e", "f", "g", "h", "i", NULL);
	assert_lays(&paper,
	    "Tea before noon.\n    Nothing to fill.\nabcdefghi\n");
}

/* Words of people are no sentence of ours: their places are not filled. */
static void
test_words_are_not_filled(void **state)
{
	(void)state;
	struct paper paper = { .blocks = NULL };
	paper_prose(&paper, 0, "{1}");
	paper_say(&paper, 0, "{1}", "{2}", "never", NULL);
	assert_lays(&paper, "{1}\n{2}\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_nothing),
		cmocka_unit_test(test_blocks_stand_in_order),
		cmocka_unit_test(test_all_in_it_is_its_own),
		cmocka_unit_test(test_sentences_are_filled),
		cmocka_unit_test(test_words_are_not_filled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
