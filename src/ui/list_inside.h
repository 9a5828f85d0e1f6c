/* What the files of the list share. */
#ifndef UI_LIST_INSIDE_H
#define UI_LIST_INSIDE_H

#include "ui/list.h"

/* Reads a row; false where there is none. */
bool list_get_row(struct list *list, size_t number, struct list_row *row);

/* Goes to the next place found, or the one before, and says which. */
void list_find_again(struct list *list, struct room *room, bool forward);

/* Asks for words to be found. */
void list_ask_words(struct list *list, struct room *room);

/* Rows have changed: what was found must be found again. */
void list_forget_found(struct list *list);

#endif
