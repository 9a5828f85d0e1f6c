/*
 * Packing loose objects: git finds the same history, all of it packed, and
 * whatever is damaged or in the way costs nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "repo/pack.h"
#include "support/past.h"

#include <withus/err.h>

enum {
	SAVES = 40,
	FOLDERS = 60
};

/* A history as saves make it: each adds a file to a folder of many. */
static struct point
make_history(struct past *past)
{
	static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
	struct repo_change changes[FOLDERS];
	char paths[FOLDERS][64];
	struct point tip;

	for (size_t i = 0; i < FOLDERS; i++) {
		(void)snprintf(paths[i], sizeof paths[i], "said/%c%c/first.md",
		    alphabet[i % 32], alphabet[i / 32]);
		changes[i] = past_put(paths[i], "first\n");
	}
	tip = past_commit(past, NULL, changes, 20);
	tip = past_commit(past, &tip, changes + 20, 20);
	tip = past_commit(past, &tip, changes + 40, 20);
	for (size_t i = 0; i < SAVES; i++) {
		char path[64];
		char words[64];

		(void)snprintf(path, sizeof path, "said/%c%c/%03zu.md",
		    alphabet[i * 7 % 32], alphabet[i % 2], i);
		(void)snprintf(words, sizeof words, "said as number %zu\n", i);
		struct repo_change change = past_put(path, words);
		tip = past_commit(past, &tip, &change, 1);
	}
	past_publish(past, NULL, &tip);
	return tip;
}

static int
set_up(void **state)
{
	(void)setenv("WITHUS_TEST_PACK", "20", 1);
	return past_set_up(state);
}

static size_t
pack_all(struct past *past)
{
	size_t count = 0;

	assert_int_equal(pack_loose(past->place.repo, &count), 0);
	return count;
}

#define LOOSE "find $R/objects/?? -type f"

static size_t
count_loose(struct past *past)
{
	char *text = place_ask(&past->place, LOOSE " | wc -l");
	size_t count = strtoul(text, NULL, 10);

	free(text);
	return count;
}

static void
assert_whole(struct past *past)
{
	place_run(&past->place,
	    "git fsck --full --strict --no-dangling && "
	    "for i in $R/objects/pack/*.idx; do "
	    "test ! -f $i || git verify-pack $i; done");
}

/* ---------------------------------------------------------------- packing */

static void
test_all_is_packed_and_the_same(void **state)
{
	struct past *past = *state;

	make_history(past);
	place_run(&past->place, "git rev-list --objects journal >before");
	size_t loose = count_loose(past);
	assert_true(loose > 150);
	assert_true(pack_is_due(past->place.repo));
	assert_int_equal(pack_all(past), loose);
	assert_int_equal(count_loose(past), 0);
	assert_false(pack_is_due(past->place.repo));
	assert_whole(past);
	place_run(&past->place,
	    "git rev-list --objects journal >after && cmp before after && "
	    "test $(git rev-list --objects journal | wc -l) = %zu",
	    loose);
}

/* Trees stand on those before: else the trees alone would be much more. */
static void
test_trees_are_changes_of_those_before(void **state)
{
	struct past *past = *state;

	make_history(past);
	pack_all(past);
	place_run(&past->place,
	    "git verify-pack -v $R/objects/pack/*.idx >list && "
	    "awk '$2 == \"tree\" && NF == 7 { n++; if ($6 > d) d = $6 } "
	    "END { exit !(n >= 40 && d <= 24 && d > 10) }' list && "
	    "test $(cat $R/objects/pack/*.pack | wc -c) -lt 20000");
}

static void
test_files_are_for_their_owner_to_read(void **state)
{
	struct past *past = *state;

	make_history(past);
	pack_all(past);
	place_run(&past->place,
	    "test \"$(stat -c %%a $R/objects/pack/* | sort -u)\" = "
	    "$(printf '%%o' $((0444 & ~0$(umask))))");
}

/* What reads and writes goes on, with the repository opened before. */
static void
test_an_open_repository_goes_on(void **state)
{
	struct past *past = *state;
	struct point tip = make_history(past);
	struct repo_change change = past_put("said/00/later.md", "later\n");

	pack_all(past);
	struct point next = past_commit(past, &tip, &change, 1);
	past_publish(past, &tip, &next);
	assert_int_equal(count_loose(past), 5);
	assert_whole(past);
	pack_all(past);
	assert_int_equal(count_loose(past), 0);
	place_run(&past->place, "test $(ls $R/objects/pack/*.idx | wc -l) = 2");
	assert_whole(past);
}

static int
count_file(void *data, const struct repo_file *file)
{
	if (file->bytes != NULL)
		++*(size_t *)data;
	return 0;
}

static void
test_a_walk_goes_through_packs(void **state)
{
	struct past *past = *state;
	struct point tip = make_history(past);
	struct repo_range range = { .to = &tip };
	size_t count = 0;

	pack_all(past);
	repo_close(past->repo);
	assert_int_equal(repo_open(&past->repo, past->place.repo), 0);
	assert_int_equal(repo_walk(past->repo, &range, 100, count_file, &count),
	    0);
	assert_int_equal(count, FOLDERS + SAVES);
}

/* A tree that comes back, as an undo makes it, is no base of itself. */
static void
test_trees_that_come_back(void **state)
{
	struct past *past = *state;
	struct repo_change put = past_put("said/00/first.md", "second\n");
	struct repo_change back = past_put("said/00/first.md", "first\n");
	struct point tip = make_history(past);
	struct point from = tip;

	for (size_t i = 0; i < 6; i++)
		tip = past_commit(past, &tip, i % 2 == 0 ? &put : &back, 1);
	past_publish(past, &from, &tip);
	pack_all(past);
	assert_int_equal(count_loose(past), 0);
	assert_whole(past);
}

/* Contents whose lengths need several bytes, and none at all. */
static void
test_lengths(void **state)
{
	struct past *past = *state;
	static char bytes[300000];
	static const size_t lens[] = { 0, 1, 15, 16, 127, 128, 2047, 2048,
		65535, 65536, 262144, 299999 };
	struct point tip;

	memset(bytes, 'y', sizeof bytes - 1);
	for (size_t i = 0; i < sizeof lens / sizeof *lens; i++) {
		struct repo_change change = { .path = "said/00/long.md",
			.bytes = bytes,
			.len = lens[i] };
		bytes[lens[i] / 2] = (char)('a' + i);
		tip = past_commit(past, i > 0 ? &tip : NULL, &change, 1);
	}
	past_publish(past, NULL, &tip);
	pack_all(past);
	assert_int_equal(count_loose(past), 0);
	assert_whole(past);
}

/* A folder of very many: copies of more than 64 KiB. */
static void
test_a_long_tree(void **state)
{
	enum {
		COUNT = 3000
	};
	struct past *past = *state;
	static struct repo_change changes[COUNT];
	static char paths[COUNT][48];
	struct point tip;

	for (size_t i = 0; i < COUNT; i++) {
		(void)snprintf(paths[i], sizeof paths[i],
		    "said/00/%04zu-abcdefghijklmnop.md", i);
		changes[i] = past_put(paths[i], "one\n");
	}
	tip = past_commit(past, NULL, changes, COUNT);
	place_run(&past->place,
	    "for p in $R/objects/pack/*.pack; do mv $p p; rm $R/objects/pack/*;"
	    " git unpack-objects <p; done");
	for (size_t i = 0; i < 3; i++) {
		changes[0] = past_put(paths[1400 * i + 10], "two\n");
		tip = past_commit(past, &tip, changes, 1);
	}
	past_publish(past, NULL, &tip);
	pack_all(past);
	assert_int_equal(count_loose(past), 0);
	assert_whole(past);
	place_run(&past->place,
	    "git verify-pack -v $R/objects/pack/*.idx | "
	    "awk '$2 == \"tree\" && NF == 7 { n++ } END { exit n != 3 }'");
}

/* As where time was up, or where a power cut brought names back. */
static void
test_what_is_packed_goes_without_another(void **state)
{
	struct past *past = *state;

	make_history(past);
	place_run(&past->place, "cp -r $R/objects before");
	size_t loose = pack_all(past);
	place_run(&past->place, "cp -r before/?? $R/objects");
	assert_int_equal(count_loose(past), loose);
	assert_int_equal(pack_all(past), loose);
	assert_int_equal(count_loose(past), 0);
	place_run(&past->place, "test $(ls $R/objects/pack | wc -l) = 2");
	assert_whole(past);
}

/* ----------------------------------------------------------------- damage */

/* What its pack does not give back stays. */
static void
test_a_damaged_pack_takes_nothing_away(void **state)
{
	struct past *past = *state;

	make_history(past);
	place_run(&past->place, "cp -r $R/objects before");
	size_t loose = pack_all(past);
	place_run(&past->place,
	    "cp -r before/?? $R/objects && cd $R/objects/pack && "
	    "chmod u+w *.pack && size=$(stat -c %%s *.pack) && "
	    "dd if=/dev/zero of=$(ls *.pack) bs=1 conv=notrunc count=4000 "
	    "seek=$((size / 2)) 2>../../../dd");
	size_t gone = pack_all(past);
	assert_in_range(gone, 1, loose - 20);
	place_run(&past->place,
	    "for o in $(git rev-list --objects journal 2>err | cut -c1-40); do "
	    "git cat-file -e $o 2>err || exit 1; done");
	place_run(&past->place,
	    "git rev-list --objects --all >all 2>err && "
	    "git archive journal >all 2>err");
}

static void
test_damage_stays_where_it_is(void **state)
{
	struct past *past = *state;

	make_history(past);
	/* One is cut off, one lies about what it is, one is no object. */
	place_run(&past->place,
	    "set -- $(" LOOSE " | sort) && chmod u+w $1 $2 && : >$1 && "
	    "cp $3 $2 && mkdir -p $R/objects/00 && "
	    "echo hello >$R/objects/00/note");
	size_t loose = count_loose(past);
	assert_int_equal(pack_all(past), loose - 3);
	assert_int_equal(count_loose(past), 3);
	place_run(&past->place, "test -f $R/objects/00/note");
}

static void
test_too_few_stay_loose(void **state)
{
	struct past *past = *state;

	make_history(past);
	(void)setenv("WITHUS_TEST_PACK", "100000", 1);
	assert_false(pack_is_due(past->place.repo));
	(void)unsetenv("WITHUS_TEST_PACK");
	assert_false(pack_is_due(past->place.repo));
	assert_int_equal(pack_all(past), 0);
	assert_true(count_loose(past) > 150);
}

static void
test_nothing_is_no_pack(void **state)
{
	struct past *past = *state;
	size_t count = 1;

	assert_int_equal(pack_all(past), 0);
	place_run(&past->place, "test -z \"$(ls $R/objects/pack)\"");
	assert_int_equal(pack_loose("/nowhere/at/all", &count),
	    -ERR_REPO_MISSING);
	assert_int_equal(count, 0);
}

/* Where the folder of packs cannot be written, nothing happens. */
static void
test_no_room_costs_nothing(void **state)
{
	struct past *past = *state;
	size_t count = 0;

	make_history(past);
	size_t loose = count_loose(past);
	place_run(&past->place, "rmdir $R/objects/pack && : >$R/objects/pack");
	assert_int_equal(pack_loose(past->place.repo, &count),
	    -ERR_REPO_FAILED);
	assert_int_equal(count, 0);
	assert_int_equal(count_loose(past), loose);
}

/* Killed before the index had its name: the pack alone is swept away. */
static void
test_halves_are_swept(void **state)
{
	struct past *past = *state;

	make_history(past);
	pack_all(past);
	place_run(&past->place,
	    "cp $R/objects/pack/*.pack $R/objects/pack/pack-%s.pack && "
	    ": >$R/objects/pack/tmp_pack_0123",
	    "0123456789012345678901234567890123456789");
	assert_int_equal(repo_sweep(past->place.repo), 0);
	place_run(&past->place, "test $(ls $R/objects/pack | wc -l) = 2");
	assert_whole(past);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, past_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(test_all_is_packed_and_the_same),
		TEST(test_trees_are_changes_of_those_before),
		TEST(test_files_are_for_their_owner_to_read),
		TEST(test_an_open_repository_goes_on),
		TEST(test_a_walk_goes_through_packs),
		TEST(test_trees_that_come_back),
		TEST(test_lengths),
		TEST(test_a_long_tree),
		TEST(test_what_is_packed_goes_without_another),
		TEST(test_a_damaged_pack_takes_nothing_away),
		TEST(test_damage_stays_where_it_is),
		TEST(test_too_few_stay_loose),
		TEST(test_nothing_is_no_pack),
		TEST(test_no_room_costs_nothing),
		TEST(test_halves_are_swept),
	};
	return cmocka_run_group_tests_name("repo_pack", tests, NULL, NULL);
}
