/* The first words of something longer. */
#ifndef CLI_EXCERPT_H
#define CLI_EXCERPT_H

#include <withus/record.h>

#include <stddef.h>

/* The first paragraph of a body as one line of at most `cells` cells,
 * cleaned; questions that stood beside the words in an editor are not counted
 * among them. To be freed. */
char *excerpt_make(const struct record *words, size_t cells);

#endif
