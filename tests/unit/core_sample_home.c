/* The sample project in a home: taken in whole, once, and nowhere else. */
#include "support/home.h"

#include "base/file.h"

#include <withus/care.h>
#include <withus/err.h>
#include <withus/item.h>
#include <withus/project.h>
#include <withus/query.h>
#include <withus/read.h>
#include <withus/sample.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What the names alone decide stays as it is when words are changed. */
#define PROJECT "54g29kjqyj9mnkeg6shv258mhj"

static void
assert_done(int err)
{
	if (err != 0)
		fail_msg("%s: %s:%zu: %s", err_name(err_last()->code),
		    err_last()->arg[0], err_last()->line, err_last()->arg[1]);
}

static void
assert_id(const struct id *id, const char *text)
{
	char printed[ID_TEXT_SIZE];

	id_print(printed, id);
	assert_string_equal(printed, text);
}

struct counting {
	struct journal *journal;
	struct id project;
	size_t asides;
	size_t clashes;
	size_t here;
};

static int
count_item(void *data, const struct item *item)
{
	struct counting *counting = data;
	bool is_here = false;

	counting->asides += item->aside_count;
	counting->clashes += item->clash_count;
	if (strcmp(item->kind_name, "member") == 0)
		assert_int_equal(member_lives_here(counting->journal,
				     &counting->project, &item->id, &is_here),
		    0);
	counting->here += is_here;
	return 0;
}

static struct counting
count_all(struct home *home, const struct id *project)
{
	struct counting counting = {
		.journal = home->journal,
		.project = *project,
	};
	const struct kind *const *kind = kind_all();

	for (; *kind != NULL; kind++) {
		struct query query = {
			.project = *project,
			.kind = (*kind)->name,
		};

		assert_int_equal(read_list(home->journal, &query, count_item,
				     &counting),
		    0);
	}
	return counting;
}

static void
test_taken_in(void **state)
{
	struct home home;
	struct sample_result result;
	struct counting counting;
	struct id who;

	(void)state;
	home_open(&home);
	assert_done(sample_take_in(home.journal, NULL, &result));
	assert_true(result.in_history);
	assert_int_equal(result.known, 0);
	assert_string_equal(result.last_day, SAMPLE_LAST_DAY);
	assert_id(&result.project, PROJECT);
	counting = count_all(&home, &result.project);
	assert_int_equal(counting.asides, 1);
	assert_int_equal(counting.clashes, 1);
	assert_int_equal(counting.here, 3);
	assert_int_equal(member_acting(home.journal, &result.project, NULL,
			     &who),
	    -ERR_MEMBER_SEVERAL);
	assert_done(
	    member_acting(home.journal, &result.project, "Maryam", &who));
	home_assert_well(&home);
	home.writer = (struct writer){
		.project = result.project,
		.member = who,
	};
	(void)home_reflect(&home, "It is me.");
	home_assert_well(&home);
	home_close(&home);
}

static void
test_taken_in_twice(void **state)
{
	struct home home;
	struct sample_result first;
	struct sample_result second;

	(void)state;
	home_open(&home);
	assert_int_equal(sample_take_in(home.journal, "some day", &first),
	    -ERR_FIELD_DATE);
	assert_done(sample_take_in(home.journal, "2027-05-06", &first));
	home_again(&home);
	assert_done(sample_take_in(home.journal, NULL, &second));
	assert_string_equal(second.last_day, "2027-05-06");
	assert_int_equal(second.kept, 0);
	assert_int_equal(second.known, first.kept);
	assert_true(second.in_history);
	home_close(&home);
}

static int
check_path(const struct home *home, const char *name)
{
	char *path = file_join(home->dir, name);
	int err = sample_check_home(path);

	free(path);
	return err;
}

static void
test_homes_that_will_do(void **state)
{
	struct home home;
	struct sample_result result;

	(void)state;
	home_start(&home);
	assert_int_equal(sample_check_home(home.path), -ERR_SAMPLE_FOLDER);
	assert_int_equal(check_path(&home, "none"), 0);
	assert_int_equal(home_shell(&home, "mkdir empty full && touch full/x"),
	    0);
	assert_int_equal(check_path(&home, "empty"), 0);
	assert_int_equal(check_path(&home, "full"), -ERR_SAMPLE_FOLDER);
	assert_int_equal(check_path(&home, "full/x"), -ERR_SAMPLE_FOLDER);
	home_close(&home);
	home_open(&home);
	assert_done(sample_take_in(home.journal, NULL, &result));
	assert_int_equal(sample_check_home(home.path), 0);
	home_close(&home);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_taken_in),
		cmocka_unit_test(test_taken_in_twice),
		cmocka_unit_test(test_homes_that_will_do),
	};

	home_worker(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
