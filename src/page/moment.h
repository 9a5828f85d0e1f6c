/* Versions in words: who did what to something, and when. */
#ifndef PAGE_MOMENT_H
#define PAGE_MOMENT_H

#include "base/str.h"
#include "page/paper.h"
#include "page/reading.h"

#include <withus/history.h>

/* Whole sentences for what a version did; in the history of a project
 * (`with_title`) also to what. */
void moment_describe(struct str *out, const struct moment *moment,
    bool with_title);

/* An earlier version: what it did, and its words. */
void page_moment_version(struct paper *paper,
    const struct page_reading *reading, const struct moment *moment,
    const struct record *words);

#endif
