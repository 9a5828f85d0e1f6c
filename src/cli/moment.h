/* Versions in words: who did what to something, and when. */
#ifndef CLI_MOMENT_H
#define CLI_MOMENT_H

#include "base/str.h"

#include <withus/history.h>

/* Whole sentences for what a version did; in the history of a project
 * (`with_title`) also to what. */
void moment_describe(struct str *out, const struct moment *moment,
    bool with_title);

#endif
