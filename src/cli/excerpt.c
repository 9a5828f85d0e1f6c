#include "cli/excerpt.h"

#include "base/clean.h"
#include "base/str.h"
#include "cli/comment.h"

#include <stdbool.h>
#include <string.h>

/* What was cut off inside a word ends behind the word before. */
static void
trim_cut(struct str *line)
{
	static const char mark[] = "…";
	const size_t len = sizeof(mark) - 1;
	bool is_cut = line->len > len &&
	    memcmp(line->data + line->len - len, mark, len) == 0;
	const char *space = is_cut ? strrchr(line->data, ' ') : NULL;
	if (space == NULL || space == line->data)
		return;
	str_cut(line, (size_t)(space - line->data));
	str_add(line, mark);
}

char *
excerpt_make(const struct record *words, size_t cells)
{
	struct comments comments = { 0 };
	struct record *copy = record_copy(words);
	struct str line = { 0 };
	comments_add_asking(&comments, NULL);
	comments_strip(&comments, copy);
	const char *end = strstr(copy->body, "\n\n");
	size_t len = end != NULL ? (size_t)(end - copy->body) : copy->body_len;
	while (len > 0 && copy->body[len - 1] == '\n')
		len--;
	clean_line_cut(&line, copy->body, len, cells);
	trim_cut(&line);
	record_free(copy);
	comments_clear(&comments);
	return str_take(&line);
}
