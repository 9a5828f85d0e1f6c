/*
 * Any bytes as the file of a version, as a path and as a code. What is taken
 * must print as the very same bytes. As an id is a hash, which no fuzzer
 * guesses, a file at fault in nothing but its id gets the right one.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/check.h"
#include "model/code.h"
#include "model/form.h"

#include <withus/err.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

/* What stands behind a key in the header; the first such line counts. */
static struct span
find_value(struct span text, const char *key)
{
	size_t len = strlen(key);

	for (struct span line = span_next_line(&text); line.data;
	     line = span_next_line(&text))
		if (line.len >= len && memcmp(line.data, key, len) == 0)
			return span_make(line.data + len, line.len - len);
	return span_make(NULL, 0);
}

/* Puts the id that the formula gives into a file that parsed up to that. */
static void
mend_id(char *bytes, size_t size)
{
	struct span text = span_make(bytes, size);
	struct span kind = find_value(text, "withus: ");
	struct span project = find_value(text, "project: ");
	struct span born = find_value(text, "born: ");
	char *kind_text =
	    mem_dup(kind.data, (size_t)(strchr(kind.data, '/') - kind.data));
	char *born_text = mem_dup(born.data, born.len);
	struct id in_project = { .bytes = { 0 } }, id;
	char id_text[ID_TEXT_SIZE];

	if (project.data)
		id_parse(&in_project, project.data, project.len);
	form_id(&id, &in_project, kind_text, NULL, born_text);
	id_print(id_text, &id);
	memcpy(bytes + (find_value(text, "id: ").data - bytes), id_text,
	    ID_TEXT_SIZE - 1);
	free(kind_text);
	free(born_text);
}

static void
look_at(const struct record *record, const char *bytes, size_t size)
{
	const struct kind *kind = kind_by_name(record->kind);
	struct record *copy = record_copy(record);
	struct str text = { 0 };

	form_print(&text, record);
	must(text.len == size && memcmp(text.data, bytes, size) == 0);
	must(record_same_words(record, copy));
	for (size_t i = 0; i < record->field_count; i++)
		record_set_value(copy, record->fields[i].key,
		    &record->fields[i].value);
	record_set_body(copy, record->body, record->body_len);
	must(record->field_count == copy->field_count);
	if (kind && check_record(kind, record) != 0)
		must(err_last()->code != ERR_NONE);
	str_clear(&text);
	record_free(copy);
}

static void
try_file(char *bytes, size_t size)
{
	struct record *record = NULL;
	int rc = form_parse(&record, bytes, size);

	if (rc == -ERR_FORM_ID) {
		mend_id(bytes, size);
		rc = form_parse(&record, bytes, size);
		must(rc != -ERR_FORM_ID);
	}
	if (rc == 0)
		look_at(record, bytes, size);
	else
		must(!record && err_last()->line > 0 && err_last()->column > 0);
	record_free(record);
}

static void
try_path(const char *bytes, size_t size)
{
	struct form_place place;
	struct str path = { 0 };

	if (form_path_parse(&place, bytes, size) == 0) {
		form_path(&path, place.kind, &place.id, place.k);
		must(path.len == size && memcmp(path.data, bytes, size) == 0);
	}
	str_clear(&path);
}

static void
try_code(const char *text)
{
	struct code_typed typed;
	struct id least, greatest;

	if (code_parse(&typed, text) != 0)
		return;
	code_range(&least, &greatest, &typed);
	must(id_compare(&least, &greatest) <= 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = mem_dup(data, size);

	try_path(bytes, size);
	try_code(bytes);
	try_file(bytes, size);
	free(bytes);
	return 0;
}
