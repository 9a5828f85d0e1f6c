/*
 * Loose objects that a disk cut off, or that lie: libgit2 1.5.1 would hang on
 * the one and write past its memory on the other. Here each is a plain fault,
 * and what was torn is written again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "support/past.h"

#include <withus/err.h>

/* A hang ends the test. */
#define SECONDS 120
#define READ_MOST ((size_t)1 << 20)

static int
set_up(void **state)
{
	alarm(SECONDS);
	return past_set_up(state);
}

/* The file of what a name of git's means, to be freed. */
static char *
find_file(struct past *past, const char *name)
{
	char *path = place_ask(&past->place,
	    "o=$(git rev-parse '%s') && "
	    "echo $R/objects/${o%%${o#??}}/${o#??}",
	    name);

	assert_true(file_is_there(path));
	return path;
}

static void
put_file(const char *path, const void *bytes, size_t len)
{
	FILE *file;

	(void)remove(path);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

/* Nothing is remembered from before. */
static void
open_again(struct past *past)
{
	repo_close(past->repo);
	past->repo = NULL;
	assert_int_equal(repo_open(&past->repo, past->place.repo), 0);
}

static int
try_next(struct past *past, const struct point *parent)
{
	struct repo_change change = past_put("a/b/next.md", "next");
	struct point made;

	open_again(past);
	return past_try(past, &made, parent, &change, 1);
}

static void
assert_damage(struct past *past, const struct point *parent, const char *name,
    size_t len)
{
	int err = try_next(past, parent);

	if (err != -ERR_REPO_DAMAGED)
		fail_msg("%s cut to %zu bytes: %s", name, len,
		    err_name((enum err_code) - err));
	assert_non_null(strstr(err_last()->arg[1], "cut off or damaged"));
}

static void
test_each_cut_of_what_is_read_is_a_fault(void **state)
{
	static const char *const names[] = { "journal", "journal^{tree}",
		"journal:a", "journal:a/b" };
	struct past *past = *state;
	struct repo_change change = past_put("a/b/c.md", "1");
	struct point one = past_commit(past, NULL, &change, 1);

	past_publish(past, NULL, &one);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char *path = find_file(past, names[i]);
		struct str whole = { .len = 0 };

		assert_int_equal(file_read(&whole, path, READ_MOST), 0);
		for (size_t len = 0; len < whole.len; len++) {
			put_file(path, whole.data, len);
			assert_damage(past, &one, names[i], len);
		}
		put_file(path, whole.data, whole.len);
		str_clear(&whole);
		free(path);
	}
	assert_int_equal(try_next(past, &one), 0);
}

/* The same with each byte changed: zlib's checksum, or the name, tells. */
static void
test_each_changed_byte_is_a_fault(void **state)
{
	struct past *past = *state;
	struct repo_change change = past_put("a/b/c.md", "1");
	struct point one = past_commit(past, NULL, &change, 1);
	struct str whole = { .len = 0 };
	char *path;

	past_publish(past, NULL, &one);
	path = find_file(past, "journal:a/b");
	assert_int_equal(file_read(&whole, path, READ_MOST), 0);
	for (size_t at = 2; at < whole.len; at++) {
		whole.data[at] ^= 1;
		put_file(path, whole.data, whole.len);
		whole.data[at] ^= 1;
		assert_int_equal(try_next(past, &one), -ERR_REPO_DAMAGED);
	}
	str_clear(&whole);
	free(path);
}

/* A file that holds, deflated, just these bytes and then `more`. */
static void
put_deflated(const char *path, const char *bytes, size_t len, const char *more)
{
	unsigned char out[512];
	uLongf out_len = sizeof out;

	assert_int_equal(compress(out, &out_len, (const unsigned char *)bytes,
			     len),
	    Z_OK);
	assert_true(out_len + strlen(more) <= sizeof out);
	memcpy(out + out_len, more, strlen(more));
	put_file(path, out, out_len + strlen(more));
}

#define LIE(text)                                        \
	{                                                \
		.bytes = (text), .len = sizeof(text) - 1 \
	}

static void
test_lies_are_faults(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} lies[] = {
		LIE("tree 3\0abcd"),
		LIE("tree 0\0abcd"),
		LIE("tree 5\0abcd"),
		LIE("tree 4096\0abcd"),
		LIE("tree 1073741823\0abcd"),
		LIE("tree 99999999999999999999\0abcd"),
		LIE("tree 04\0abcd"),
		LIE("tree -4\0abcd"),
		LIE("tree \0abcd"),
		LIE("tree4\0abcd"),
		LIE("tree 4"),
		LIE("tree 4 and more than a head can hold\0abcd"),
		LIE("leaf 4\0abcd"),
		LIE(""),
		LIE("\0"),
		LIE("tree 40\0"
		    "0123456789012345678901234567890123456789 and more"),
	};
	struct past *past = *state;
	struct repo_change change = past_put("a/b/c.md", "1");
	struct point one = past_commit(past, NULL, &change, 1);
	char *path;

	past_publish(past, NULL, &one);
	path = find_file(past, "journal:a/b");
	for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
		put_deflated(path, lies[i].bytes, lies[i].len, "");
		assert_damage(past, &one, "a lie", i);
	}
	put_deflated(path, "tree 0\0", 7, "and more");
	assert_damage(past, &one, "more behind the end", 0);
	put_file(path, "not deflated at all", 19);
	assert_damage(past, &one, "not deflated", 0);
	assert_int_equal(remove(path), 0);
	place_run(&past->place, "mkdir '%s'", path);
	assert_damage(past, &one, "a folder", 0);
	/* Well made, but not what its name says. */
	place_run(&past->place, "rmdir '%s'", path);
	put_deflated(path, "tree 0\0", 7, "");
	assert_int_equal(try_next(past, &one), -ERR_REPO_DAMAGED);
	free(path);
}

/* What a power cut tore under the name of an object to be written. */
static void
test_a_torn_object_is_written_again(void **state)
{
	struct past *past = *state;
	struct repo_change change = past_put("a/b/c.md", "some words\n");
	struct point one = past_commit(past, NULL, &change, 1);
	char *path = place_ask(&past->place,
	    "o=$(echo some words | git hash-object --stdin) && "
	    "echo $R/objects/${o%%${o#??}}/${o#??}");
	struct str whole = { .len = 0 };

	assert_int_equal(file_read(&whole, path, READ_MOST), 0);
	for (size_t len = 0; len < whole.len; len++) {
		put_file(path, whole.data, len);
		open_again(past);
		struct point two = past_commit(past, NULL, &change, 1);

		assert_true(point_equal(&one, &two));
	}
	past_publish(past, NULL, &one);
	str_clear(&whole);
	free(path);
}

/* Where many objects go into a pack, the torn file stays beside it. */
static void
test_a_torn_object_among_many_is_packed(void **state)
{
	enum {
		COUNT = 60
	};
	struct past *past = *state;
	struct repo_change changes[COUNT];
	char paths[COUNT][8];

	for (size_t i = 0; i < COUNT; i++) {
		snprintf(paths[i], sizeof paths[i], "%zu", i);
		changes[i] = past_put(paths[i], paths[i]);
	}
	place_run(&past->place,
	    "o=$(printf 7 | git hash-object --stdin) && "
	    "mkdir $R/objects/${o%%${o#??}} && "
	    ">$R/objects/${o%%${o#??}}/${o#??}");
	struct point one = past_commit(past, NULL, changes, COUNT);

	assert_int_equal(repo_move_head(past->repo, NULL, &one), 0);
	place_run(&past->place, "test $(git cat-file -p journal:7) = 7");
}

/* Lengths around where zlib's and our own steps end. */
static void
test_what_is_written_is_what_git_reads(void **state)
{
	static const size_t lens[] = { 0, 1, 23, 24, 25, 26, 4096, 65536,
		1 << 20 };
	struct past *past = *state;
	struct point at = { .bytes = { 0 } };
	unsigned seed = 1;

	for (size_t i = 0; i < sizeof lens / sizeof *lens; i++) {
		char *bytes = mem_new(lens[i] + 1);
		struct repo_change change = { .path = "a",
			.bytes = bytes,
			.len = lens[i] };

		for (size_t n = 0; n < lens[i]; n++) {
			seed = seed * 1103515245U + 12345U;
			bytes[n] = (char)(seed >> 16);
		}
		struct point next =
		    past_commit(past, i > 0 ? &at : NULL, &change, 1);
		past_publish(past, i > 0 ? &at : NULL, &next);
		place_run(&past->place,
		    "test $(git cat-file -s journal:a) = %zu", lens[i]);
		at = next;
		free(bytes);
	}
	place_run(&past->place,
	    "test -z \"$(ls $R/objects | grep tmp)\" && "
	    "test -z \"$(find $R/objects -type f ! -perm 444)\"");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, past_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_each_cut_of_what_is_read_is_a_fault),
		TEST(test_each_changed_byte_is_a_fault),
		TEST(test_lies_are_faults),
		TEST(test_a_torn_object_is_written_again),
		TEST(test_a_torn_object_among_many_is_packed),
		TEST(test_what_is_written_is_what_git_reads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
