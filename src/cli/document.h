/* A document that the group agrees, for the commands that act on one. */
#ifndef CLI_DOCUMENT_H
#define CLI_DOCUMENT_H

#include "cli/command.h"

#include <withus/rules.h>

/* The one that was named, if it can be acted on: rules_free() it.
 * -ERR_ALREADY_WITHDRAWN, -ERR_KIND_NEWER, -ERR_CODE_*. */
int document_open(struct run *run, const char *typed, struct rules **out);

/* Where somebody stands with it; NULL: neither asked nor said anything. */
const struct rules_person *document_find_person(const struct rules *rules,
    const struct id *id);

/* Whose words a command writes. Borrowed. */
const struct id *document_writer(const struct run *run);

/* After saving, for people: where the document stands now; nothing of what is
 * no document. The last fault stays as it was. */
void document_tell(struct run *run, const struct id *id);

/* The same after its words changed: who agreed before sees with which command
 * what changed. */
void document_tell_change(struct run *run, const struct id *id);

/* Saves new ones, and tells who is asked. */
int document_save(struct run *run, const struct record *words, int64_t draft);

#endif
