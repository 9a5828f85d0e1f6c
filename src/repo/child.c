/*
 * git as a child: for what libgit2 cannot do, or cannot do safely. It sees
 * no settings but those given here, asks nobody, and ends by the clock. What
 * it says goes into the argument of a fault and nowhere else.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/proc.h"
#include "repo/inside.h"

#include <withus/err.h>

#define STATUS_SIGNAL 128
#define ARGS_MAX 40

/* Owner: looked at before, by the home; git would refuse a stick's. */
static const char *const settings[] = {
	"-c",
	"safe.directory=*",
	"-c",
	"core.fsync=all",
	"-c",
	"core.hooksPath=/dev/null",
	"-c",
	"core.fsmonitor=false",
	"-c",
	"core.commitGraph=false",
	"-c",
	"core.multiPackIndex=false",
	"-c",
	"fetch.fsckObjects=true",
	"-c",
	"fetch.unpackLimit=1",
	"-c",
	"gc.auto=0",
	"-c",
	"maintenance.auto=false",
};

enum {
	SETTINGS_COUNT = sizeof settings / sizeof *settings
};

static char *
copy_variable(const char *name, const char *otherwise)
{
	const char *value = getenv(name);
	struct str text = { .len = 0 };

	str_add_format(&text, "%s=%s", name, value != NULL ? value : otherwise);
	return str_take(&text);
}

char *
repo_first_words(const struct str *errors)
{
	static const char *const starts[] = { "error: ", "fatal: ",
		"warning: " };
	const char *text = str_text(errors);

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (strncmp(text, starts[i], strlen(starts[i])) == 0) {
			text += strlen(starts[i]);
			break;
		}
	return mem_dup(text, strcspn(text, "\n"));
}

/* A status of 128 is git's own word for giving up; above are signals. */
static int
check_end(int status, const struct str *errors)
{
	char *words;
	int err;

	if (status <= STATUS_SIGNAL)
		return 0;
	if (errors->len > 0)
		words = repo_first_words(errors);
	else
		words = mem_dup_text(strsignal(status - STATUS_SIGNAL));
	err = err_set(ERR_CHILD_FAILED, "git", words, NULL);
	free(words);
	return err;
}

int
repo_run_git(const struct repo_git *git, int *status, struct str *errors)
{
	const char *argv[ARGS_MAX + 1] = { "git" };
	size_t count = 1;
	char *home = copy_variable("HOME", "/");
	char *path = copy_variable("PATH", "/usr/local/bin:/usr/bin:/bin");
	const char *const env[] = { home, path, "LC_ALL=C",
		"GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null",
		"GIT_TERMINAL_PROMPT=0", "GIT_ALLOW_PROTOCOL=file",
		"GIT_OPTIONAL_LOCKS=0", NULL };
	struct proc_spec spec = {
		.argv = argv,
		.env = env,
		.limits = { .wall_ms = git->wall_ms },
		.take = git->take,
		.tick = git->tick,
		.data = git->data,
	};
	char *dir = NULL;
	struct str option = { .len = 0 };
	int err;

	str_add_format(&option, "--git-dir=%s", git->path);
	dir = str_take(&option);
	for (size_t i = 0; i < SETTINGS_COUNT; i++)
		argv[count++] = settings[i];
	argv[count++] = dir;
	for (size_t i = 0; git->args[i] != NULL && count < ARGS_MAX; i++)
		argv[count++] = git->args[i];
	err = proc_run(&spec, status, errors);
	if (err == 0)
		err = check_end(*status, errors);
	free(dir);
	free(path);
	free(home);
	return err;
}
