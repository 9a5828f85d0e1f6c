#include "support/plain.h"

#include <stdlib.h>
#include <string.h>

const struct record *
plain_record(const struct plain *plain, size_t index)
{
	return plain->lineage.versions[index].record;
}

static bool
is_typed(const struct plain *plain, size_t index)
{
	return !id_is_none(&plain_record(plain, index)->typed_by);
}

bool
plain_is_good(const struct plain *plain, size_t index)
{
	return plain->lineage.versions[index].standing == STANDING_GOOD;
}

/* Whether one version follows another, as far as that counts. */
static bool
does_follow(const struct plain *plain, size_t child, size_t parent)
{
	const struct record *record = plain_record(plain, child);

	if (plain->lineage.versions[child].is_typed_away &&
	    !is_typed(plain, parent))
		return false;
	for (size_t f = 0; f < record->follow_count; f++)
		if (vid_equal(&record->follows[f],
			&plain->lineage.versions[parent].vid))
			return true;
	return false;
}

static void
close_reaches(struct plain *plain)
{
	size_t count = plain->lineage.count;

	for (size_t a = 0; a < count; a++)
		for (size_t b = 0; b < count; b++)
			plain->reaches[a][b] =
			    a == b || does_follow(plain, a, b);
	for (size_t via = 0; via < count; via++)
		for (size_t a = 0; a < count; a++)
			for (size_t b = 0; b < count; b++)
				if (plain->reaches[a][via] &&
				    plain->reaches[via][b])
					plain->reaches[a][b] = true;
}

/* The view heads, by the words of the rule. */
size_t
plain_heads(const struct plain *plain, size_t *heads)
{
	size_t count = 0, kept = 0;
	bool has_own = false;

	for (size_t v = 0; v < plain->lineage.count; v++) {
		bool is_head = plain_is_good(plain, v);

		for (size_t c = 0; c < plain->lineage.count; c++)
			if (plain_is_good(plain, c) && does_follow(plain, c, v))
				is_head = false;
		if (is_head)
			heads[count++] = v;
	}
	for (size_t h = 0; h < count; h++)
		has_own |= !is_typed(plain, heads[h]);
	for (size_t h = 0; h < count; h++)
		if (!has_own ||
		    !plain->lineage.versions[heads[h]].is_typed_away)
			heads[kept++] = heads[h];
	return kept;
}

static bool
is_common(const struct plain *plain, size_t version)
{
	for (size_t h = 0; h < plain->lineage.count; h++)
		if (plain->is_live[h] && !plain->reaches[h][version])
			return false;
	return true;
}

static void
find_bases(struct plain *plain)
{
	for (size_t v = 0; v < plain->lineage.count; v++) {
		plain->is_base[v] = plain->live > 1 && is_common(plain, v);
		for (size_t o = 0; o < plain->lineage.count; o++)
			if (o != v && plain->reaches[o][v] &&
			    is_common(plain, o))
				plain->is_base[v] = false;
		plain->bases += plain->is_base[v];
	}
}

void
plain_make(struct plain *plain, struct words *words)
{
	memset(plain, 0, sizeof *plain);
	words_build(words, &plain->lineage);
	plain->view = view_make(&plain->lineage);
	close_reaches(plain);
	for (size_t h = 0; plain->view && h < plain->view->head_count; h++) {
		size_t head = plain->view->heads[h];

		plain->is_live[head] =
		    !record_is_withdrawn(plain_record(plain, head));
		plain->live += plain->is_live[head];
	}
	find_bases(plain);
}

void
plain_clear(struct plain *plain)
{
	view_free(plain->view);
	lineage_clear(&plain->lineage);
}

const struct row *
plain_row(const struct value *value, const char *name)
{
	for (size_t i = 0; value && i < value->count; i++)
		if (strcmp(value->rows[i].cells[0], name) == 0)
			return &value->rows[i];
	return NULL;
}

bool
plain_is_in_bases(const struct plain *plain, const char *name, const char *text)
{
	for (size_t v = 0; v < plain->lineage.count; v++) {
		const struct row *row = plain->is_base[v] ?
		    plain_row(record_get(plain_record(plain, v), "rows"),
			name) :
		    NULL;

		if (plain->is_base[v] &&
		    (row == NULL || (text && strcmp(row->cells[1], text) != 0)))
			return false;
	}
	return plain->bases > 0;
}
