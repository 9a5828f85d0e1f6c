/*
 * The merged view's inner parts: how one field and how the bodies of some
 * heads are put together. Nothing here knows of versions but as indexes that
 * are handed through.
 *
 * What follows is one rule, the choice, used for scalars, cells, orders of
 * rows and gaps between paragraphs alike: of what the heads have, that which
 * differs from the base. One such thing is taken; several clash. Where the
 * bases do not agree there is no base, and everything differs from it, also
 * having nothing.
 */
#ifndef MODEL_VIEW_PARTS_H
#define MODEL_VIEW_PARTS_H

#include "model/view.h"

/* Over these, whole bodies stand side by side. */
#define VIEW_PARAGRAPHS_MAX ((size_t)2000)
#define VIEW_HEADS_MAX ((size_t)8)

/* A field as each head and each base has it. NULL: not there. */
struct view_field {
	const char *key;
	const struct value **values; /* of the heads */
	const size_t *heads;         /* their indexes, in order of vid */
	size_t head_count;
	const struct value **bases;
	size_t base_count;
};

/* What a choice is made from. */
struct view_choice {
	const struct value **values; /* of the heads; NULL: nothing */
	const size_t *heads;
	size_t count;
	bool has_base;
	const struct value *base; /* NULL: nothing */
};

/* The variants that differ from the base, sorted, absent last; the caller
 * frees them with view_variants_free. Returns how many. */
size_t view_choose(struct view_variant **out, const struct view_choice *choice);
void view_variants_free(struct view_variant *variants, size_t count);

/* Puts a clash into a view, which takes over the variants. Row NULL: the
 * field, or the body where the key is NULL too. Returns it; borrowed until
 * the next one. */
struct view_clash *view_add_clash(struct view *view, const char *key,
    const char *row, struct view_variant *variants, size_t count);

/* Order of values: by shape, then text by text in byte order. */
int view_compare_values(const struct value *a, const struct value *b);

/* Puts the merged value of a field into the view's record. */
void view_merge_field(struct view *view, const struct view_field *field);

/* The same for rows, where more than one head has changed them. */
void view_merge_rows(struct view *view, const struct view_field *field);

/* A body as each head and each base has it. */
struct view_bodies {
	const struct record **records; /* of the heads */
	const size_t *heads;
	size_t head_count;
	const struct record **bases;
	size_t base_count;
};
void view_merge_body(struct view *view, const struct view_bodies *bodies);

/*
 * Names that only grow by others' hands: the value that counts of every
 * version of a lineage for such a field (`counted[i]`, owned; shape SET with
 * `count` 0: nothing there). NULL where the kind has no such field; else the
 * caller frees it with view_names_free. `*key` is the field.
 */
struct value *view_count_names(const struct lineage *lineage, const char **key);
void view_names_free(struct value *counted, size_t count);

/* Those of one version; NULL: none. Borrowed. */
const struct value *view_names_get(const struct value *counted, size_t index);

#endif
