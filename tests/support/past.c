#include "support/past.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int
past_set_up(void **state)
{
	struct past *past = calloc(1, sizeof *past);

	place_make(&past->place);
	assert_int_equal(repo_create(past->place.repo), 0);
	assert_int_equal(repo_open(&past->repo, past->place.repo), 0);
	*state = past;
	return 0;
}

int
past_tear_down(void **state)
{
	struct past *past = *state;

	repo_close(past->repo);
	place_clear(&past->place);
	free(past);
	return 0;
}

struct repo_change
past_put(const char *path, const char *words)
{
	return (struct repo_change){
		.path = path,
		.bytes = words,
		.len = words != NULL ? strlen(words) : 0,
	};
}

int
past_try(struct past *past, struct point *out, const struct point *parent,
    const struct repo_change *changes, size_t count)
{
	struct repo_commit commit = {
		.parents = parent,
		.parent_count = parent != NULL ? 1 : 0,
		.base = parent,
		.changes = changes,
		.change_count = count,
		.name = "a",
		.email = "a@b",
		.time = 1000000000,
		.message = "words\n",
	};

	return repo_write_commit(past->repo, out, &commit);
}

struct point
past_commit(struct past *past, const struct point *parent,
    const struct repo_change *changes, size_t count)
{
	struct point made;

	assert_int_equal(past_try(past, &made, parent, changes, count), 0);
	return made;
}

void
past_publish(struct past *past, const struct point *from,
    const struct point *to)
{
	assert_int_equal(repo_move_head(past->repo, from, to), 0);
	place_run(&past->place,
	    "git fsck --strict --no-dangling 2>said && test ! -s said");
}
