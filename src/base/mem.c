#include "base/mem.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The status of a command that could not do what was asked. */
#define STATUS_EXHAUSTED 1
/* No object is larger: the distance between its ends has to fit. */
#define MOST_BYTES ((size_t)PTRDIFF_MAX)

static void (*on_exhaustion)(void);

/* Streams are not flushed: that could want memory. */
static _Noreturn void
end_exhausted(void)
{
	if (on_exhaustion != NULL)
		on_exhaustion();
	_Exit(STATUS_EXHAUSTED);
}

void
mem_on_exhaustion(void (*handler)(void))
{
	on_exhaustion = handler;
}

void *
mem_new(size_t size)
{
	return mem_new_array(1, size);
}

void *
mem_new_array(size_t count, size_t size)
{
	if (count == 0 || size == 0)
		count = size = 1;
	if (count > MOST_BYTES / size)
		end_exhausted();
	void *items = calloc(count, size);
	if (items == NULL)
		end_exhausted();
	return items;
}

void *
mem_grow(void *items, size_t *cap, size_t need, size_t size)
{
	assert(size > 0);
	if (items != NULL && need <= *cap)
		return items;
	size_t most = MOST_BYTES / size;
	size_t old = items != NULL ? *cap : 0;
	size_t wanted = old + old / 2;
	if (wanted < need)
		wanted = need;
	if (wanted < 8)
		wanted = 8;
	if (wanted > most)
		end_exhausted();
	char *grown = realloc(items, wanted * size);
	if (grown == NULL)
		end_exhausted();
	memset(grown + old * size, 0, (wanted - old) * size);
	*cap = wanted;
	return grown;
}

char *
mem_dup(const void *bytes, size_t len)
{
	if (len >= MOST_BYTES)
		end_exhausted();
	char *copy = mem_new(len + 1);
	if (len > 0)
		memcpy(copy, bytes, len);
	return copy;
}

char *
mem_dup_text(const char *text)
{
	return text != NULL ? mem_dup(text, strlen(text)) : NULL;
}
