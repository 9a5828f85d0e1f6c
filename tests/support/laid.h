/* A paper as it is laid out, for tests to compare. */
#ifndef SUPPORT_LAID_H
#define SUPPORT_LAID_H

#include "page/paper.h"

/* Its lines for so many cells, each ended by LF; clears the paper. To be
 * freed. */
char *laid_text(struct paper *paper, size_t cells);

/* The same with a letter for the style of each byte: '.' none, T title, Q
 * quiet, A added, R removed, F found, N notice; small where it goes on from
 * the line above. Without '.' at the end of a line. */
char *laid_styles(struct paper *paper, size_t cells);

#endif
