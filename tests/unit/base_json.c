/* JSON: what is written is read again, and what is not JSON is refused where
 * it stands. */
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <withus/err.h>

#include <cmocka.h>

static struct json *
parse(const char *text)
{
	struct json *value = NULL;
	if (json_parse(&value, "x", text, strlen(text)) != 0)
		fail_msg("refused: %s: %s", text, err_last()->arg[1]);
	return value;
}

static void
expect_text(const struct json *value, size_t indent, const char *wanted)
{
	struct str out = { 0 };
	str_add(&out, "> ");
	json_print(&out, value, indent);
	assert_memory_equal(str_text(&out), "> ", 2);
	assert_string_equal(str_text(&out) + 2, wanted);
	str_clear(&out);
}

static struct json *
build(void)
{
	struct json *object = json_new_object();
	struct json *array = json_new_array();
	json_put_text(object, "z", "last first");
	json_put_number(object, "number", INT64_MIN);
	json_put_bool(object, "yes", true);
	json_put_bool(object, "no", false);
	json_put(object, "none", json_new_null());
	json_add_text(array, "one");
	json_add(array, json_new_number(2));
	json_add(array, json_new_array());
	json_put(object, "array", array);
	json_put(object, "bytes", json_new_text("a\0b", 3));
	json_put_text(object, "z", "replaced");
	return object;
}

static void
test_printing(void **state)
{
	(void)state;
	struct json *object = build();
	expect_text(object, 0,
	    "{\"z\":\"replaced\",\"number\":-9223372036854775808,"
	    "\"yes\":true,\"no\":false,\"none\":null,"
	    "\"array\":[\"one\",2,[]],\"bytes\":\"a\\u0000b\"}");
	expect_text(json_get(object, "array"), 2,
	    "[\n  \"one\",\n  2,\n  []\n]");
	expect_text(json_get(object, "z"), 0, "\"replaced\"");
	json_free(object);
	json_free(NULL);
}

/* Controls and format characters could steer the terminal that JSON is shown
 * on: the same text, written otherwise. */
static void
test_printing_is_harmless(void **state)
{
	(void)state;
	static const char *const texts[][2] = {
		{ "é 漢 😀 \" \\ /", "\"é 漢 😀 \\\" \\\\ /\"" },
		{ "\033[0m\n\t", "\"\\u001B[0m\\n\\t\"" },
		{ "\x7F\xC2\x9B", "\"\\u007f\\u009b\"" },
		{ "\u202E\u200B\u2028\uFEFF",
		    "\"\\u202e\\u200b\\u2028\\ufeff\"" },
		{ "\U000E0041", "\"\\udb40\\udc41\"" },
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const char *text = texts[i][0];
		struct json *value = json_new_text(text, strlen(text));
		expect_text(value, 0, texts[i][1]);
		json_free(value);
		value = parse(texts[i][1]);
		assert_string_equal(json_text(value, NULL), text);
		json_free(value);
	}
}

static void
test_there_and_back(void **state)
{
	(void)state;
	struct json *object = build();
	for (size_t indent = 0; indent < 5; indent++) {
		struct str first = { 0 };
		struct str second = { 0 };
		json_print(&first, json_get(object, "array"), indent);
		struct json *again = parse(first.data);
		json_print(&second, again, indent);
		assert_string_equal(first.data, second.data);
		json_free(again);
		str_clear(&first);
		str_clear(&second);
	}
	json_free(object);
}

static void
test_looking(void **state)
{
	(void)state;
	struct json *value = parse("{\"t\":\"a\\u00e9\",\"n\":-7,\"r\":1.5,"
				   "\"yes\":true,\"no\":false,\"null\":null,"
				   "\"list\":[1,\"two\"],\"o\":{}}");
	size_t len = 0;
	int64_t number = 99;
	assert_true(json_is_object(value));
	assert_false(json_is_array(value));
	assert_string_equal(json_text(json_get(value, "t"), &len), "aé");
	assert_int_equal(len, 3);
	assert_string_equal(json_get_text(value, "t"), "aé");
	assert_null(json_get_text(value, "n"));
	assert_null(json_get_text(value, "gone"));
	assert_true(json_get_number(value, "n", &number));
	assert_int_equal(number, -7);
	assert_false(json_get_number(value, "r", &number));
	assert_false(json_get_number(value, "t", &number));
	assert_false(json_get_number(value, "gone", &number));
	assert_int_equal(number, -7);
	assert_true(json_is_true(json_get(value, "yes")));
	assert_false(json_is_true(json_get(value, "no")));
	assert_false(json_is_true(json_get(value, "n")));
	const struct json *list = json_get(value, "list");
	assert_true(json_is_array(list));
	assert_false(json_is_object(list));
	assert_int_equal(json_count(list), 2);
	assert_string_equal(json_text(json_at(list, 1), NULL), "two");
	assert_null(json_at(list, 2));
	assert_null(json_get(list, "t"));
	assert_null(json_at(value, 0));
	assert_int_equal(json_count(value), 0);
	json_free(value);
}

static void
test_looking_at_nothing(void **state)
{
	(void)state;
	size_t len = 99;
	int64_t number = 0;
	assert_null(json_get(NULL, "a"));
	assert_null(json_text(NULL, &len));
	assert_int_equal(len, 0);
	assert_null(json_get_text(NULL, "a"));
	assert_false(json_get_number(NULL, "a", &number));
	assert_false(json_is_true(NULL));
	assert_false(json_is_array(NULL));
	assert_false(json_is_object(NULL));
	assert_int_equal(json_count(NULL), 0);
	assert_null(json_at(NULL, 0));
}

static int
gather(void *data, const char *key, const struct json *value)
{
	str_add(data, key);
	json_print(data, value, 0);
	return strcmp(key, "stop") == 0 ? -5 : 0;
}

static void
test_each_key_in_order(void **state)
{
	(void)state;
	struct str out = { 0 };
	struct json *value = parse("{\"b\":1,\"a\":[],\"stop\":0,\"c\":2}");
	assert_int_equal(json_each(value, gather, &out), -5);
	assert_string_equal(str_text(&out), "b1a[]stop0");
	str_cut(&out, 0);
	assert_int_equal(json_each(json_get(value, "a"), gather, &out), 0);
	assert_int_equal(json_each(NULL, gather, &out), 0);
	assert_int_equal(out.len, 0);
	json_free(value);
	str_clear(&out);
}

static void
test_any_value_alone(void **state)
{
	(void)state;
	static const char *const texts[] = { "1", "\"a\"", "true", "null", "[]",
		"{}" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct json *value = parse(texts[i]);
		expect_text(value, 0, texts[i]);
		json_free(value);
	}
}

static void
test_refused(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t len; /* 0: all of it */
		size_t line;
	} cases[] = {
		{ .text = "", .line = 1 },
		{ .text = "{", .line = 1 },
		{ .text = "{\n\"a\": }", .line = 2 },
		{ .text = "{\"a\":1,\n\n\"a\":2}", .line = 3 },
		{ .text = "[1] 2", .line = 1 },
		{ .text = "[1]\0", .len = 4, .line = 1 },
		{ .text = "\"a\\u0000b\"", .line = 1 },
		{ .text = "[\"\xFF\"]", .line = 1 },
		{ .text = "99999999999999999999", .line = 1 },
		{ .text = "1e999", .line = 1 },
		{ .text = "nul", .line = 1 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct json *value = NULL;
		size_t len =
		    cases[i].len > 0 ? cases[i].len : strlen(cases[i].text);
		int result = json_parse(&value, "a.json", cases[i].text, len);
		if (result != -ERR_JSON_FORM)
			fail_msg("taken: %s", cases[i].text);
		assert_null(value);
		assert_string_equal(err_last()->arg[0], "a.json");
		assert_true(strlen(err_last()->arg[1]) > 5);
		assert_int_equal(err_last()->line, cases[i].line);
	}
}

static void
add_nested(struct str *out, size_t depth)
{
	for (size_t i = 0; i < depth; i++)
		str_add(out, i % 2 == 0 ? "[" : "{\"[\":");
	str_add(out, "\"{{\\\"[[\\\\\"");
	for (size_t i = depth; i > 0; i--)
		str_add(out, i % 2 == 1 ? "]" : "}");
}

static void
test_nesting_has_a_limit(void **state)
{
	(void)state;
	struct str text = { 0 };
	add_nested(&text, 64);
	json_free(parse(text.data));
	str_cut(&text, 0);
	add_nested(&text, 65);
	struct json *value = NULL;
	assert_int_equal(json_parse(&value, "deep", text.data, text.len),
	    -ERR_JSON_FORM);
	assert_string_equal(err_detail(err_last()), "nested too deeply");
	assert_int_equal(err_last()->line, 1);
	assert_int_equal(err_last()->column, 32 + 32 * 5 + 1);
	/* What is beside each other is not nested. */
	str_cut(&text, 0);
	str_add(&text, "[");
	for (int i = 0; i < 200; i++)
		str_add(&text, "[],{},");
	str_add(&text, "0]");
	json_free(parse(text.data));
	/* Nor do brackets too many at the end count. */
	str_cut(&text, 0);
	str_add_repeat(&text, ']', 100);
	assert_int_equal(json_parse(&value, "x", text.data, text.len),
	    -ERR_JSON_FORM);
	str_cut(&text, 0);
	str_add_repeat(&text, '[', 100000);
	assert_int_equal(json_parse(&value, "x", text.data, text.len),
	    -ERR_JSON_FORM);
	str_clear(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_printing),
		cmocka_unit_test(test_printing_is_harmless),
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_looking),
		cmocka_unit_test(test_looking_at_nothing),
		cmocka_unit_test(test_each_key_in_order),
		cmocka_unit_test(test_any_value_alone),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_nesting_has_a_limit),
	};
	return cmocka_run_group_tests_name("base_json", tests, NULL, NULL);
}
