/* Filling the places of a sentence from a list. */
#ifndef SAY_FILL_H
#define SAY_FILL_H

#include <stddef.h>

/* Fills "{1}" to "{9}" with cleaned arguments; a place without an argument
 * becomes empty, any other brace stays. To be freed. */
char *fill_sentence(const char *sentence, const char *const *args,
    size_t count);

#endif
