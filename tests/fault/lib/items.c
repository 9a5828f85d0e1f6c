#define _GNU_SOURCE 1
#include "items.h"

#include <string.h>

static bool
holds(const char *begin, const char *end, const char *word)
{
	return memmem(begin, (size_t)(end - begin), word, strlen(word));
}

/* Behind the quote that ends a string; `at` is behind the one that began it. */
static const char *
skip_string(const char *at)
{
	while (*at && *at != '"')
		at += at[0] == '\\' && at[1] ? 2 : 1;
	return *at ? at + 1 : at;
}

/* Behind the bracket that closes the one at `at`. */
static const char *
skip_nested(const char *at)
{
	int depth = 0;
	while (*at) {
		char c = *at++;
		if (c == '"')
			at = skip_string(at);
		else if (c == '{' || c == '[')
			depth++;
		else if ((c == '}' || c == ']') && --depth == 0)
			break;
	}
	return at;
}

size_t
items_count_word(const char *json, const char *word)
{
	if (!json)
		return 0;
	const char *at = strstr(json, "\"items\"");
	if (!at)
		return strstr(json, word) ? 1 : 0;
	at = strchr(at, '[');
	if (!at)
		return 0;
	size_t count = 0;
	for (at++; *at && *at != ']';) {
		if (*at != '{') {
			at++;
			continue;
		}
		const char *end = skip_nested(at);
		if (holds(at, end, word))
			count++;
		at = end;
	}
	return count;
}

bool
items_find_code(char out[ITEMS_CODE_SIZE], const char *json)
{
	const char *at = json ? strstr(json, "\"code\"") : NULL;
	if (!at)
		return false;
	at += strlen("\"code\"");
	at += strspn(at, " \t\r\n:");
	size_t len = *at == '"' ? strcspn(at + 1, "\"") : 0;
	if (len == 0 || len >= ITEMS_CODE_SIZE || !at[len + 1])
		return false;
	memcpy(out, at + 1, len);
	out[len] = '\0';
	return true;
}
