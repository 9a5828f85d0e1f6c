#include "model/render.h"

#include "base/mem.h"
#include "base/str.h"
#include "model/form.h"

#include <stdint.h>
#include <stdlib.h>

static void
put_file(struct render_file *file, const struct lineage *lineage, size_t k,
    size_t version)
{
	struct str path = { 0 };

	form_path(&path, lineage->versions[0].record->kind, &lineage->id, k);
	file->path = str_take(&path);
	file->version = version;
}

size_t
render_lineage(const struct lineage *lineage, const bool *is_in,
    struct render_file **out)
{
	size_t *heads = mem_new_array(lineage->count, sizeof *heads);
	size_t count = lineage_heads_among(lineage, is_in, heads);
	struct render_file *files = mem_new_array(count, sizeof *files);

#if MUTANT == 22
	/* Heads in the order in which this machine's memory has them. */
	for (size_t h = 1; h < count; h++)
		for (size_t g = h; g > 0 &&
		     (uintptr_t)lineage->versions[heads[g]].record <
			 (uintptr_t)lineage->versions[heads[g - 1]].record;
		     g--) {
			size_t moved = heads[g];

			heads[g] = heads[g - 1];
			heads[g - 1] = moved;
		}
#endif
	for (size_t h = 0; h < count; h++)
		put_file(&files[h], lineage, h + 1, heads[h]);
	free(heads);
	*out = files;
	return count;
}

size_t
render_changes(const struct lineage *lineage, const bool *before,
    const bool *after, struct render_file **out)
{
	size_t *old = mem_new_array(lineage->count, sizeof *old);
	size_t *new = mem_new_array(lineage->count, sizeof *new);
	size_t old_count = lineage_heads_among(lineage, before, old);
	size_t new_count = lineage_heads_among(lineage, after, new);
	struct render_file *files =
	    mem_new_array(old_count + new_count, sizeof *files);
	size_t count = 0;

	for (size_t h = 0; h < new_count; h++)
		if (h >= old_count || old[h] != new[h])
			put_file(&files[count++], lineage, h + 1, new[h]);
	for (size_t h = new_count; h < old_count; h++)
		put_file(&files[count++], lineage, h + 1, SIZE_MAX);
	free(old);
	free(new);
	*out = files;
	return count;
}

void
render_free(struct render_file *files, size_t count)
{
	for (size_t f = 0; f < count; f++)
		free(files[f].path);
	free(files);
}
