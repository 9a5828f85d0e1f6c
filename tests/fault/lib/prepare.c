#define _GNU_SOURCE 1
#include "prepare.h"

#include "tree.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define BRANCH "refs/heads/journal"

static bool
write_jrnl(const struct stage *stage, const struct scenario_step *step)
{
	char path[PATH_MAX + 16], text[4096];
	size_t len = 0;
	for (int i = 1; step->args[i]; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len,
		    "[2026-10-%02d 09:00] %s came up in the morning.\n"
		    "A second line of day %d.\n\n",
		    i, step->args[i], i);
	snprintf(path, sizeof(path), "%s/in.jrnl", stage->box);
	tree_write_file(path, text, len);
	return true;
}

/* The files of two folders have the same names: what differs is the words. */
static bool
write_adr(const struct stage *stage, const struct scenario_step *step)
{
	char path[PATH_MAX + 64], text[512];

	snprintf(path, sizeof(path), "%s/%s", stage->box, step->args[1]);
	tree_make(path);
	for (int i = 2; step->args[i]; i++) {
		int len = snprintf(text, sizeof(text),
		    "# %d. Question of day %d\n\nDate: 2026-10-%02d\n\n"
		    "## Status\n\nAccepted\n\n## Context\n\nIt was asked.\n\n"
		    "## Decision\n\nWe take %s.\n",
		    i - 1, i - 1, i, step->args[i]);
		snprintf(path, sizeof(path), "%s/%s/%04d-day.md", stage->box,
		    step->args[1], i - 1);
		tree_write_file(path, text, (size_t)len);
	}
	return true;
}

static bool
copy_home(const struct stage *stage)
{
	char from[PATH_MAX], to[PATH_MAX];
	stage_get_home(stage, from, 0);
	stage_get_home(stage, to, 1);
	tree_copy(from, to);
	return true;
}

void
prepare_each_repo(const struct stage *stage, int home,
    void (*each)(void *data, const char *path), void *data)
{
	char pattern[PATH_MAX + 32];
	glob_t found = { 0 };
	stage_get_home(stage, pattern, home);
	strcat(pattern, "/projects/*.git");
	if (glob(pattern, 0, NULL, &found) == 0)
		for (size_t i = 0; i < found.gl_pathc; i++)
			each(data, found.gl_pathv[i]);
	globfree(&found);
}

static void
keep_path(void *data, const char *path)
{
	snprintf(data, PATH_MAX, "%s", path);
}

/* The name of the last file of the history that is an entry's. */
static bool
find_entry_object(char out[64], const char *listing)
{
	bool found = false;
	for (const char *line = listing; line && *line;) {
		size_t len = strcspn(line, "\n");
		if (len > 44 && len < 200 &&
		    strncmp(line + len - 3, ".md", 3) == 0 &&
		    !memmem(line, len, "README", 6)) {
			snprintf(out, 41, "%s", line);
			found = true;
		}
		line += len + (line[len] == '\n');
	}
	return found;
}

/* Turns over the bits in the middle of the file. */
static bool
spoil_file(const char *path)
{
	size_t len;
	char *bytes = tree_read_file(path, &len);
	if (!bytes || len == 0) {
		fprintf(stderr, "cannot spoil %s\n", path);
		free(bytes);
		return false;
	}
	bytes[len / 2] = (char)~bytes[len / 2];
	chmod(path, 0600);
	tree_write_file(path, bytes, len);
	chmod(path, 0444);
	free(bytes);
	return true;
}

/* Runs git on a repository; what it printed goes to `out`. */
static void
ask_git(struct stage *stage, const char *repo, const char *const *words,
    struct spawn_result *out)
{
	const char *argv[16] = { "git", "--git-dir", repo };
	for (int i = 0; words[i]; i++)
		argv[3 + i] = words[i];
	stage_run(stage, argv, out);
}

/* The name of the file of the history that has the word. */
static bool
find_word_object(struct stage *stage, const char *repo, const char *word,
    char out[64])
{
	const char *const grep[] = { "grep", "-l", "-e", word, BRANCH, "--",
		NULL };
	struct spawn_result where, what = { .out = NULL };

	ask_git(stage, repo, grep, &where);
	if (where.out)
		where.out[strcspn(where.out, "\n")] = '\0';
	const char *const parse[] = { "rev-parse", "--verify", where.out,
		NULL };
	if (where.out && *where.out)
		ask_git(stage, repo, parse, &what);
	bool found = what.out && what.out_len > 40;
	if (found)
		snprintf(out, 41, "%s", what.out);
	spawn_clear(&where);
	spawn_clear(&what);
	return found;
}

static bool
find_last_object(struct stage *stage, const char *repo, char out[64])
{
	static const char *const list[] = { "rev-list", "--objects", BRANCH,
		NULL };
	struct spawn_result result;
	ask_git(stage, repo, list, &result);
	bool found = find_entry_object(out, result.out);
	spawn_clear(&result);
	return found;
}

/* Of an entry where no word is given. All are found before one is spoilt:
 * git would not look behind that. */
static bool
damage_objects(struct stage *stage, const char *const *words)
{
	char repo[PATH_MAX] = "", names[SCENARIO_ARGS][64];
	char path[PATH_MAX + 128];
	int count = 0;

	prepare_each_repo(stage, 0, keep_path, repo);
	bool found = words[0] || find_last_object(stage, repo, names[count++]);
	for (int i = 0; found && words[i]; i++)
		found = find_word_object(stage, repo, words[i], names[count++]);
	if (!found)
		fputs("there is no entry to spoil in the history\n", stderr);
	for (int i = 0; found && i < count; i++) {
		snprintf(path, sizeof(path), "%s/objects/%.2s/%s", repo,
		    names[i], names[i] + 2);
		found = spoil_file(path);
	}
	return found;
}

/*
 * An entry's body begins behind the blank line after its header: there the
 * word is in the stored version itself and not in an index of words.
 */
static bool
damage_row(const struct stage *stage, const char *word)
{
	char path[PATH_MAX + 16], wanted[80];
	size_t len;

	stage_get_home(stage, path, 0);
	strcat(path, "/journal.db");
	snprintf(wanted, sizeof(wanted), "\n\n%s", word);
	char *bytes = tree_read_file(path, &len);
	char *at = bytes ? memmem(bytes, len, wanted, strlen(wanted)) : NULL;
	if (!at)
		fprintf(stderr, "%s is not in %s\n", word, path);
	else {
		at[3] ^= 1;
		tree_write_file(path, bytes, len);
	}
	free(bytes);
	return at != NULL;
}

static bool
damage_file(const struct stage *stage)
{
	char path[PATH_MAX + 16];
	size_t len;

	stage_get_home(stage, path, 0);
	strcat(path, "/journal.db");
	char *bytes = tree_read_file(path, &len);
	bool found = bytes && len > 100;
	if (found) {
		memset(bytes, 'x', 100);
		tree_write_file(path, bytes, len);
	} else {
		fprintf(stderr, "cannot spoil %s\n", path);
	}
	free(bytes);
	return found;
}

bool
prepare_do(struct stage *stage, const struct scenario_step *step)
{
	const char *what = step->args[0];
	if (strcmp(what, "@jrnl") == 0)
		return write_jrnl(stage, step);
	if (strcmp(what, "@adr") == 0)
		return write_adr(stage, step);
	if (strcmp(what, "@copy") == 0)
		return copy_home(stage);
	if (strcmp(what, "@damage-object") == 0)
		return damage_objects(stage, step->args + 1);
	if (strcmp(what, "@damage-row") == 0)
		return damage_row(stage, step->args[1]);
	if (strcmp(what, "@damage-file") == 0)
		return damage_file(stage);
	fprintf(stderr, "no such step: %s\n", what);
	return false;
}
