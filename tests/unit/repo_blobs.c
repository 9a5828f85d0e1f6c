/* Files that are written before the commits that show them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"
#include "repo/blobs.h"
#include "support/past.h"

#include <withus/err.h>

enum {
	COUNT = 70
};

/* Each has bytes of its own, but for the last, which is the first again; the
 * buffer is written over each time. */
static void
put_all(struct repo_blobs *blobs, struct repo_change changes[COUNT])
{
	char words[16];

	for (size_t i = 0; i < COUNT; i++) {
		struct str path = { .len = 0 };

		str_add_format(&path, "kind/%02zx/%zu.md", i % 5, i);
		changes[i] = (struct repo_change){ .path = str_take(&path) };
		(void)snprintf(words, sizeof words, "%zu\n",
		    i == COUNT - 1 ? 0 : i);
		assert_int_equal(repo_blobs_put(blobs, &changes[i].blob, words,
				     strlen(words)),
		    0);
		memset(words, 'x', sizeof words);
	}
}

static void
free_paths(struct repo_change changes[COUNT])
{
	for (size_t i = 0; i < COUNT; i++)
		free((char *)(uintptr_t)changes[i].path);
}

static void
test_a_commit_shows_what_was_put_before(void **state)
{
	struct past *past = *state;
	struct repo_change changes[COUNT];
	struct repo_blobs *blobs = NULL;
	struct point made;

	assert_int_equal(repo_blobs_new(&blobs, past->repo), 0);
	put_all(blobs, changes);
	assert_memory_equal(&changes[0].blob, &changes[COUNT - 1].blob,
	    sizeof changes[0].blob);
	assert_int_equal(repo_blobs_settle(blobs), 0);
	repo_blobs_free(blobs);
	made = past_commit(past, NULL, changes, COUNT);
	past_publish(past, NULL, &made);
	place_run(&past->place,
	    "for i in $(seq 0 %d); do test $(git show "
	    "journal:kind/$(printf %%02x $((i %% 5)))/$i.md) = $i || exit 1; "
	    "done; test $(git show journal:kind/04/%d.md) = 0",
	    COUNT - 2, COUNT - 1);
	free_paths(changes);
}

/* What is there by now, packed or loose, is not written again. */
static void
test_what_is_there_is_not_put_twice(void **state)
{
	struct past *past = *state;
	struct repo_change change = past_put("a.md", "0\n");
	struct repo_change changes[COUNT];
	struct point blob;

	(void)past_commit(past, NULL, &change, 1);
	for (int i = 0; i < 2; i++) {
		struct repo_blobs *blobs = NULL;

		assert_int_equal(repo_blobs_new(&blobs, past->repo), 0);
		put_all(blobs, changes);
		free_paths(changes);
		assert_int_equal(repo_blobs_settle(blobs), 0);
		assert_int_equal(repo_blobs_put(blobs, &blob, "", 0), 0);
		repo_blobs_free(blobs);
	}
	place_run(&past->place,
	    "test $(ls $R/objects/pack/*.pack | wc -l) = 1 && "
	    "test $(git show-index <$(ls $R/objects/pack/*.idx) | wc -l) = %d",
	    COUNT - 2);
}

static void
test_nothing_is_left_of_what_was_not_settled(void **state)
{
	struct past *past = *state;
	struct repo_change changes[COUNT];
	struct repo_blobs *blobs = NULL;

	assert_int_equal(repo_blobs_new(&blobs, past->repo), 0);
	put_all(blobs, changes);
	free_paths(changes);
	repo_blobs_free(blobs);
	repo_blobs_free(NULL);
	place_run(&past->place, "test -z \"$(find $R/objects -type f)\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_a_commit_shows_what_was_put_before, past_set_up,
		    past_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_what_is_there_is_not_put_twice, past_set_up,
		    past_tear_down),
		cmocka_unit_test_setup_teardown(
		    test_nothing_is_left_of_what_was_not_settled, past_set_up,
		    past_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
