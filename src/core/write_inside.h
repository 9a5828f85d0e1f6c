/* A new record from a draft that is wiped in the same transaction. */
#ifndef CORE_WRITE_INSIDE_H
#define CORE_WRITE_INSIDE_H

#include <withus/write.h>

int write_new_draft(struct journal *journal, const struct writer *writer,
    const struct record *words, int64_t draft, struct written *out);

#endif
