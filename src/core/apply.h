/* Rows get a name when they are made, and keep it. */
#ifndef CORE_APPLY_H
#define CORE_APPLY_H

#include <withus/write.h>

/* A fresh row name: 4 random digits, a letter first. */
void apply_row_name(char out[ROW_NAME_SIZE]);

#endif
