/* An item as JSON has it. */
#include "cli/json.h"

#include "base/json.h"

#include <withus/item.h>
#include <withus/kind.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static char amina[] = "Amina";
static char ben[] = "Ben";
static char title[] = "Analysis";

static struct id
make_id(unsigned char last)
{
	struct id id = { { 0 } };
	id.bytes[15] = last;
	return id;
}

/* A stage that Amina wrote, all in order. */
static struct item
make_item(void)
{
	struct item item = {
		.id = make_id(1),
		.code = "S-0a1b",
		.kind_name = "stage",
		.kind = kind_by_name("stage"),
		.words = record_new("stage"),
		.title = title,
		.day = "2026-05-03",
		.made = "2026-05-03",
		.changed = "2026-05-03",
		.by = { .id = make_id(2), .name = amina },
		.typed_by = { .name = ben },
		.version_count = 2,
		.is_in_history = true,
	};
	record_set_text(item.words, "title", "Analysis");
	record_set_text(item.words, "end", "2026-06-01");
	record_set_text(item.words, "begin", "2026-05-03");
	record_set_body(item.words, "We *read* together.", 19);
	return item;
}

static void
test_json_of_an_item(void **state)
{
	(void)state;
	struct item item = make_item();
	item.status[0] = "two-versions";
	item.typed_by.id = make_id(3);
	struct json *object = json_of_item(&item);
	assert_string_equal(json_get_text(object, "code"), "S-0a1b");
	assert_string_equal(json_get_text(object, "kind"), "stage");
	assert_string_equal(json_get_text(object, "title"), "Analysis");
	assert_string_equal(json_get_text(object, "begin"), "2026-05-03");
	assert_string_equal(json_get_text(object, "text"),
	    "We *read* together.\n");
	assert_string_equal(json_get_text(json_get(object, "by"), "name"),
	    "Amina");
	assert_string_equal(json_get_text(json_get(object, "typed-by"), "name"),
	    "Ben");
	const struct json *status = json_get(object, "status");
	assert_int_equal(json_count(status), 1);
	assert_string_equal(json_text(json_at(status, 0), NULL),
	    "two-versions");
	assert_true(json_is_true(json_get(object, "in-history")));
	json_free(object);
	record_free(item.words);
}

/* A title is cut for lists; JSON has all of it. */
static void
test_json_has_the_whole_title(void **state)
{
	(void)state;
	struct item item = make_item();
	record_set_text(item.words, "title", "Analysis and interpretation");
	struct json *object = json_of_item(&item);
	assert_string_equal(json_get_text(object, "title"),
	    "Analysis and interpretation");
	json_free(object);
	record_free(item.words);
}

/* A field of somebody's own making must not pose as what we found out; no
 * field of ours has such a name. */
static void
test_fields_do_not_hide_json_keys(void **state)
{
	(void)state;
	static const char *const keys[] = {
		"id",
		"code",
		"kind",
		"by",
		"typed-by",
		"confirmed",
		"trust",
		"made",
		"changed",
		"status",
		"versions",
		"in-history",
		"clashes",
		"asides",
		"text",
	};
	struct item item = make_item();
	item.trust = TRUST_NOT_CONFIRMED;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		record_set_text(item.words, keys[i], "forged");
	struct json *object = json_of_item(&item);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const char *text = json_get_text(object, keys[i]);
		if (text != NULL && strcmp(text, "forged") == 0)
			fail_msg("%s", keys[i]);
		for (const struct kind *const *kind = kind_all(); *kind; kind++)
			assert_null(kind_field(*kind, keys[i]));
	}
	assert_string_equal(json_get_text(object, "trust"), "not-confirmed");
	json_free(object);
	record_free(item.words);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_json_of_an_item),
		cmocka_unit_test(test_json_has_the_whole_title),
		cmocka_unit_test(test_fields_do_not_hide_json_keys),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
