/* The sentences for faults, one for each row of err.def. */
#ifndef SAY_SENTENCE_H
#define SAY_SENTENCE_H

#include <withus/err.h>

/* The message for a code, marked for translation, with places {1} to {4}.
 * Static; never NULL. */
const char *sentence_of_fault(enum err_code code);

#endif
