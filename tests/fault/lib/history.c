#define _GNU_SOURCE 1
#include "history.h"

#include "prepare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BRANCH "refs/heads/journal"
#define ID_LEN 40

/* Runs git on a repository; what it printed is the caller's to free. */
static int
run_git(struct history *history, const char *repo, const char *const *words,
    char **out)
{
	const char *argv[16] = { "git", "--git-dir", repo };
	struct spawn_result result;
	for (int i = 0; words[i]; i++)
		argv[3 + i] = words[i];
	stage_run(history->stage, argv, &result);
	int status = result.status;
	if (result.is_hung)
		history->is_hung = true;
	if (result.is_hung || result.signal)
		snprintf(history->why, sizeof(history->why),
		    "git %s did not end by itself", words[0]);
	*out = result.out;
	result.out = NULL;
	spawn_clear(&result);
	return status;
}

static void
add_text(struct history *history, const char *text)
{
	size_t have = history->text ? strlen(history->text) : 0;
	char *grown = realloc(history->text, have + strlen(text) + 1);
	if (!grown)
		abort();
	strcpy(grown + have, text);
	history->text = grown;
}

/* The tree of a commit in lines of "commit tree parent…"; NULL for none. */
static const char *
find_tree(const char *log, const char *commit)
{
	for (const char *line = log; line && *line;) {
		if (strncmp(line, commit, ID_LEN) == 0)
			return line + ID_LEN + 1;
		line = strchr(line, '\n');
		line = line ? line + 1 : NULL;
	}
	return NULL;
}

static void
look_for_doubles(struct history *history, const char *log)
{
	for (const char *line = log; line && *line;) {
		size_t len = strcspn(line, "\n");
		const char *tree = line + ID_LEN + 1;
		const char *parent = tree + ID_LEN + 1;
		/* Exactly one parent: a join may well bring nothing. */
		if (len == 3 * ID_LEN + 2) {
			const char *before = find_tree(log, parent);
			if (before && strncmp(before, tree, ID_LEN) == 0)
				snprintf(history->why, sizeof(history->why),
				    "commit %.10s changes nothing", line);
		}
		line += len + (line[len] == '\n');
	}
}

static void
read_repo(void *data, const char *repo)
{
	static const char *const log[] = { "log", "--format=%H %T %P", BRANCH,
		"--", NULL };
	static const char *const grep[] = { "grep", "-h", "-I", "-e", ".",
		BRANCH, "--", NULL };
	static const char *const fsck[] = { "fsck", "--strict", "--full",
		"--no-dangling", "--no-progress", NULL };
	struct history *history = data;
	char *out;

	history->repo_count++;
	if (run_git(history, repo, log, &out) == 0)
		look_for_doubles(history, out);
	free(out);
	if (run_git(history, repo, grep, &out) == 0 && out)
		add_text(history, out);
	free(out);
	if (!history->is_strict)
		return;
	if (run_git(history, repo, fsck, &out) != 0 && !history->why[0])
		snprintf(history->why, sizeof(history->why), "git fsck: %s",
		    out ? out : "");
	free(out);
}

void
history_read(struct history *history, struct stage *stage, int home,
    bool is_strict)
{
	*history = (struct history){ .stage = stage, .is_strict = is_strict };
	prepare_each_repo(stage, home, read_repo, history);
}

bool
history_has_word(const struct history *history, const char *word)
{
	return history->text && strstr(history->text, word);
}

void
history_clear(struct history *history)
{
	free(history->text);
	*history = (struct history){ 0 };
}
