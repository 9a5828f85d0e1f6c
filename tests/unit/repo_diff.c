/*
 * Word by word: whatever is compared, the runs give both lists back, and
 * what did not change is not said to have changed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "repo/diff.h"

#define TOKENS_MAX 32

struct answer {
	struct str said; /* " same -removed +added", a run each */
	const struct diff_list *before;
	const struct diff_list *after;
	size_t old_at;
	size_t new_at;
	size_t runs;
	size_t changed; /* tokens */
	size_t stop_after;
	bool is_quiet;
};

static int
take_run(void *data, enum diff_op op, size_t first, size_t count)
{
	static const char signs[] = { [DIFF_SAME] = ' ',
		[DIFF_REMOVED] = '-',
		[DIFF_ADDED] = '+' };
	struct answer *answer = data;
	const struct diff_list *from =
	    op == DIFF_ADDED ? answer->after : answer->before;

	assert_true(count > 0);
	assert_int_equal(first,
	    op == DIFF_ADDED ? answer->new_at : answer->old_at);
	for (size_t i = 0; op == DIFF_SAME && i < count; i++)
		assert_true(span_equal(answer->before->items[first + i],
		    answer->after->items[answer->new_at + i]));
	if (!answer->is_quiet) {
		str_add_char(&answer->said, signs[op]);
		for (size_t i = first; i < first + count; i++)
			str_add_bytes(&answer->said, from->items[i].data,
			    from->items[i].len);
	}
	answer->old_at += op == DIFF_ADDED ? 0 : count;
	answer->new_at += op == DIFF_REMOVED ? 0 : count;
	answer->changed += op == DIFF_SAME ? 0 : count;
	return ++answer->runs == answer->stop_after ? 7 : 0;
}

static void
compare(struct answer *answer, const struct diff_list *before,
    const struct diff_list *after)
{
	answer->before = before;
	answer->after = after;
	assert_int_equal(diff_tokens(before, after, take_run, answer), 0);
	assert_int_equal(answer->old_at, before->count);
	assert_int_equal(answer->new_at, after->count);
}

/* One token a character. */
static struct diff_list
letters(struct span *items, const char *text)
{
	struct diff_list list = { .items = items };

	for (; text[list.count] != '\0'; list.count++)
		items[list.count] = span_make(text + list.count, 1);
	return list;
}

static void
assert_runs(const char *before, const char *after, const char *want)
{
	struct span old[TOKENS_MAX];
	struct span new[TOKENS_MAX];
	struct diff_list left = letters(old, before);
	struct diff_list right = letters(new, after);
	struct answer answer = { .runs = 0 };

	compare(&answer, &left, &right);
	assert_string_equal(str_text(&answer.said), want);
	str_clear(&answer.said);
}

static void
test_runs(void **state)
{
	(void)state;
	assert_runs("", "", "");
	assert_runs("abc", "abc", " abc");
	assert_runs("", "abc", "+abc");
	assert_runs("abc", "", "-abc");
	assert_runs("abc", "xyz", "-abc+xyz");
	assert_runs("abcdef", "abXdef", " ab-c+X def");
	assert_runs("abc", "abcd", " abc+d");
	assert_runs("bc", "abc", "+a bc");
	assert_runs("abcabc", "abc", " abc-abc");
	assert_runs("a", "b", "-a+b");
}

/* Each by itself against each: only what is the same is the same. */
static void
test_tokens_of_any_bytes(void **state)
{
	static const char *const texts[] = { "\n", "n", "\\", "\\n", "\\\\",
		"\\\n", "\\\\n", "", "\r", "\n\n", " ", "  ", "a\nb", "a\\nb",
		"\xff\xfe", "\x1b[0m" };
	enum {
		COUNT = sizeof texts / sizeof *texts
	};

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		for (size_t j = 0; j < COUNT; j++) {
			struct span old = span_of(texts[i]);
			struct span new = span_of(texts[j]);
			struct diff_list left = { .items = &old, .count = 1 };
			struct diff_list right = { .items = &new, .count = 1 };
			struct answer answer = { .is_quiet = true };

			compare(&answer, &left, &right);
			assert_int_equal(answer.changed, i == j ? 0 : 2);
		}
	}
}

static void
test_a_result_stops_it(void **state)
{
	struct span old[TOKENS_MAX];
	struct span new[TOKENS_MAX];
	struct diff_list left = letters(old, "abcdef");
	struct diff_list right = letters(new, "abXdYf");

	(void)state;
	for (size_t n = 1; n <= 7; n++) {
		struct answer answer = { .before = &left,
			.after = &right,
			.stop_after = n };
		assert_int_equal(diff_tokens(&left, &right, take_run, &answer),
		    7);
		assert_int_equal(answer.runs, n);
		str_clear(&answer.said);
	}
	struct answer same = { .before = &left,
		.after = &left,
		.stop_after = 1 };
	assert_int_equal(diff_tokens(&left, &left, take_run, &same), 7);
	str_clear(&same.said);
}

static unsigned
next_random(unsigned *random)
{
	*random = *random * 1103515245 + 12345;
	return *random >> 16;
}

/* Lists of few words, so that much is alike: take_run checks each run. */
static void
test_random_lists(void **state)
{
	static const char *const words[] = { "we", "\n", "meet", "\\", "on",
		"Tuesday" };
	struct span old[TOKENS_MAX];
	struct span new[TOKENS_MAX];
	unsigned random = 1;

	(void)state;
	for (size_t round = 0; round < 3000; round++) {
		struct diff_list left = { .items = old,
			.count = next_random(&random) % TOKENS_MAX };
		struct diff_list right = { .items = new,
			.count = next_random(&random) % TOKENS_MAX };
		struct answer answer = { .is_quiet = true };
		for (size_t i = 0; i < TOKENS_MAX; i++) {
			old[i] = span_of(words[next_random(&random) % 6]);
			new[i] = span_of(words[next_random(&random) % 6]);
		}
		compare(&answer, &left, &right);
	}
}

/* A document of 200,000 words, with a change now and then; and two that
 * have nothing in common. */
static void
test_long_lists(void **state)
{
	enum {
		COUNT = 200000
	};
	struct span *old = mem_new_array(COUNT, sizeof *old);
	struct span *new = mem_new_array(COUNT, sizeof *new);
	char(*words)[8] = mem_new_array(COUNT, sizeof *words);
	struct diff_list left = { .items = old, .count = COUNT };
	struct diff_list right = { .items = new, .count = COUNT };
	struct answer some = { .is_quiet = true };
	struct answer all = { .is_quiet = true };
	unsigned random = 3;

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		snprintf(words[i], sizeof words[i], "w%u",
		    next_random(&random) % 5000);
		old[i] = new[i] = span_of(words[i]);
		if (i % 1000 == 500)
			new[i] = span_of("other");
	}
	compare(&some, &left, &right);
	assert_int_equal(some.changed, 2 * COUNT / 1000);
	for (size_t i = 0; i < COUNT; i++)
		new[i] = span_of("other");
	compare(&all, &left, &right);
	assert_int_equal(all.runs, 2);
	free(words);
	free(new);
	free(old);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_runs),
		cmocka_unit_test(test_tokens_of_any_bytes),
		cmocka_unit_test(test_a_result_stops_it),
		cmocka_unit_test(test_random_lists),
		cmocka_unit_test(test_long_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
