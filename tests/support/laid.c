#include "support/laid.h"

#include "base/str.h"
#include "page/lines.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

char *
laid_text(struct paper *paper, size_t cells)
{
	struct lines lines = { .all = NULL };
	struct str out = { 0 };
	lines_lay(&lines, paper, cells);
	for (size_t i = 0; i < lines.count; i++) {
		str_add(&out, lines.all[i].text);
		str_add_char(&out, '\n');
	}
	lines_clear(&lines);
	paper_clear(paper);
	return str_take(&out);
}

static void
add_span(struct str *out, size_t begin, const struct page_span *span)
{
	static const char letters[] = ".TQARFN";
	char letter = letters[span->style];
	assert(out->len - begin <= span->begin);
	str_add_repeat(out, '.', span->begin - (out->len - begin));
	str_add_repeat(out,
	    span->goes_on ? (char)tolower((unsigned char)letter) : letter,
	    span->len);
}

char *
laid_styles(struct paper *paper, size_t cells)
{
	struct lines lines = { .all = NULL };
	struct str out = { 0 };
	lines_lay(&lines, paper, cells);
	for (size_t i = 0; i < lines.count; i++) {
		const struct page_line *line = &lines.all[i];
		size_t begin = out.len;
		for (size_t k = 0; k < line->span_count; k++)
			add_span(&out, begin, &line->spans[k]);
		assert(out.len - begin <= strlen(line->text));
		str_add_char(&out, '\n');
	}
	lines_clear(&lines);
	paper_clear(paper);
	return str_take(&out);
}
