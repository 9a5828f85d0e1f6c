/* The sentences for faults, one for each row of err.def. */
#ifndef SAY_SENTENCE_H
#define SAY_SENTENCE_H

#include <withus/err.h>

/* Those on homes, stores and the command line (sentence_places.c); NULL for
 * faults in what people write, which sentence.c has. */
extern const char *const sentence_places[ERR_COUNT];

/* The message for a code, marked for translation, with places {1} to {4}.
 * Static; never NULL. */
const char *sentence_of_fault(enum err_code code);

#endif
