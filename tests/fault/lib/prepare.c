#define _GNU_SOURCE 1
#include "prepare.h"

#include "tree.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

static bool
damage_object(struct stage *stage)
{
	char repo[PATH_MAX] = "", name[64], path[PATH_MAX + 128];
	struct spawn_result result;

	prepare_each_repo(stage, 0, keep_path, repo);
	const char *const argv[] = { "git", "--git-dir", repo, "rev-list",
		"--objects", "refs/heads/journal", NULL };
	stage_run(stage, argv, &result);
	bool found = find_entry_object(name, result.out);
	spawn_clear(&result);
	if (!found) {
		fputs("there is no entry to spoil in the history\n", stderr);
		return false;
	}
	snprintf(path, sizeof(path), "%s/objects/%.2s/%s", repo, name,
	    name + 2);
	return spoil_file(path);
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
	if (strcmp(what, "@copy") == 0)
		return copy_home(stage);
	if (strcmp(what, "@damage-object") == 0)
		return damage_object(stage);
	if (strcmp(what, "@damage-row") == 0)
		return damage_row(stage, step->args[1]);
	if (strcmp(what, "@damage-file") == 0)
		return damage_file(stage);
	fprintf(stderr, "no such step: %s\n", what);
	return false;
}
