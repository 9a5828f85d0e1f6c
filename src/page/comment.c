#include "page/comment.h"

#include "base/mem.h"
#include "base/span.h"
#include "page/phrase.h"

#include <withus/say.h>

#include <stdlib.h>
#include <string.h>

#define BEGIN "<!-- "
#define END " -->"

static void
add_line(struct comments *comments, const char *text)
{
	struct str line = { 0 };
	str_add(&line, BEGIN);
	str_add(&line, text);
	str_add(&line, END);
	comments->lines = mem_grow(comments->lines, &comments->cap,
	    comments->count + 1, sizeof(*comments->lines));
	comments->lines[comments->count++] = str_take(&line);
}

void
comments_clear(struct comments *comments)
{
	for (size_t i = 0; i < comments->count; i++)
		free(comments->lines[i]);
	free(comments->lines);
	*comments = (struct comments){ 0 };
}

static void
add_about(struct comments *comments)
{
	add_line(comments,
	    _("Lines like this one are here to help. They are taken out when "
	      "you save."));
}

static void
add_prompts(struct comments *comments, const struct asking *asking)
{
	for (size_t i = 0; asking->prompts[i] != NULL; i++)
		add_line(comments, say_text(asking->prompts[i]));
}

void
comments_add_asking(struct comments *comments, const struct asking *asking)
{
	if (asking != NULL && asking->prompts[0] == NULL)
		return;
	add_about(comments);
	if (asking != NULL) {
		add_prompts(comments, asking);
		return;
	}
	for (asking = asking_all(); asking->name != NULL; asking++)
		add_prompts(comments, asking);
}

/* The days stand as they are stored: the same line is made again when a
 * draft is taken up on another day. */
static void
add_variant(struct comments *comments, const struct item_variant *variant)
{
	struct str names = { 0 };
	for (size_t i = 0; i < variant->writer_count; i++) {
		if (i > 0)
			str_add(&names, ", ");
		str_add(&names, phrase_name(&variant->writers[i]));
	}
	const char *sentence = *variant->text != '\0' ?
	    _("{1} wrote this ({2}):") :
	    _("{1} left this out ({2}).");
	char *text = say_fill(sentence, str_text(&names), variant->made, NULL);
	add_line(comments, text);
	free(text);
	str_clear(&names);
}

/* The words of a clash as they stand in the combined text. */
static char *
join_variants(const struct item_clash *clash)
{
	struct str out = { 0 };
	for (size_t i = 0; i < clash->variant_count; i++) {
		if (*clash->variants[i].text == '\0')
			continue;
		if (out.len > 0)
			str_add(&out, "\n\n");
		str_add(&out, clash->variants[i].text);
	}
	return str_take(&out);
}

/* The same with a line above each. */
static void
print_variants(struct comments *comments, const struct item_clash *clash,
    struct str *page)
{
	for (size_t i = 0; i < clash->variant_count; i++) {
		const struct item_variant *variant = &clash->variants[i];
		if (i > 0)
			str_add(page, "\n\n");
		add_variant(comments, variant);
		str_add(page, comments->lines[comments->count - 1]);
		if (*variant->text == '\0')
			continue;
		str_add_char(page, '\n');
		str_add(page, variant->text);
	}
}

/* Where a paragraph with these words begins, from `text` on; NULL. */
static const char *
find_paragraph(const char *text, const char *begin, const char *words)
{
	const char *found = strstr(text, words);
	while (found != NULL && found != begin && found[-1] != '\n')
		found = strstr(found + 1, words);
	return found;
}

void
comments_add_variants(struct comments *comments, const struct item *item,
    struct str *page)
{
	const char *body = item->words->body;
	const char *rest = body;
	for (size_t i = 0; i < item->clash_count; i++) {
		const struct item_clash *clash = &item->clashes[i];
		char *words = join_variants(clash);
		const char *at = clash->field == NULL ?
		    find_paragraph(rest, body, words) :
		    NULL;
		if (at != NULL && comments->count == 0) {
			add_about(comments);
			str_add(page, comments->lines[0]);
			str_add(page, "\n\n");
		}
		if (at != NULL) {
			str_add_bytes(page, rest, (size_t)(at - rest));
			print_variants(comments, clash, page);
			rest = at + strlen(words);
		}
		free(words);
	}
	if (comments->count > 0)
		str_add(page, rest);
}

void
comments_print(struct str *out, const struct comments *comments)
{
	for (size_t i = 0; i < comments->count; i++) {
		str_add(out, comments->lines[i]);
		str_add(out, "\n\n");
	}
}

static bool
is_comment(const struct comments *comments, struct span line)
{
	while (line.len > 0 && strchr(" \t\r", line.data[line.len - 1]) != NULL)
		line.len--;
	for (size_t i = 0; i < comments->count; i++) {
		if (span_is(line, comments->lines[i]))
			return true;
	}
	return false;
}

/* One empty line stays where several came together. */
void
comments_strip(const struct comments *comments, struct record *words)
{
	struct span rest = span_make(words->body, words->body_len);
	struct str body = { 0 };
	bool was_taken = false;
	for (struct span line = span_next_line(&rest); line.data != NULL;
	     line = span_next_line(&rest)) {
		bool is_taken = is_comment(comments, line);
		bool is_gap = was_taken && line.len == 0 &&
		    (body.len < 2 || body.data[body.len - 2] == '\n');
		was_taken = is_taken || is_gap;
		if (was_taken)
			continue;
		str_add_bytes(&body, line.data, line.len);
		str_add_char(&body, '\n');
	}
	record_set_body(words, str_text(&body), body.len);
	str_wipe(&body);
}
