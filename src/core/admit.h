/*
 * Admission: model judges the form, vault the signature, this joins the two.
 * It looks at one file's path and bytes and at nothing else, and never
 * changes in any release.
 */
#ifndef CORE_ADMIT_H
#define CORE_ADMIT_H

#include "repo/repo.h"

#include <withus/record.h>

struct admitted {
	struct record *record;
	struct vid vid;
	unsigned char key[32]; /* inside the signature */
};

/*
 * Admits a version, or says why not: ERR_FORM_*, ERR_TEXT_* with the place.
 * `path` NULL: the bytes alone, from anywhere. `project` NULL: whichever it
 * names (the project's own record names itself).
 */
int admit_file(struct admitted *out, const struct id *project, const char *path,
    const char *bytes, size_t len);

/* The same for a file as a history gave it; one that is none is refused too:
 * -ERR_HISTORY_LACKS where its bytes are gone. */
int admit_found(struct admitted *out, const struct id *project,
    const struct repo_file *file);

void admitted_clear(struct admitted *admitted);

/* The project that a record belongs to: its own id for a project. */
const struct id *admitted_project(const struct record *record);

#endif
