/*
 * The vectors of tests/vectors/merge: a folder of versions of one record,
 * judged by the people of the folder `team` and their keys, and all that is
 * to be made of them, as one JSON text. Its README.md says what it means.
 */
#ifndef SUPPORT_MERGE_H
#define SUPPORT_MERGE_H

#include "base/str.h"
#include "model/lineage.h"
#include "model/view.h"
#include "model/voices.h"

#define MERGE_VERSIONS 64

struct merge_case {
	struct lineage lineage;
	struct voices *voices;
	struct view *view; /* NULL: nothing has standing */
	size_t count;      /* of the folder's files */
	char *names[MERGE_VERSIONS];
	struct vid vids[MERGE_VERSIONS];
};

/* Reads `folder`/team and `folder`/`place`, and works everything out. The
 * record of the first file by name is the one that it is about. 0 or an
 * error; merge_clear in any case. */
int merge_read(struct merge_case *merge, const char *folder, const char *place);
void merge_clear(struct merge_case *merge);

/* Adds what is to be made of it. */
void merge_print(struct str *out, const struct merge_case *merge);

#endif
