/* Found words as the index gives them, in pieces. */
#ifndef CORE_SEARCH_TEXT_H
#define CORE_SEARCH_TEXT_H

#include <withus/search.h>

/* Parts a text at the signs of store/search.h; zeroed is empty. */
void search_text_read(struct search_text *text, const char *found);
void search_text_clear(struct search_text *text);

#endif
