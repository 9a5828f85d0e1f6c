#include "page/excerpt.h"

#include "base/clean.h"
#include "base/str.h"
#include "page/comment.h"

#include <string.h>

static const char mark[] = "…";
#define MARK_LEN (sizeof(mark) - 1)

static bool
ends_in_mark(const char *text, size_t len)
{
	return len >= MARK_LEN &&
	    memcmp(text + len - MARK_LEN, mark, MARK_LEN) == 0;
}

/* What was cut off inside a word ends behind the word before. */
static void
trim_cut(struct str *line)
{
	const char *space = strrchr(line->data, ' ');
	if (space == NULL || space == line->data)
		return;
	str_cut(line, (size_t)(space - line->data));
	str_add(line, mark);
}

char *
excerpt_make(const struct record *words, size_t cells, bool *is_part)
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
	/* The writer may have ended in such a mark too. */
	bool is_cut = ends_in_mark(str_text(&line), line.len) &&
	    !(ends_in_mark(copy->body, len) && line.len == len);
	if (is_cut)
		trim_cut(&line);
	else if (end != NULL)
		str_add(&line, " …");
	if (is_part != NULL)
		*is_part = is_cut || end != NULL;
	record_free(copy);
	comments_clear(&comments);
	return str_take(&line);
}
