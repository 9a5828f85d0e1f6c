/* What a command shows, for the pages. */
#ifndef CLI_READING_H
#define CLI_READING_H

#include "cli/command.h"
#include "page/reading.h"

/* The journal and the project of a command, as long as they are open. */
struct page_reading reading_of(const struct run *run);

#endif
