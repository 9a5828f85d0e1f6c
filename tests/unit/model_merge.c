/*
 * The pinned folders of tests/vectors/merge: heads, standing, tree and view
 * are what stands beside them, whatever the order that files come in.
 */
#include "support/merge.h"

#include "base/file.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define FOLDER "tests/vectors/merge"

/* Fewer than these means that folders went missing. */
#define LEAST 36

struct seen {
	size_t cases;
};

static char *
read_wanted(const char *place)
{
	char *folder = file_join(FOLDER, place);
	char *path = file_join(folder, "case.json");
	struct str text = { 0 };

	assert_int_equal(file_read(&text, path, 1 << 20), 0);
	free(path);
	free(folder);
	return str_take(&text);
}

static int
check_place(void *data, const char *place)
{
	struct seen *seen = data;
	struct merge_case merge;
	struct str found = { 0 };
	char *wanted;

	if (strcmp(place, "team") == 0 || strcmp(place, "README.md") == 0)
		return 0;
	wanted = read_wanted(place);
	assert_int_equal(merge_read(&merge, FOLDER, place), 0);
	merge_print(&found, &merge);
	if (strcmp(str_text(&found), wanted) != 0)
		print_message("# %s\n", place);
	assert_string_equal(str_text(&found), wanted);
	merge_clear(&merge);
	str_clear(&found);
	free(wanted);
	seen->cases++;
	return 0;
}

static void
test_cases(void **state)
{
	struct seen seen = { 0 };

	(void)state;
	assert_int_equal(file_each(FOLDER, check_place, &seen), 0);
	assert_true(seen.cases >= LEAST);
}

/* A file that is none, and a folder that is not there. */
static void
test_faults(void **state)
{
	struct merge_case merge;

	(void)state;
	assert_true(merge_read(&merge, FOLDER, "nowhere") < 0);
	merge_clear(&merge);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_faults),
	};
	return cmocka_run_group_tests_name("model_merge", tests, NULL, NULL);
}
