#include "support/tree.h"

#include "base/map.h"
#include "base/mem.h"
#include "core/admit.h"
#include "core/inside.h"
#include "model/lineage.h"
#include "model/render.h"
#include "repo/repo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* All versions reachable from one commit, by record. */
struct reached {
	struct lineage **lineages;
	size_t count;
	size_t cap;
	struct map *by_id;
	struct map *vids;
	size_t versions;
};

static int
add_file(void *data, const struct repo_file *file)
{
	struct reached *reached = data;
	struct admitted admitted;
	struct lineage *lineage;

	assert_int_equal(admit_file(&admitted, NULL, file->path, file->bytes,
			     file->len),
	    0);
	if (map_put(reached->vids, admitted.vid.bytes,
		sizeof(admitted.vid.bytes), reached) == NULL)
		reached->versions++;
	lineage = map_get(reached->by_id, admitted.record->id.bytes,
	    sizeof(admitted.record->id.bytes));
	if (lineage == NULL) {
		lineage = mem_new(sizeof(*lineage));
		lineage->id = admitted.record->id;
		(void)map_put(reached->by_id, lineage->id.bytes,
		    sizeof(lineage->id.bytes), lineage);
		reached->lineages = mem_grow(reached->lineages, &reached->cap,
		    reached->count + 1, sizeof(struct lineage *));
		reached->lineages[reached->count++] = lineage;
	}
	lineage_add(lineage, &admitted.vid, admitted.record, admitted.key);
	return 0;
}

static void
reach(struct repo *repo, const struct point *at, struct reached *out)
{
	*out = (struct reached){ .by_id = map_new(), .vids = map_new() };
	assert_int_equal(repo_walk(repo, &(struct repo_range){ .to = at },
			     RECORD_BYTES_MAX, add_file, out),
	    0);
	for (size_t i = 0; i < out->count; i++)
		lineage_link(out->lineages[i]);
}

static void
clear_reached(struct reached *reached)
{
	for (size_t i = 0; i < reached->count; i++) {
		lineage_clear(reached->lineages[i]);
		free(reached->lineages[i]);
	}
	free(reached->lineages);
	map_free(reached->by_id);
	map_free(reached->vids);
}

struct expecting {
	struct map *by_path; /* path to the vid that must lie there */
	size_t found;
};

static int
compare_file(void *data, const struct repo_file *file)
{
	struct expecting *expecting = data;
	struct admitted admitted;
	const struct vid *vid =
	    map_get(expecting->by_path, file->path, strlen(file->path));

	assert_non_null(vid);
	assert_int_equal(admit_file(&admitted, NULL, file->path, file->bytes,
			     file->len),
	    0);
	assert_true(vid_equal(vid, &admitted.vid));
	admitted_clear(&admitted);
	expecting->found++;
	return 0;
}

static void
assert_commit(struct repo *repo, const struct point *at)
{
	struct expecting expecting = { .by_path = map_new() };
	struct reached reached;
	size_t total = 0;

	reach(repo, at, &reached);
	for (size_t i = 0; i < reached.count; i++) {
		struct render_file *files = NULL;
		size_t count =
		    render_lineage(reached.lineages[i], NULL, &files);

		for (size_t f = 0; f < count; f++)
			(void)map_put(expecting.by_path, files[f].path,
			    strlen(files[f].path),
			    &reached.lineages[i]
				 ->versions[files[f].version]
				 .vid);
		total += count;
		render_free(files, count);
	}
	assert_int_equal(repo_list(repo, at, RECORD_BYTES_MAX, compare_file,
			     &expecting),
	    0);
	assert_int_equal(expecting.found, total);
	map_free(expecting.by_path);
	clear_reached(&reached);
}

struct commits {
	struct point *points;
	size_t count;
	size_t cap;
};

static void
collect(struct repo *repo, const struct point *at, struct commits *commits)
{
	struct repo_said said = { 0 };

	for (size_t i = 0; i < commits->count; i++)
		if (point_equal(&commits->points[i], at))
			return;
	commits->points = mem_grow(commits->points, &commits->cap,
	    commits->count + 1, sizeof(*commits->points));
	commits->points[commits->count++] = *at;
	assert_int_equal(repo_read_commit(repo, at, &said), 0);
	for (size_t i = 0; i < said.parent_count; i++)
		collect(repo, &said.parents[i], commits);
	repo_said_clear(&said);
}

static struct repo *
open_repo(struct home *home, struct point *at)
{
	struct repo *repo = NULL;
	char *path = home_path_repo(home->path, &home->writer.project);

	assert_int_equal(repo_head(at, path), 0);
	assert_int_equal(repo_open(&repo, path), 0);
	free(path);
	return repo;
}

size_t
tree_assert_law(struct home *home)
{
	struct commits commits = { 0 };
	struct point at;
	struct repo *repo = open_repo(home, &at);
	size_t count;

	collect(repo, &at, &commits);
	for (size_t i = 0; i < commits.count; i++)
		assert_commit(repo, &commits.points[i]);
	count = commits.count;
	free(commits.points);
	repo_close(repo);
	return count;
}

size_t
tree_count_versions(struct home *home)
{
	struct reached reached;
	struct point at;
	struct repo *repo = open_repo(home, &at);
	size_t count;

	reach(repo, &at, &reached);
	count = reached.versions;
	clear_reached(&reached);
	repo_close(repo);
	return count;
}

void
tree_assert_well(struct home *home)
{
	home_assert_well(home);
	(void)tree_assert_law(home);
}
