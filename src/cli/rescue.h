/*
 * A second place for words that the journal could not keep, because the disk
 * is full or cannot be written: a file that only their writer can read; where
 * none can be written, the terminal.
 */
#ifndef CLI_RESCUE_H
#define CLI_RESCUE_H

#include "cli/command.h"

/* Notes words that a run could not keep; they are brought to safety when the
 * fault has been told. */
void rescue_note(struct run *run, const char *text, size_t len);

/* What is to be done after a run that failed: words that were noted, that
 * came with -m, or that nobody has read from a pipe yet. Frees them. */
void rescue_end(struct run *run, int result);

/* What was piped in, read once: NULL in `run` before. */
int rescue_read_input(struct run *run);

#endif
