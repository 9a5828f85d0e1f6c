#include "core/sample_read.h"

#include "base/mem.h"
#include "base/span.h"

#include <withus/err.h>

#include <stdlib.h>
#include <string.h>

#define MARK "=== "
#define COMMENT "# "
#define DAYS_MOST 100000L

/* Where in a document the reader is. */
enum place {
	PLACE_OUTSIDE,
	PLACE_HEADER,
	PLACE_BODY
};

struct reading {
	struct sample_text *text;
	struct sample_doc *doc; /* the last of them */
	const char *file;
	size_t line;
	enum place place;
};

static void
clear_doc(struct sample_doc *doc)
{
	for (size_t i = 0; i < doc->count; i++) {
		free(doc->lines[i].key);
		str_clear(&doc->lines[i].text);
	}
	free(doc->lines);
	free(doc->kind);
	free(doc->name);
	free(doc->by);
	str_clear(&doc->body);
}

void
sample_text_clear(struct sample_text *text)
{
	for (size_t i = 0; i < text->count; i++)
		clear_doc(&text->docs[i]);
	free(text->docs);
	*text = (struct sample_text){ 0 };
}

const char *
sample_doc_get(const struct sample_doc *doc, const char *key)
{
	for (size_t i = 0; i < doc->count; i++)
		if (strcmp(doc->lines[i].key, key) == 0)
			return str_text(&doc->lines[i].text);
	return NULL;
}

int
sample_fault(const struct sample_doc *doc, size_t line, const char *why)
{
	return err_set_at(line, 1, ERR_IMPORT_FORM, doc->file, why, NULL);
}

bool
sample_read_day(long *out, const char *text, size_t len)
{
	bool is_signed = len > 1 && (*text == '-' || *text == '+');
	long days = 0;

	for (size_t i = is_signed ? 1 : 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9' || days > DAYS_MOST)
			return false;
		days = 10 * days + (text[i] - '0');
	}
	*out = *text == '-' ? -days : days;
	return len > 0;
}

static bool
begins(struct span line, const char *with)
{
	size_t len = strlen(with);

	return line.len >= len && memcmp(line.data, with, len) == 0;
}

/* The next word of a line, and the space behind it. */
static struct span
take_word(struct span *rest)
{
	size_t len = 0;
	struct span word;

	while (len < rest->len && rest->data[len] != ' ')
		len++;
	word = span_make(rest->data, len);
	len += len < rest->len;
	*rest = span_make(rest->data + len, rest->len - len);
	return word;
}

static int
refuse(const struct reading *reading, const char *why)
{
	return err_set_at(reading->line, 1, ERR_IMPORT_FORM, reading->file, why,
	    NULL);
}

/* "=== KIND NAME by WHO on DAY" */
static int
begin_doc(struct reading *reading, struct span line)
{
	struct sample_text *text = reading->text;
	struct span word[7];
	struct sample_doc *doc;
	long day = 0;

	for (size_t i = 0; i < 7; i++)
		word[i] = take_word(&line);
	if (line.len > 0 || !span_is(word[3], "by") ||
	    !span_is(word[5], "on") || word[1].len == 0 || word[2].len == 0 ||
	    word[4].len == 0 ||
	    !sample_read_day(&day, word[6].data, word[6].len) || day > 0)
		return refuse(reading, "this is no KIND NAME by WHO on DAY");
	text->docs = mem_grow(text->docs, &text->cap, text->count + 1,
	    sizeof(*text->docs));
	doc = &text->docs[text->count++];
	*doc = (struct sample_doc){
		.file = reading->file,
		.line = reading->line,
		.kind = mem_dup(word[1].data, word[1].len),
		.name = mem_dup(word[2].data, word[2].len),
		.by = mem_dup(word[4].data, word[4].len),
		.day = day,
	};
	reading->doc = doc;
	reading->place = PLACE_HEADER;
	return 0;
}

static void
go_on(struct sample_doc *doc, struct span line)
{
	struct str *text = &doc->lines[doc->count - 1].text;

	if (text->len > 0)
		str_add_char(text, ' ');
	str_add_bytes(text, line.data + 1, line.len - 1);
}

static int
read_header(struct reading *reading, struct span line)
{
	struct sample_doc *doc = reading->doc;
	struct span key = span_make(line.data, 0);
	struct sample_line *field;

	if (*line.data == '\t' && doc->count > 0) {
		go_on(doc, line);
		return 0;
	}
	while (key.len < line.len && line.data[key.len] != ':')
		key.len++;
	if (key.len == 0 || key.len == line.len)
		return refuse(reading, "this line has no key");
	doc->lines = mem_grow(doc->lines, &doc->cap, doc->count + 1,
	    sizeof(*doc->lines));
	field = &doc->lines[doc->count++];
	*field = (struct sample_line){
		.key = mem_dup(key.data, key.len),
		.line = reading->line,
	};
	line = span_make(line.data + key.len + 1, line.len - key.len - 1);
	if (begins(line, " "))
		str_add_bytes(&field->text, line.data + 1, line.len - 1);
	return 0;
}

static void
read_body(struct sample_doc *doc, struct span line)
{
	doc->has_body |= line.len > 0;
	str_add_bytes(&doc->body, line.data, line.len);
	str_add_char(&doc->body, '\n');
}

static int
read_line(struct reading *reading, struct span line)
{
	if (begins(line, MARK))
		return begin_doc(reading, line);
	if (begins(line, COMMENT) || span_is(line, "#"))
		return 0;
	if (reading->place == PLACE_BODY)
		read_body(reading->doc, line);
	else if (line.len == 0)
		reading->place =
		    reading->place == PLACE_HEADER ? PLACE_BODY : PLACE_OUTSIDE;
	else if (reading->place == PLACE_HEADER)
		return read_header(reading, line);
	else
		return refuse(reading, "this stands before the first document");
	return 0;
}

int
sample_read(struct sample_text *text, const char *file, const char *bytes,
    size_t len)
{
	struct reading reading = { .text = text, .file = file };
	struct span rest = span_make(bytes, len);
	int err = 0;

	while (err == 0 && rest.len > 0) {
		reading.line++;
		err = read_line(&reading, span_next_line(&rest));
	}
	return err;
}
