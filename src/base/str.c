#include "base/str.h"

#include "base/mem.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM_MIN 32

/*
 * Room for `more` bytes and a NUL. Grows by a new block and not by realloc:
 * the block left behind is overwritten, or str_wipe would promise what it
 * cannot keep.
 */
static void
make_room(struct str *str, size_t more)
{
	if (str->data != NULL && more < str->cap - str->len)
		return;
	/* Past half of memory: mem_new then ends the process. */
	size_t need = more < SIZE_MAX / 2 && str->len < SIZE_MAX / 4 ?
	    str->len + more + 1 :
	    SIZE_MAX;
	size_t cap = str->cap + str->cap / 2;
	if (cap < need)
		cap = need;
	if (cap < ROOM_MIN)
		cap = ROOM_MIN;
	char *grown = mem_new(cap);
	if (str->data != NULL) {
		memcpy(grown, str->data, str->len);
		explicit_bzero(str->data, str->len);
		free(str->data);
	}
	str->data = grown;
	str->cap = cap;
}

const char *
str_text(const struct str *str)
{
	return str->data != NULL ? str->data : "";
}

void
str_add(struct str *str, const char *text)
{
	str_add_bytes(str, text, strlen(text));
}

void
str_add_bytes(struct str *str, const void *bytes, size_t len)
{
	make_room(str, len);
	if (len > 0)
		memcpy(str->data + str->len, bytes, len);
	str->len += len;
	str->data[str->len] = '\0';
}

void
str_add_char(struct str *str, char c)
{
	str_add_bytes(str, &c, 1);
}

void
str_add_repeat(struct str *str, char c, size_t count)
{
	make_room(str, count);
	memset(str->data + str->len, c, count);
	str->len += count;
	str->data[str->len] = '\0';
}

void
str_add_format(struct str *str, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	va_list again;
	va_copy(again, args);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(len >= 0);
	make_room(str, (size_t)len);
	(void)vsnprintf(str->data + str->len, str->cap - str->len, format,
	    again);
	va_end(again);
	str->len += (size_t)len;
}

void
str_cut(struct str *str, size_t len)
{
	assert(len <= str->len);
	if (str->data == NULL)
		return;
	str->len = len;
	str->data[len] = '\0';
}

char *
str_take(struct str *str)
{
	make_room(str, 0);
	char *text = str->data;
	*str = (struct str){ 0 };
	return text;
}

void
str_clear(struct str *str)
{
	free(str->data);
	*str = (struct str){ 0 };
}

void
str_wipe(struct str *str)
{
	if (str->data != NULL)
		explicit_bzero(str->data, str->cap);
	str_clear(str);
}
