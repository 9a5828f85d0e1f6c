/*
 * The file of a version as a whole: that parsing and printing undo each
 * other whatever happens to the bytes, sizes, ids and paths. Faults and their
 * places are in tests/vectors/refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "model/form.h"

#include <withus/err.h>

#define GOOD "tests/vectors/record/"

static const char *const good[] = { GOOD "project.md", GOOD "stage-3.md",
	GOOD "stage-withdrawn.md", GOOD "typed-for.md", GOOD "later-form.md",
	GOOD "body-fences.md", GOOD "vouch.md", GOOD "values.md" };

#define GOOD_COUNT (sizeof good / sizeof *good)

/* A stage whose fields and body a test puts in. */
#define HEAD                                       \
	"---\n"                                    \
	"withus: stage/1\n"                        \
	"project: 00aj5hd99b4a74e1zyz41e55ty\n"    \
	"id: %s\n"                                 \
	"born: 5747d0d8a5e1f22ab1d53af5e9a3fd6e\n" \
	"by: 6p2s7g2xthzg7a72tdzsz8ezvv\n"         \
	"made: 2026-11-20\n"                       \
	"rev: 1\n"
#define SALT "salt: 4699a15fca8bed7e809683fa2a332ec7\n"

static void
add_head(struct str *out)
{
	char text[ID_TEXT_SIZE];
	struct id project, id;

	assert_true(id_parse(&project, "00aj5hd99b4a74e1zyz41e55ty", 26));
	form_id(&id, &project, "stage", NULL,
	    "5747d0d8a5e1f22ab1d53af5e9a3fd6e");
	id_print(text, &id);
	str_add_format(out, HEAD, text);
}

/* Parses bytes; those that are taken must print as themselves. */
static int
parse_and_print(const char *bytes, size_t len)
{
	struct record *record = NULL;
	struct str text = { 0 };
	int rc = form_parse(&record, bytes, len);

	if (rc) {
		assert_null(record);
		return rc;
	}
	form_print(&text, record);
	assert_int_equal(text.len, len);
	assert_memory_equal(text.data, bytes, len);
	str_clear(&text);
	record_free(record);
	return 0;
}

static void
read_good(struct str *out, size_t i)
{
	assert_int_equal(file_read(out, good[i], RECORD_BYTES_MAX), 0);
	assert_int_equal(parse_and_print(out->data, out->len), 0);
}

/* ------------------------------------------------------------ damage */

static void
changed_bytes_are_seen(void **state)
{
	static const char others[] = "\0\n\r\t \"'-0:a[\\]z\x7f\x80\xc3\xff";

	(void)state;
	for (size_t i = 0; i < GOOD_COUNT; i++) {
		struct str bytes = { 0 };

		read_good(&bytes, i);
		for (size_t at = 0; at < bytes.len; at++) {
			char was = bytes.data[at];

			/* Neighbours get different ones. */
			for (size_t k = at % 5; k < sizeof others - 1; k += 5) {
				bytes.data[at] = others[k];
				parse_and_print(bytes.data, bytes.len);
			}
			bytes.data[at] = was;
		}
		str_clear(&bytes);
	}
}

static void
cut_files_are_seen(void **state)
{
	(void)state;
	for (size_t i = 0; i < GOOD_COUNT; i++) {
		struct str bytes = { 0 };

		read_good(&bytes, i);
		for (size_t len = 0; len < bytes.len; len++) {
			/* Its own memory, so that a look past the end shows. */
			char *part = malloc(len + 1);

			memcpy(part, bytes.data, len);
			part = realloc(part, len > 0 ? len : 1);
			parse_and_print(part, len);
			free(part);
		}
		str_clear(&bytes);
	}
}

static void
lines_taken_out_or_doubled_are_seen(void **state)
{
	(void)state;
	for (size_t i = 0; i < GOOD_COUNT; i++) {
		struct str bytes = { 0 };
		struct span rest, line;

		read_good(&bytes, i);
		rest = span_make(bytes.data, bytes.len);
		for (line = span_next_line(&rest); line.data;
		     line = span_next_line(&rest)) {
			size_t before = (size_t)(line.data - bytes.data);
			struct str text = { 0 };

			str_add_bytes(&text, bytes.data, before);
			str_add_bytes(&text, rest.data, rest.len);
			parse_and_print(text.data, text.len);
			str_cut(&text, before);
			str_add_bytes(&text, line.data, line.len + 1);
			str_add_bytes(&text, line.data, bytes.len - before);
			parse_and_print(text.data, text.len);
			str_clear(&text);
		}
		str_clear(&bytes);
	}
}

/* ------------------------------------------------------------ sizes */

static void
an_empty_file_is_none(void **state)
{
	(void)state;
	assert_int_equal(parse_and_print("", 0), -ERR_FORM_NO_HEADER);
	assert_int_equal(err_last()->line, 1);
	assert_int_equal(err_last()->column, 1);
}

static void
a_mebibyte_is_the_most(void **state)
{
	struct str text = { 0 };

	(void)state;
	add_head(&text);
	str_add(&text, SALT "sig: AAAA\n---\n\n");
	str_add_repeat(&text, 'x', RECORD_BYTES_MAX - text.len - 1);
	str_add(&text, "\n");
	assert_int_equal(text.len, RECORD_BYTES_MAX);
	assert_int_equal(parse_and_print(text.data, text.len), 0);
	str_add(&text, "\n");
	assert_int_equal(parse_and_print(text.data, text.len), -ERR_FORM_SIZE);
	str_clear(&text);
}

/* A file with so many header lines. */
static int
parse_lines(size_t count)
{
	struct str text = { 0 };
	int rc;

	add_head(&text);
	str_add(&text, SALT);
	for (size_t i = 9; i < count; i++)
		str_add_format(&text, "f%06zu: word\n", i);
	str_add(&text, "sig: AAAA\n---\n");
	rc = parse_and_print(text.data, text.len);
	str_clear(&text);
	return rc;
}

static void
lines_are_counted(void **state)
{
	(void)state;
	assert_int_equal(parse_lines(256), 0);
	assert_int_equal(parse_lines(257), -ERR_FORM_LINES);
	assert_int_equal(err_last()->line, 258);
	assert_string_equal(err_last()->arg[0], "256");
	assert_int_equal(parse_lines(10000), -ERR_FORM_LINES);
}

static int
parse_sig(size_t len)
{
	struct str text = { 0 };
	int rc;

	add_head(&text);
	str_add(&text, SALT "sig: ");
	str_add_repeat(&text, 'A', len);
	str_add(&text, "\n---\n");
	rc = parse_and_print(text.data, text.len);
	str_clear(&text);
	return rc;
}

static void
signatures_have_a_length(void **state)
{
	(void)state;
	assert_int_equal(parse_sig(4), 0);
	assert_int_equal(parse_sig(400), 0);
	assert_int_equal(parse_sig(404), -ERR_FORM_SIGNATURE);
	assert_int_equal(parse_sig(0), -ERR_FORM_SIGNATURE);
}

/* ------------------------------------------------------------ withdrawn */

static void
withdrawn_versions_have_no_words(void **state)
{
	struct str text = { 0 };

	(void)state;
	add_head(&text);
	str_add(&text, "state: withdrawn\n" SALT "sig: AAAA\n---\n");
	assert_int_equal(parse_and_print(text.data, text.len), 0);
	str_add(&text, "\nWords.\n");
	assert_int_equal(parse_and_print(text.data, text.len),
	    -ERR_FORM_WITHDRAWN);
	assert_int_equal(err_last()->line, 13);
	str_clear(&text);
}

/* ------------------------------------------------------------ signature */

static void
only_the_signature_is_not_signed(void **state)
{
	(void)state;
	for (size_t i = 0; i < GOOD_COUNT; i++) {
		struct str bytes = { 0 }, text = { 0 };
		struct record *record;
		char *sig, *end;

		read_good(&bytes, i);
		assert_int_equal(form_parse(&record, bytes.data, bytes.len), 0);
		sig = strstr(bytes.data, "\nsig: ") + 1;
		end = strchr(sig, '\n') + 1;
		memmove(sig, end, strlen(end) + 1);
		form_print_unsigned(&text, record);
		assert_string_equal(text.data, bytes.data);
		/* A record without a signature prints the same. */
		free(record->sig);
		record->sig = NULL;
		str_cut(&text, 0);
		form_print(&text, record);
		assert_string_equal(text.data, bytes.data);
		record_free(record);
		str_clear(&bytes);
		str_clear(&text);
	}
}

/* ------------------------------------------------------------ ids */

static void
ids_come_from_all_five_parts(void **state)
{
	struct id project = { .bytes = { 1 } }, other = { .bytes = { 2 } };
	struct id id, same, with[5];

	(void)state;
	form_id(&id, &project, "stage", &other, "a");
	form_id(&same, &project, "stage", &other, "a");
	assert_true(id_equal(&id, &same));
	form_id(&with[0], &other, "stage", &other, "a");
	form_id(&with[1], &project, "stages", &other, "a");
	form_id(&with[2], &project, "stage", NULL, "a");
	form_id(&with[3], &project, "stage", &project, "a");
	form_id(&with[4], &project, "stage", &other, "b");
	for (size_t i = 0; i < 5; i++)
		assert_false(id_equal(&id, &with[i]));
}

/* A project is named before it has an id. */
static void
a_project_is_in_no_project(void **state)
{
	struct id project = { .bytes = { 1 } }, a, b;

	(void)state;
	form_id(&a, &project, "project", NULL, "a");
	form_id(&b, NULL, "project", NULL, "a");
	assert_true(id_equal(&a, &b));
	form_id(&a, &project, "stage", NULL, "a");
	form_id(&b, NULL, "stage", NULL, "a");
	assert_false(id_equal(&a, &b));
}

/* ------------------------------------------------------------ paths */

#define ID "762sycd934mebkcbt9krefz20j"

static int
parse_path(struct form_place *place, const char *path)
{
	return form_path_parse(place, path, strlen(path));
}

static void
paths_are_taken_apart(void **state)
{
	struct form_place place;

	(void)state;
	assert_int_equal(parse_path(&place, "a-b/76/" ID ".md"), 0);
	assert_string_equal(place.kind, "a-b");
	assert_int_equal(place.k, 1);
	assert_int_equal(parse_path(&place, "stage/76/" ID ".20.md"), 0);
	assert_int_equal(place.k, 20);
	assert_int_equal(parse_path(&place, "stage/76/" ID ".2147483647.md"),
	    0);
	assert_int_equal(place.k, 2147483647);
	assert_int_equal(parse_path(&place, "README.md"), 0);
	assert_string_equal(place.kind, "project");
	assert_true(id_is_none(&place.id));
	assert_int_equal(parse_path(&place, "README.2.md"), 0);
	assert_int_equal(place.k, 2);
}

static void
other_paths_are_refused(void **state)
{
	static const char *const paths[] = { "", "README", "README.txt",
		"README.1.md", "README.0.md", "README.02.md", "README.md.md",
		"README..md", "README.2147483648.md", "README.-2.md",
		"README.+2.md", "README.x.md", "readme.md", "READMEE.md",
		"stage/76/" ID, "stage/76/" ID ".1.md", "stage/76/" ID ".mdx",
		"stage/76/" ID "0.md", "stage/77/" ID ".md", "stage/" ID ".md",
		"stage/7/" ID ".md", "Stage/76/" ID ".md", "/76/" ID ".md",
		"-a/76/" ID ".md", "s1/76/" ID ".md", "./stage/76/" ID ".md",
		"stage//76/" ID ".md", "project/76/" ID ".md",
		"stage/86/862sycd934mebkcbt9krefz20j.md",
		"stage/00/00000000000000000000000000.md",
		"stage/76/762SYCD934MEBKCBT9KREFZ20J.md", "stage/76/" ID ".md/",
		"stage/76x" ID ".md", "stage",
		"abcdefghijabcdefghijabcdefghijabc/76/" ID ".md" };
	struct form_place place;

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		assert_int_equal(parse_path(&place, paths[i]), -ERR_FORM_PATH);
		assert_string_equal(err_last()->arg[0], paths[i]);
	}
	assert_int_equal(form_path_parse(&place, "README.md\0", 10),
	    -ERR_FORM_PATH);
}

/* Any piece of a path may come from anywhere: nothing past its end is
 * looked at. */
static void
cut_paths_are_refused(void **state)
{
	static const char path[] = "stage/76/" ID ".23.md";

	(void)state;
	for (size_t len = 1; len < sizeof path - 1; len++) {
		char *part = malloc(len);
		struct form_place place;

		memcpy(part, path, len);
		assert_int_equal(form_path_parse(&place, part, len),
		    -ERR_FORM_PATH);
		free(part);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changed_bytes_are_seen),
		cmocka_unit_test(cut_files_are_seen),
		cmocka_unit_test(lines_taken_out_or_doubled_are_seen),
		cmocka_unit_test(an_empty_file_is_none),
		cmocka_unit_test(a_mebibyte_is_the_most),
		cmocka_unit_test(lines_are_counted),
		cmocka_unit_test(signatures_have_a_length),
		cmocka_unit_test(withdrawn_versions_have_no_words),
		cmocka_unit_test(only_the_signature_is_not_signed),
		cmocka_unit_test(ids_come_from_all_five_parts),
		cmocka_unit_test(a_project_is_in_no_project),
		cmocka_unit_test(paths_are_taken_apart),
		cmocka_unit_test(other_paths_are_refused),
		cmocka_unit_test(cut_paths_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
