#include "support/walker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int
walker_set_up(void **state)
{
	struct walker *walker = calloc(1, sizeof *walker);
	void *past = NULL;

	past_set_up(&past);
	walker->past = *(struct past *)past;
	free(past);
	*state = walker;
	return 0;
}

int
walker_tear_down(void **state)
{
	struct walker *walker = *state;

	repo_close(walker->past.repo);
	place_clear(&walker->past.place);
	str_clear(&walker->told);
	free(walker);
	return 0;
}

int
walker_take(void *data, const struct repo_file *file)
{
	struct walker *walker = data;

	str_add_format(&walker->told, "%zu %s", file->commit_number,
	    file->path);
	if (file->why != NULL) {
		assert_null(file->bytes);
		str_add_format(&walker->told, "!%s", file->why);
	} else {
		assert_non_null(file->bytes);
		str_add(&walker->told, "=");
		str_add_bytes(&walker->told, file->bytes, file->len);
	}
	str_add(&walker->told, "\n");
	return ++walker->count == walker->stop_after ? 42 : 0;
}

struct point
walker_point(const char *hex)
{
	struct point point;

	assert_true(point_parse(&point, hex, strlen(hex)));
	return point;
}

char *
walker_make(struct walker *walker, const char *files, int64_t time,
    const char *const *parents)
{
	struct repo_change changes[16];
	struct point points[8];
	struct repo_commit commit = {
		.parents = points,
		.changes = changes,
		.name = "a",
		.email = "a@b",
		.time = time,
		.message = "m\n",
	};
	char *copy = strdup(files);
	char *rest = copy;
	char *file;

	while ((file = strtok_r(rest, " ", &rest)) != NULL) {
		char *bytes = strchr(file, '=');
		*bytes++ = '\0';
		changes[commit.change_count++] = (struct repo_change){
			.path = file,
			.bytes = bytes,
			.len = strlen(bytes),
		};
	}
	for (; parents[commit.parent_count] != NULL; commit.parent_count++)
		points[commit.parent_count] =
		    walker_point(parents[commit.parent_count]);
	struct point made;
	assert_int_equal(repo_write_commit(walker->past.repo, &made, &commit),
	    0);
	free(copy);
	char *hex = malloc(POINT_TEXT_SIZE);
	point_print(hex, &made);
	return hex;
}

const char *
walker_walk(struct walker *walker, const char *to, const char *const *from)
{
	struct point points[8];
	struct point end = walker_point(to);
	struct repo_range range = { .to = &end, .from = points };

	for (; from[range.from_count] != NULL; range.from_count++)
		points[range.from_count] = walker_point(from[range.from_count]);
	str_clear(&walker->told);
	walker->count = 0;
	assert_int_equal(repo_walk(walker->past.repo, &range, WALKER_LIMIT,
			     walker_take, walker),
	    0);
	return str_text(&walker->told);
}

const char *
walker_list(struct walker *walker, const char *at)
{
	struct point point = walker_point(at);

	str_clear(&walker->told);
	walker->count = 0;
	assert_int_equal(repo_list(walker->past.repo, &point, WALKER_LIMIT,
			     walker_take, walker),
	    0);
	return str_text(&walker->told);
}
