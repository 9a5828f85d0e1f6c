/*
 * The file of a version:
 *
 *   ---              fence
 *   key: value       up to 256 lines, see header.c
 *   sig: …
 *   ---              fence
 *                    an empty line and the body, where there is one
 *   Body.
 *
 * Every check here is part of admission, which never changes: the same bytes
 * must be taken, or refused, by every release on every machine. So nothing
 * is read kindly. What is parsed prints as the very same bytes; the checks
 * are strict enough for that, and the fuzzer in tests/fuzz/form.c holds them
 * to it.
 *
 * Faults are looked for in this order: size, characters, fences, lines of the
 * header, id, body. Which fault of several is named is not part of the form.
 */
#include "model/form.h"

#include "model/head.h"
#include "model/header.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <withus/err.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FENCE "---\n"
#define FENCE_LEN (sizeof FENCE - 1)

/* The parts of a file. */
struct parts {
	struct span lines; /* of the header, each with its LF */
	struct span tail;  /* behind the second fence */
	size_t tail_line;  /* the number of its first line */
};

/* ------------------------------------------------------------ characters */

static int
fail_at(struct span text, size_t offset, enum err_code code)
{
	size_t line, column;

	utf8_place(text.data, offset, &line, &column);
	return err_set_at(line, column, code, NULL);
}

static int
fail_control(struct span text, size_t offset)
{
	unsigned char c = (unsigned char)text.data[offset];
	size_t line, column;
	char name[8];

	if (c == '\0')
		return fail_at(text, offset, ERR_TEXT_NUL);
	if (c == '\r')
		return fail_at(text, offset, ERR_FORM_CRLF);
	utf8_place(text.data, offset, &line, &column);
	snprintf(name, sizeof name, "U+%04X", (unsigned)c);
	return err_set_at(line, column, ERR_TEXT_CONTROL, name, NULL);
}

static bool
is_control(char c)
{
	return ((unsigned char)c < ' ' && c != '\n' && c != '\t') || c == 0x7f;
}

static int
check_characters(struct span text)
{
	size_t bad;

	if (!utf8_is_valid(text.data, text.len, &bad))
		return fail_at(text, bad, ERR_TEXT_NOT_UTF8);
	for (size_t i = 0; i < text.len; i++)
		if (is_control(text.data[i]))
			return fail_control(text, i);
	return 0;
}

/* ------------------------------------------------------------ fences */

static bool
is_fence(struct span rest)
{
	return rest.len >= FENCE_LEN &&
	    memcmp(rest.data, FENCE, FENCE_LEN) == 0;
}

/* Finds the header between its fences, and what lies behind it. */
static int
split_parts(struct parts *out, struct span text)
{
	struct span rest = text;
	size_t number = HEADER_FIRST_LINE;
	char limit[16];

	if (!is_fence(rest))
		return err_set_at(1, 1, ERR_FORM_NO_HEADER, NULL);
	span_next_line(&rest);
	out->lines = rest;
	for (; !is_fence(rest); number++) {
		struct span line = span_next_line(&rest);
		const char *tab;

		if (!line.data)
			return fail_at(text, text.len, ERR_FORM_OPEN_HEADER);
		if (number - HEADER_FIRST_LINE == RECORD_LINES_MAX) {
			snprintf(limit, sizeof limit, "%zu", RECORD_LINES_MAX);
			return err_set_at(number, 1, ERR_FORM_LINES, limit,
			    NULL);
		}
		tab = line.len > 0 ? memchr(line.data, '\t', line.len) : NULL;
		if (tab)
			return fail_at(text, (size_t)(tab - text.data),
			    ERR_FORM_TAB);
	}
	out->lines.len = (size_t)(rest.data - out->lines.data);
	span_next_line(&rest);
	out->tail = rest;
	out->tail_line = number + 1;
	return 0;
}

/* ------------------------------------------------------------ parsing */

/* The id must be what the formula gives with the writer in it, or without:
 * which of the two a kind must use is a matter of standing. */
static int
check_id(const struct record *record)
{
	size_t line = HEADER_FIRST_LINE + 1;
	struct id id;

	form_id(&id, &record->project, record->kind, &record->by, record->born);
	if (id_equal(&id, &record->id))
		return 0;
	form_id(&id, &record->project, record->kind, NULL, record->born);
	if (id_equal(&id, &record->id))
		return 0;
	if (head_keys[HEAD_PROJECT].is_there(record))
		line++;
	return err_set_at(line, strlen("id: ") + 1, ERR_FORM_ID, NULL);
}

/* Behind the second fence: nothing, or an empty line and the body, whose
 * first and last lines are not empty and which ends in LF. */
static int
parse_body(struct record *record, struct span text, const struct parts *parts)
{
	const char *tail = parts->tail.data;
	size_t len = parts->tail.len;

	if (len == 0)
		return 0;
	if (record_is_withdrawn(record))
		return err_set_at(parts->tail_line, 1, ERR_FORM_WITHDRAWN,
		    NULL);
	if (*tail != '\n')
		return err_set_at(parts->tail_line, 1, ERR_FORM_BODY, NULL);
	if (len == 1 || tail[1] == '\n')
		return err_set_at(parts->tail_line + 1, 1, ERR_FORM_BODY, NULL);
	if (tail[len - 1] != '\n')
		return fail_at(text, text.len, ERR_FORM_BODY);
	if (tail[len - 2] == '\n')
		return fail_at(text, text.len - 1, ERR_FORM_BODY);
	free(record->body);
	record->body = mem_dup(tail + 1, len - 1);
	record->body_len = len - 1;
	return 0;
}

int
form_parse(struct record **out, const char *bytes, size_t len)
{
	struct span text = span_make(bytes, len);
	struct record *record = NULL;
	struct parts parts = { .tail_line = 0 };
	int rc;

	if (len > RECORD_BYTES_MAX)
		return err_set(ERR_FORM_SIZE, NULL);
	rc = check_characters(text);
	if (rc == 0)
		rc = split_parts(&parts, text);
	if (rc)
		return rc;
	record = record_new("");
	rc = header_parse(record, parts.lines);
	if (rc == 0)
		rc = check_id(record);
	if (rc == 0)
		rc = parse_body(record, text, &parts);
	if (rc)
		record_free(record);
	else
		*out = record;
	return rc;
}

/* ------------------------------------------------------------ printing */

static void
print_file(struct str *out, const struct record *record, bool is_signed)
{
	str_add(out, FENCE);
	header_print(out, record);
	if (is_signed && record->sig)
		str_add_format(out, "sig: %s\n", record->sig);
	str_add(out, FENCE);
	if (record->body_len == 0)
		return;
	str_add_char(out, '\n');
	str_add_bytes(out, record->body, record->body_len);
}

void
form_print(struct str *out, const struct record *record)
{
	print_file(out, record, true);
}

void
form_print_unsigned(struct str *out, const struct record *record)
{
	print_file(out, record, false);
}

/* ------------------------------------------------------------ names */

void
form_vid(struct vid *out, const char *bytes, size_t len)
{
	hash_bytes(out->bytes, bytes, len);
}

static struct hash_part
make_part(const char *text)
{
	return (struct hash_part){ .bytes = text, .len = strlen(text) };
}

void
form_id(struct id *out, const struct id *project, const char *kind,
    const struct id *by, const char *born)
{
	char project_text[ID_TEXT_SIZE] = "", by_text[ID_TEXT_SIZE] = "";
	unsigned char hash[HASH_SIZE];
	struct hash_part parts[5];

	if (strcmp(kind, "project") != 0 && project)
		id_print(project_text, project);
	if (by)
		id_print(by_text, by);
	parts[0] = make_part("withus id 1");
	parts[1] = make_part(project_text);
	parts[2] = make_part(kind);
	parts[3] = make_part(by_text);
	parts[4] = make_part(born);
	hash_parts(hash, parts, 5);
	memcpy(out->bytes, hash, sizeof out->bytes);
}
