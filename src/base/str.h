/*
 * A growing string. Zeroed it is empty and valid. `data` is NULL or ends in
 * a NUL that `len` does not count; bytes in between may be NUL.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stddef.h>

struct str {
	char *data;
	size_t len;
	size_t cap;
};

/* The text; "" where nothing was added. Borrowed until the next change. */
const char *str_text(const struct str *str);

void str_add(struct str *str, const char *text);
void str_add_bytes(struct str *str, const void *bytes, size_t len);
void str_add_char(struct str *str, char c);
void str_add_repeat(struct str *str, char c, size_t count);
void str_add_format(struct str *str, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Cuts to `len` bytes, which must not be more than there are. */
void str_cut(struct str *str, size_t len);

/* Hands the text to the caller, who frees it, and leaves `str` empty. Never
 * NULL. */
char *str_take(struct str *str);

/* Frees what it holds; the struct is empty and valid again. */
void str_clear(struct str *str);

/* The same after overwriting the bytes: for words nobody else may read. */
void str_wipe(struct str *str);

#endif
