/* A new record, from a draft that is wiped in the same transaction. */
#ifndef CORE_WRITE_INSIDE_H
#define CORE_WRITE_INSIDE_H

#include <withus/write.h>

int write_new_draft(struct journal *journal, const struct writer *writer,
    const struct record *words, int64_t draft, struct written *out);

/* Of a kind that there is one of: the id of the record that the writer has
 * already and that shows words, or none. Other kinds: none. `words` have their
 * parent field, or `born`. */
int write_find_once(struct journal *journal, const struct writer *writer,
    const struct record *words, struct id *out);

#endif
