/* Drafts that somebody began and did not mean to leave: stopped, refused, or
 * found after the editor was cut off. */
#ifndef CLI_BEGUN_H
#define CLI_BEGUN_H

#include "cli/command.h"

#include <withus/draft.h>

#include <stddef.h>
#include <stdint.h>

/*
 * Diary entries among them: at a terminal, where the words are still to be
 * written, they are offered, and `*out` is the one that was chosen (to be
 * freed by draft_free), or NULL for a new entry; else a notice names them.
 */
int begun_offer(struct run *run, bool can_choose, struct draft **out);

/* What became of a draft, in words: "stopped"; the name itself where it is
 * unknown. Borrowed. */
const char *begun_why(const char *why);

/* The day a draft was last kept, in words. To be freed. */
char *begun_day(const struct draft *draft);

/* "Draft 3: view on D-7kq4 “Where do we meet?”, yesterday (you stopped)". To
 * be freed. */
char *begun_head(struct run *run, const struct draft *draft);

/* Its first words, or where it has none its title; "" where it has neither.
 * To be freed. */
char *begun_excerpt(const struct draft *draft, size_t cells);

/* The number of a draft as typed. -ERR_DRAFT_NOT_THERE. */
int begun_read_number(const char *typed, int64_t *out);

#endif
