/*
 * Records that point to another one, with what is shown of each; and to which
 * of its words they were said. Found by the link table, never by walking.
 */
#ifndef CORE_RELATED_H
#define CORE_RELATED_H

#include "core/item.h"
#include "model/counting.h"
#include "store/derived.h"

/* Some ids. Zeroed is empty; `ids` is to be freed. */
struct related_ids {
	struct id *ids;
	size_t count;
	size_t cap;
};
/* For store_each_record: `data` are struct related_ids. */
int related_note_row(void *data, const struct record_row *row);

/* Which records point to which. */
struct related_asked {
	struct id target;
	const char *kind;  /* of those that point */
	const char *field; /* by which */
};

/* Their ids by (day, id), oldest first. */
int related_find(struct store *store, const struct related_asked *asked,
    struct related_ids *out);

/* One that points, with all of its versions, judged. */
struct related {
	struct id id;
	char day[11];
	struct lineage lineage;
	struct view *view;
	struct id by; /* of kinds that one alone writes */
};

struct relatives {
	struct related *items;
	size_t count;
};

/* Those of which something has standing, oldest first. The caller clears
 * `*out`, also after an error. */
int related_load(const struct item_context *context,
    const struct related_asked *asked, struct relatives *out);
void related_clear(struct relatives *relatives);

/* -ERR_CODE_KIND where a lineage is of another kind. */
int related_demand_kind(const struct item_context *context,
    const struct lineage *lineage, const char *kind);

/* Order of people by name, capitals and marks aside; then by id. */
int related_compare_people(const struct person *a, const struct person *b);
void related_sort_people(struct person *people, size_t count);

/* Words that something was said to. Zeroed but for the lineage, the texts are
 * made when first asked for; related_words_clear frees what is inside. */
struct related_words {
	const struct lineage *lineage; /* judged */
	char *now;                     /* its counting words */
	struct {
		struct vid *of;
		size_t count;
		enum counting_words words;
	} * known;
	size_t count;
	size_t cap;
};

/* Whether the words that a version names in `of` are those of now. */
enum counting_words related_compare(struct related_words *words,
    const struct record *version);
void related_words_clear(struct related_words *words);

#endif
