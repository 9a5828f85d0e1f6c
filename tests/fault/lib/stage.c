#define _GNU_SOURCE 1
#include "stage.h"

#include "prepare.h"
#include "tree.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The program's random numbers in a test build: one seed for each step. */
#define SEED_COMMAND 900

static struct {
	char path[PATH_MAX];
	pid_t owner;
} whole;

/* However the program ends, nothing of it stays behind; but its workers,
 * which are copies of it, leave the folder alone. */
static void
remove_folder(void)
{
	if (getpid() == whole.owner)
		tree_remove(whole.path);
}

static void
own_folder(char out[PATH_MAX], char *made)
{
	snprintf(out, PATH_MAX, "%s", made);
	snprintf(whole.path, PATH_MAX, "%s", made);
	whole.owner = getpid();
	atexit(remove_folder);
	free(made);
}

void
stage_make_folder(char out[PATH_MAX])
{
	const char *given = getenv("TMPDIR");
	const char *const places[] = { "/dev/shm", given, "/tmp" };
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		if (!places[i] || access(places[i], W_OK) != 0)
			continue;
		snprintf(out, PATH_MAX, "%s/withus-fault-XXXXXX", places[i]);
		char *made = mkdtemp(out) ? realpath(out, NULL) : NULL;
		if (made) {
			own_folder(out, made);
			return;
		}
	}
	fputs("there is no folder to work in\n", stderr);
	exit(2);
}

__attribute__((format(printf, 2, 3))) static void
add_env(struct stage *stage, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(stage->env[stage->env_count++], sizeof(stage->env[0]), format,
	    args);
	va_end(args);
}

static void
fill_env(struct stage *stage)
{
	add_env(stage, "PATH=/usr/local/bin:/usr/bin:/bin");
	add_env(stage, "HOME=%s/own/home", stage->work);
	add_env(stage, "XDG_RUNTIME_DIR=%s/own/run", stage->work);
	add_env(stage, "XDG_DATA_HOME=%s/own/data", stage->work);
	add_env(stage, "XDG_CONFIG_HOME=%s/own/config", stage->work);
	add_env(stage, "TMPDIR=%s/own/tmp", stage->work);
	add_env(stage, "LC_ALL=C.UTF-8");
	add_env(stage, "TZ=UTC");
	add_env(stage, "TERM=dumb");
	add_env(stage, "GIT_CONFIG_NOSYSTEM=1");
	add_env(stage, "WITHUS_TEST_CLOCK=2026-11-20T14:05:00");
}

static void
make_own_folders(const struct stage *stage)
{
	static const char *const names[] = { "", "/home", "/run", "/data",
		"/config", "/tmp" };
	char path[PATH_MAX + 32];
	snprintf(path, sizeof(path), "%s/own", stage->work);
	tree_remove(path);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/own%s", stage->work, names[i]);
		tree_make(path);
	}
}

static void
map_state(struct stage *stage)
{
	int fd = open(stage->state_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	size_t size = sizeof(struct wire_state);
	if (fd >= 0 && ftruncate(fd, (off_t)size) == 0)
		stage->state =
		    mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (fd < 0 || !stage->state || stage->state == MAP_FAILED) {
		perror(stage->state_path);
		exit(2);
	}
	close(fd);
}

static void
find_own_folder(char out[PATH_MAX])
{
	ssize_t n = readlink("/proc/self/exe", out, PATH_MAX - 1);
	out[n > 0 ? n : 0] = '\0';
	char *slash = strrchr(out, '/');
	if (slash)
		*slash = '\0';
}

static void
join(char out[PATH_MAX], const char *dir, const char *name)
{
	if (snprintf(out, PATH_MAX, "%s/%s", dir, name) >= PATH_MAX)
		abort();
}

void
stage_open(struct stage *stage, const char *parent, const char *name)
{
	join(stage->work, parent, name);
	join(stage->box, stage->work, "box");
	join(stage->state_path, stage->work, "state");
	find_own_folder(stage->preload);
	tree_make(stage->work);
	tree_make(stage->box);
	make_own_folders(stage);
	map_state(stage);
	stage->env_count = 0;
	memset(stage->codes, 0, sizeof(stage->codes));
	fill_env(stage);
}

void
stage_close(struct stage *stage)
{
	munmap(stage->state, sizeof(*stage->state));
	tree_remove(stage->work);
}

void
stage_restore(struct stage *stage, const char *from)
{
	tree_remove(stage->box);
	if (from)
		tree_copy(from, stage->box);
	make_own_folders(stage);
}

void
stage_get_home(const struct stage *stage, char out[PATH_MAX], int home)
{
	join(out, stage->box, home ? "second" : "home");
}

/* Adds text to a path that must not run over. */
static void
append(char out[PATH_MAX], const char *text, size_t len)
{
	size_t have = strlen(out);
	if (have + len >= PATH_MAX)
		abort();
	memcpy(out + have, text, len);
	out[have + len] = '\0';
}

void
stage_expand(const struct stage *stage, char out[PATH_MAX], const char *text)
{
	out[0] = '\0';
	while (*text) {
		size_t plain = strcspn(text, "{");
		append(out, text, plain);
		text += plain;
		const char *end = strchr(text, '}');
		if (!*text || !end)
			break;
		const char *value = stage->box;
		if (text[1] != 'b')
			value = stage->codes[atoi(text + 1)];
		append(out, value, strlen(value));
		text = end + 1;
	}
}

/* The variables of one run, behind those of every run. */
static void
add_fault_env(struct stage *stage, const struct stage_fault *fault)
{
	bool is_memory =
	    fault->mode == WIRE_OOM_ONCE || fault->mode == WIRE_OOM_EVER;
	add_env(stage, "LD_PRELOAD=%s/%s", stage->preload,
	    is_memory ? "oom.so" : "shim.so");
	add_env(stage, WIRE_ENV_STATE "=%s", stage->state_path);
	add_env(stage, WIRE_ENV_ROOT "=%s", stage->box);
	add_env(stage, WIRE_ENV_MODE "=%s", wire_mode_names[fault->mode]);
	add_env(stage, WIRE_ENV_AT "=%llu", (unsigned long long)fault->at);
	add_env(stage, WIRE_ENV_EXE "=%s", stage->program);
	if (fault->trace)
		add_env(stage, WIRE_ENV_TRACE "=%s", fault->trace);
}

static void
run(struct stage *stage, const char *const *argv, int seed,
    const struct stage_fault *fault, struct spawn_result *result)
{
	int kept = stage->env_count;
	char *env[STAGE_ENV_MAX + 1];

	add_env(stage, "WITHUS_TEST_SEED=%d", seed);
	if (fault)
		add_fault_env(stage, fault);
	for (int i = 0; i < stage->env_count; i++)
		env[i] = stage->env[i];
	env[stage->env_count] = NULL;
	memset(stage->state, 0, sizeof(*stage->state));
	const struct spawn_spec spec = { .argv = argv,
		.env = env,
		.state = stage->state,
		.patience_ms = stage->patience_ms };
	spawn_run(&spec, result);
	stage->env_count = kept;
}

static void
run_args(struct stage *stage, const struct scenario_step *step, int seed,
    const struct stage_fault *fault, struct spawn_result *result)
{
	char texts[SCENARIO_ARGS][PATH_MAX];
	char home[PATH_MAX];
	const char *argv[SCENARIO_ARGS + 4] = { stage->program, "--home",
		home };

	stage_get_home(stage, home, step->home);
	for (int i = 0; i < SCENARIO_ARGS && step->args[i]; i++) {
		stage_expand(stage, texts[i], step->args[i]);
		argv[3 + i] = texts[i];
	}
	run(stage, argv, seed, fault, result);
}

void
stage_play(struct stage *stage, const struct scenario_step *step, int number,
    const struct stage_fault *fault, struct spawn_result *result)
{
	if (step->args[0][0] == '@') {
		*result = (struct spawn_result){ .status = -1 };
		result->status = prepare_do(stage, step) ? 0 : 1;
		return;
	}
	int kept = stage->env_count;
	if (step->env)
		add_env(stage, "%s", step->env);
	run_args(stage, step, number, fault, result);
	stage->env_count = kept;
	items_find_code(stage->codes[number], result->out);
}

void
stage_command(struct stage *stage, int home, const char *const *args,
    struct spawn_result *result)
{
	struct scenario_step step = { .home = home };
	for (int i = 0; i < SCENARIO_ARGS && args[i]; i++)
		step.args[i] = args[i];
	run_args(stage, &step, SEED_COMMAND, NULL, result);
}

void
stage_run(struct stage *stage, const char *const *argv,
    struct spawn_result *result)
{
	run(stage, argv, SEED_COMMAND, NULL, result);
}

bool
stage_is_right_exit(const struct scenario_step *step, int status)
{
	const char *right = step->exits ? step->exits : "0";
	return status >= 0 && status <= 9 && strchr(right, '0' + status);
}
