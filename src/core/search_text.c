#include "core/search_text.h"

#include "base/mem.h"
#include "store/search.h"

#include <stdlib.h>
#include <string.h>

#define CUT "…"

static void
add_run(struct search_text *text, size_t *cap, char *words, bool is_hit)
{
	text->runs =
	    mem_grow(text->runs, cap, text->count + 1, sizeof(*text->runs));
	text->runs[text->count++] = (struct search_run){
		.text = words,
		.is_hit = is_hit,
	};
	text->has_hit |= is_hit;
}

void
search_text_read(struct search_text *text, const char *found)
{
	static const char signs[] = { SEARCH_BEGIN, SEARCH_END, SEARCH_CUT,
		'\0' };
	size_t cap = 0;
	bool is_hit = false;

	while (*found != '\0') {
		size_t len = strcspn(found, signs);

		if (len > 0)
			add_run(text, &cap, mem_dup(found, len), is_hit);
		found += len;
		if (*found == SEARCH_CUT)
			add_run(text, &cap, mem_dup_text(CUT), false);
		else if (*found != '\0')
			is_hit = *found == SEARCH_BEGIN;
		found += *found != '\0';
	}
}

void
search_text_clear(struct search_text *text)
{
	for (size_t i = 0; i < text->count; i++)
		free(text->runs[i].text);
	free(text->runs);
	*text = (struct search_text){ .runs = NULL };
}
