/*
 * Looking for damage, by `git fsck`: it reports what libgit2 1.5.1 hangs on.
 *
 * Setting aside reads git's complaints for the files they name: a line such
 * as
 *
 *      error: <id>: object corrupt or missing: <repository>/objects/ab/<38>
 *
 * ends in, or holds, the path of a loose object. Whatever the words around
 * it are in this release of git, a complaint that names an object's file is
 * about that file. It is moved, never removed.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hex.h"
#include "base/span.h"
#include "repo/inside.h"

#include <withus/err.h>

/*
 * The most seconds that git gets. 100,000 saves are 500,000 objects, through
 * which it went in 10 s, and in 50 on a busy computer; this gives 530, for the
 * oldest computer with the slowest disk.
 */
#define SECONDS_FLOOR ((size_t)30)
#define SECONDS_OBJECTS ((size_t)1000) /* one more for so many */
/* Enough of what git says on standard output for its first line. */
#define SAID_MAX ((size_t)4096)

#define OBJECTS "objects/"
enum {
	FAN_DIGITS = 2,
	REST_DIGITS = 38,
	NAME_LEN = FAN_DIGITS + 1 + REST_DIGITS /* "ab/" and the rest */
};

/* One run of it, and who is told how long it takes. */
struct looking {
	const char *path;
	bool full;
	size_t most;     /* seconds */
	repo_tick *tick; /* NULL */
	void *data;
	struct str said;
};

static int
keep_start(void *data, const char *bytes, size_t len)
{
	struct looking *looking = data;
	struct str *said = &looking->said;
	size_t room = said->len < SAID_MAX ? SAID_MAX - said->len : 0;

	str_add_bytes(said, bytes, len < room ? len : room);
	return 0;
}

static void
tell_tick(void *data, size_t seconds)
{
	struct looking *looking = data;

	if (looking->tick != NULL)
		looking->tick(looking->data, seconds, looking->most);
}

static int
set_slow(const struct looking *looking)
{
	struct str seconds = { .len = 0 };
	int err;

	str_add_format(&seconds, "%zu", looking->most);
	err =
	    err_set(ERR_HISTORY_SLOW, looking->path, str_text(&seconds), NULL);
	str_clear(&seconds);
	return err;
}

static int
run_fsck(struct looking *looking, int *status, struct str *errors)
{
	const char *const args[] = { "fsck",
		looking->full ? "--full" : "--no-full", "--no-dangling",
		"--no-progress", "--strict", NULL };
	struct repo_git git = {
		.path = looking->path,
		.args = args,
		.take = keep_start,
		.tick = tell_tick,
		.data = looking,
	};
	int err = repo_must_be(looking->path);

	looking->most =
	    SECONDS_FLOOR + repo_count_objects(looking->path) / SECONDS_OBJECTS;
	git.wall_ms = looking->most < INT_MAX / 1000 ?
	    (int)looking->most * 1000 :
	    INT_MAX;
	if (err == 0)
		err = repo_run_git(&git, status, errors);
	/* A missing object is told on standard output. */
	if (err == 0 && errors->len == 0)
		str_add_bytes(errors, str_text(&looking->said),
		    looking->said.len);
	str_clear(&looking->said);
	return err == -ERR_CHILD_HUNG ? set_slow(looking) : err;
}

static int
look(struct looking *looking)
{
	struct str errors = { .len = 0 };
	int status = 0;
	int err = run_fsck(looking, &status, &errors);

	if (err == 0 && status != 0) {
		char *words = repo_first_words(&errors);
		err = err_set(ERR_REPO_DAMAGED, looking->path, words, NULL);
		free(words);
	}
	str_clear(&errors);
	return err;
}

int
repo_fsck(const char *path, bool full)
{
	struct looking looking = { .path = path, .full = full };

	return look(&looking);
}

int
repo_fsck_told(const char *path, repo_tick *tick, void *data)
{
	struct looking looking = {
		.path = path,
		.full = true,
		.tick = tick,
		.data = data,
	};

	return look(&looking);
}

/* ---------------------------------------------------------- setting aside */

static bool
are_digits(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (strchr("0123456789abcdef", text[i]) == NULL)
			return false;
	return true;
}

/* "ab/<38 digits>" of the object file that a line names; an empty span. */
static struct span
find_object(struct span line)
{
	size_t mark = strlen(OBJECTS);

	for (size_t i = 0; i + mark + NAME_LEN <= line.len; i++) {
		const char *name = line.data + i + mark;

		if (memcmp(line.data + i, OBJECTS, mark) == 0 &&
		    are_digits(name, FAN_DIGITS) && name[FAN_DIGITS] == '/' &&
		    are_digits(name + FAN_DIGITS + 1, REST_DIGITS))
			return span_make(name, NAME_LEN);
	}
	return span_make(NULL, 0);
}

/* The same object may have been set aside before: the later one stays. */
static int
move_aside(const char *path, struct span name, size_t *count)
{
	struct str from = { .len = 0 };
	struct str to = { .len = 0 };
	int err = 0;

	str_add_format(&from, "%s/" OBJECTS "%.*s", path, (int)name.len,
	    name.data);
	str_add_format(&to, "%s/corrupt/%.*s%.*s", path, FAN_DIGITS, name.data,
	    REST_DIGITS, name.data + FAN_DIGITS + 1);
	if (rename(str_text(&from), str_text(&to)) == 0)
		++*count;
	else if (errno != ENOENT) /* named twice, it has gone already */
		err = repo_file_fault(str_text(&from));
	str_clear(&to);
	str_clear(&from);
	return err;
}

static int
move_all_aside(const char *path, const struct str *errors, size_t *count)
{
	struct span rest = span_make(str_text(errors), errors->len);
	char *corrupt = file_join(path, "corrupt");
	int err = file_make_dirs(corrupt);

	while (err == 0 && rest.len > 0) {
		struct span name = find_object(span_next_line(&rest));

		if (name.data != NULL)
			err = move_aside(path, name, count);
	}
	if (err == 0)
		err = file_sync_dir(corrupt);
	free(corrupt);
	return err;
}

/* Again until nothing more is found: of a long list of complaints only the
 * beginning is kept, and some damage hides other. */
int
repo_set_aside_damaged(const char *path, size_t *count)
{
	size_t before;
	int err;

	*count = 0;
	do {
		struct looking looking = { .path = path };
		struct str errors = { .len = 0 };
		int status = 0;

		before = *count;
		err = run_fsck(&looking, &status, &errors);
		if (err == 0 && status != 0)
			err = move_all_aside(path, &errors, count);
		str_clear(&errors);
	} while (err == 0 && *count > before);
	return err;
}
