/* How long git may look at a repository, and by what that is measured. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "repo/inside.h"
#include "support/place.h"

#include <withus/err.h>

static int
set_up(void **state)
{
	struct place *place = calloc(1, sizeof *place);

	place_make(place);
	assert_int_equal(repo_create(place->repo), 0);
	*state = place;
	return 0;
}

static int
tear_down(void **state)
{
	place_clear(*state);
	free(*state);
	return 0;
}

/* Its time grows with what there is to look at, and is told. */
static void
note_most(void *data, size_t seconds, size_t most)
{
	assert_true(seconds > 0);
	*(size_t *)data = most;
}

static void
test_a_git_that_never_answers_is_slow(void **state)
{
	const struct place *place = *state;
	char *path = strdup(getenv("PATH"));
	struct str both = { .len = 0 };
	size_t most = 0;

	place_run(place,
	    "printf '#!/bin/sh\nexec sleep 1000\n' >git && chmod +x git");
	str_add_format(&both, "%s:%s", place->dir, path);
	setenv("PATH", str_text(&both), 1);
	setenv("WITHUS_TEST_HASTE", "1000", 1);
	int err = repo_fsck_told(place->repo, note_most, &most);
	unsetenv("WITHUS_TEST_HASTE");
	setenv("PATH", path, 1);
	place_run(place, "rm git");
	assert_int_equal(err, -ERR_HISTORY_SLOW);
	assert_int_equal(most, 30 + repo_count_objects(place->repo) / 1000);
	str_clear(&both);
	free(path);
}

/* As git counts them, loose and in packs; a lie in an index has limits. */
static void
test_objects_are_counted(void **state)
{
	const struct place *place = *state;
	size_t before = repo_count_objects(place->repo);

	place_run(place,
	    "i=0; while [ $i -lt 30 ]; do echo $i | git --git-dir=$R "
	    "hash-object -w --stdin; i=$((i + 1)); done | git "
	    "--git-dir=$R pack-objects -q $R/objects/pack/pack "
	    ">name");
	assert_int_equal(repo_count_objects(place->repo), before + 60);
	place_run(place,
	    "chmod u+w $R/objects/pack/*.idx && printf "
	    "'\377\377\377\377' | dd of=$(ls $R/objects/pack/*.idx) "
	    "bs=1 seek=1028 conv=notrunc 2>/dev/null");
	assert_in_range(repo_count_objects(place->repo), before + 60,
	    before + 62);
	assert_int_equal(repo_count_objects("/nowhere"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_git_that_never_answers_is_slow),
		TEST(test_objects_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
