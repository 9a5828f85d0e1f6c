/* Keys of a member: each is confirmed by itself. */
#include "support/home.h"

#include "core/finish.h"
#include "core/make.h"

#include <withus/err.h>
#include <withus/project.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define KEYS_MAX 4

struct seen {
	struct member_key keys[KEYS_MAX];
	size_t count;
};

static struct id
add_ben(struct home *home)
{
	struct record *words = record_new("member");
	struct written written;

	record_set_text(words, "name", "Ben");
	assert_int_equal(member_add(home->journal, &home->writer, words, true,
			     &written),
	    0);
	record_free(words);
	return written.id;
}

/* A new key says that it speaks for the member, as a second computer does. */
static void
claim(struct home *home, const struct id *member)
{
	struct sign_key key;
	struct action action = {
		.project = home->writer.project,
		.member = home->writer.member,
		.word = "import",
	};
	struct maker maker = {
		.project = home->writer.project,
		.by = *member,
		.key = &key,
	};
	struct record *words = record_new("key");
	bool in_history = false;

	sign_key_make(&key);
	make_key_born(words->born, key.public);
	assert_int_equal(make_version(&action, &maker, words, NULL, NULL), 0);
	assert_int_equal(finish_action(home->journal, &action, &in_history), 0);
	record_free(words);
	action_clear(&action);
	sign_key_wipe(&key);
}

static int
note_key(void *data, const struct member_key *key)
{
	struct seen *seen = data;

	assert_true(seen->count < KEYS_MAX);
	assert_int_equal(strlen(key->words), 35);
	assert_int_equal(strlen(key->since), 10);
	seen->keys[seen->count] = *key;
	seen->keys[seen->count].words = NULL;
	seen->keys[seen->count++].since = NULL;
	return 0;
}

static struct seen
look(struct home *home, const struct id *member)
{
	struct seen seen = { .count = 0 };

	assert_int_equal(member_each_key(home->journal, &home->writer, member,
			     note_key, &seen),
	    0);
	return seen;
}

static void
test_a_later_key_wants_its_own_word(void **state)
{
	struct home home;
	struct written written;
	struct seen seen;
	struct id ben;

	(void)state;
	home_start(&home);
	ben = add_ben(&home);
	assert_int_equal(member_confirm(home.journal, &home.writer, &ben,
			     &written),
	    0);
	seen = look(&home, &ben);
	assert_int_equal(seen.count, 1);
	assert_true(seen.keys[0].is_confirmed);
	claim(&home, &ben);
	seen = look(&home, &ben);
	assert_int_equal(seen.count, 2);
	assert_int_equal(seen.keys[0].is_confirmed + seen.keys[1].is_confirmed,
	    1);
	assert_int_equal(member_confirm(home.journal, &home.writer, &ben,
			     &written),
	    -ERR_KEY_SEVERAL);
	assert_string_equal(err_last()->arg[0], "Ben");
	home_close(&home);
}

static void
test_one_key_is_confirmed_and_no_other(void **state)
{
	struct home home;
	struct written written;
	struct seen seen;
	struct id ben;

	(void)state;
	home_start(&home);
	ben = add_ben(&home);
	claim(&home, &ben);
	claim(&home, &ben);
	seen = look(&home, &ben);
	assert_int_equal(seen.count, 3);
	assert_int_equal(member_confirm_key(home.journal, &home.writer, &ben,
			     &seen.keys[1].id, &written),
	    0);
	seen = look(&home, &ben);
	assert_false(seen.keys[0].is_confirmed);
	assert_true(seen.keys[1].is_confirmed);
	assert_false(seen.keys[2].is_confirmed);
	assert_int_equal(member_confirm_key(home.journal, &home.writer, &ben,
			     &seen.keys[1].id, &written),
	    -ERR_NOTHING_CHANGED);
	assert_int_equal(member_confirm_key(home.journal, &home.writer, &ben,
			     &ben, &written),
	    -ERR_CODE_NOT_THERE);
	home_close(&home);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_later_key_wants_its_own_word),
		cmocka_unit_test(test_one_key_is_confirmed_and_no_other),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
