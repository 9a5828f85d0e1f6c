/*
 * One child at a time, watched by poll: its two pipes, its exit and the
 * clock. The end of the pipes is not the end of the child (it may have
 * closed them), and the end of the child is not the end of the pipes (a
 * helper that it left behind, such as a shared ssh connection, may hold them
 * for hours): so its exit is asked for whenever poll returns, and after it
 * only what already lies in the pipes is read.
 *
 * The child stays in our process group and keeps the terminal that ssh asks
 * for pass phrases on; Ctrl-C reaches both. Who must end early gets SIGTERM,
 * on which git removes its locks, and SIGKILL a second later.
 */
#include "base/proc.h"

#include "base/clock.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <withus/err.h>

#define PIECE_SIZE ((size_t)64 * 1024)
#define ERRORS_MAX ((size_t)64 * 1024)
/* How often a child that says nothing is asked whether it lives. */
#define STEP_MS 20
#define GRACE_MS 1000
#define STATUS_SIGNAL 128
#define STATUS_UNKNOWN 255

#if defined(__SANITIZE_ADDRESS__)
#define HAS_SHADOW 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SHADOW 1
#endif
#endif

extern char **environ;

enum {
	PIPE_OUT,
	PIPE_ERRORS,
	PIPE_COUNT
};

struct child {
	const struct proc_spec *spec;
	pid_t pid;
	int pipe[PIPE_COUNT]; /* our ends; -1: closed */
	int64_t begun;        /* by clock_ticks */
	int64_t end;          /* by clock_ticks; 0: none */
	int64_t told;         /* seconds that its `tick` was told */
	int status;
	bool ended;
	struct str *errors; /* NULL: thrown away */
	size_t errors_left; /* bytes that `errors` still takes */
	char *piece;
};

static int
fail_start(const struct proc_spec *spec, int reason)
{
	return err_set(ERR_CHILD_START, spec->argv[0], strerror(reason), NULL);
}

static void
close_end(int *end)
{
	if (*end >= 0)
		(void)close(*end);
	*end = -1;
}

/* Neither end survives an exec, and none takes the place of a standard
 * stream that somebody closed. */
static int
open_pipe(int pair[2])
{
	int low[2];
	if (pipe(low) != 0)
		return -1;
	for (int i = 0; i < 2; i++)
		pair[i] = fcntl(low[i], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	int reason = errno;
	close_end(&low[0]);
	close_end(&low[1]);
	errno = reason;
	return pair[0] >= 0 && pair[1] >= 0 ? 0 : -1;
}

/* ----------------------------------------------------- within the child */

static void
limit(int what, uint64_t most)
{
	struct rlimit limit = { .rlim_cur = most, .rlim_max = most };
	(void)setrlimit(what, &limit);
}

static void
set_limits(const struct proc_limits *limits)
{
	/* No image of the memory with somebody's words on the disk. */
	limit(RLIMIT_CORE, 0);
#ifndef HAS_SHADOW
	if (limits->memory > 0)
		limit(RLIMIT_AS, limits->memory);
#endif
	if (limits->cpu_seconds > 0)
		limit(RLIMIT_CPU, limits->cpu_seconds);
}

/* Signals as a program expects them at its start. */
static void
reset_signals(void)
{
	static const int signals[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP,
		SIGPIPE, SIGCHLD, SIGTSTP, SIGWINCH };
	struct sigaction usual = { .sa_handler = SIG_DFL };
	sigset_t none;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		(void)sigaction(signals[i], &usual, NULL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Nothing to read, and the pipes to write to. */
static bool
set_streams(int out, int errors)
{
	int null = open("/dev/null", O_RDONLY);
	if (null < 0 || dup2(null, STDIN_FILENO) < 0)
		return false;
	if (null != STDIN_FILENO)
		(void)close(null);
	return dup2(out, STDOUT_FILENO) >= 0 &&
	    dup2(errors, STDERR_FILENO) >= 0;
}

/* Nobody waits for the work of a child whose parent was killed. */
static void
end_with_parent(void)
{
#ifdef __linux__
	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
}

/* argv as exec wants it: it does not write there. */
static char *const *
list_of(const char *const *list)
{
	return (char *const *)(uintptr_t)list;
}

/* Becomes the program; where that fails, tells why through `news`. With no
 * pipe (-1) it keeps our streams. */
static _Noreturn void
become(const struct proc_spec *spec, int out, int errors, int news)
{
	reset_signals();
	if (out >= 0)
		end_with_parent();
	if ((out < 0 || set_streams(out, errors)) &&
	    (spec->dir == NULL || chdir(spec->dir) == 0)) {
		set_limits(&spec->limits);
		if (spec->env != NULL)
			environ = (char **)(uintptr_t)spec->env;
		(void)execvp(spec->argv[0], list_of(spec->argv));
	}
	int reason = errno;
	(void)!write(news, &reason, sizeof reason);
	_exit(127);
}

/* ----------------------------------------------------- within ourselves */

/* 0 once the program runs, or the errno of the child's failure. */
static int
wait_for_start(int news)
{
	int reason = 0;
	ssize_t got;
	do
		got = read(news, &reason, sizeof reason);
	while (got < 0 && errno == EINTR);
	return got == (ssize_t)sizeof reason ? reason : 0;
}

/* Asks for the child's exit; with WNOHANG it may still run after this. */
static void
reap(struct child *child, int flags)
{
	int status = 0;
	pid_t pid;
	do
		pid = waitpid(child->pid, &status, flags);
	while (pid < 0 && errno == EINTR);
	if (pid == 0)
		return;
	child->ended = true;
	if (pid < 0) /* somebody else asked first */
		child->status = STATUS_UNKNOWN;
	else if (WIFSIGNALED(status))
		child->status = STATUS_SIGNAL + WTERMSIG(status);
	else
		child->status = WEXITSTATUS(status);
}

/* Starts it, with pipes or on our own streams. */
static int
start_child(struct child *child, bool piped)
{
	int ends[3][2] = { { -1, -1 }, { -1, -1 }, { -1, -1 } };
	int *news = ends[PIPE_COUNT];
	int reason = 0;
	for (size_t i = piped ? 0 : PIPE_COUNT; i < 3 && reason == 0; i++)
		reason = open_pipe(ends[i]) != 0 ? errno : 0;
	if (reason != 0)
		goto out;
	child->pid = fork();
	if (child->pid == 0)
		become(child->spec, ends[PIPE_OUT][1], ends[PIPE_ERRORS][1],
		    news[1]);
	if (child->pid < 0) {
		reason = errno;
		goto out;
	}
	close_end(&news[1]);
	reason = wait_for_start(news[0]);
	if (reason != 0)
		reap(child, 0);
	for (size_t i = 0; i < PIPE_COUNT && piped && reason == 0; i++) {
		child->pipe[i] = ends[i][0];
		ends[i][0] = -1;
		(void)fcntl(child->pipe[i], F_SETFL, O_NONBLOCK);
	}
out:
	for (size_t i = 0; i < 3; i++) {
		close_end(&ends[i][0]);
		close_end(&ends[i][1]);
	}
	return reason == 0 ? 0 : fail_start(child->spec, reason);
}

/* Hands on one piece of what a pipe holds, or closes it at its end. */
static int
take_piece(struct child *child, size_t which)
{
	ssize_t got = read(child->pipe[which], child->piece, PIECE_SIZE);
	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return 0;
	if (got <= 0) {
		close_end(&child->pipe[which]);
		return 0;
	}
	size_t len = (size_t)got;
	const struct proc_spec *spec = child->spec;
	if (which == PIPE_OUT && spec->take != NULL)
		return spec->take(spec->data, child->piece, len);
	if (which == PIPE_ERRORS && child->errors != NULL) {
		if (len > child->errors_left)
			len = child->errors_left;
		str_add_bytes(child->errors, child->piece, len);
		child->errors_left -= len;
	}
	return 0;
}

/* Milliseconds until the child should be looked at again. */
static int
count_wait(const struct child *child)
{
	int64_t wait = STEP_MS;
	if (child->ended)
		return 0;
	/* All pipes at their end: so is the child, in a moment. */
	if (child->pipe[PIPE_OUT] < 0 && child->pipe[PIPE_ERRORS] < 0)
		wait = 1;
	int64_t left = child->end - clock_ticks();
	if (child->end != 0 && left < wait)
		wait = left > 0 ? left : 0;
	return (int)wait;
}

static void
tell_seconds(struct child *child)
{
	int64_t seconds = (clock_ticks() - child->begun) / 1000;
	if (child->spec->tick == NULL || seconds <= child->told)
		return;
	child->told = seconds;
	child->spec->tick(child->spec->data, (size_t)seconds);
}

/* Until the child has ended and its pipes are empty. */
static int
watch_child(struct child *child)
{
	for (;;) {
		struct pollfd fds[PIPE_COUNT];
		for (size_t i = 0; i < PIPE_COUNT; i++)
			fds[i] = (struct pollfd){ .fd = child->pipe[i],
				.events = POLLIN };
		int ready = poll(fds, PIPE_COUNT, count_wait(child));
		for (size_t i = 0; i < PIPE_COUNT && ready > 0; i++) {
			int result =
			    fds[i].revents != 0 ? take_piece(child, i) : 0;
			if (result != 0)
				return result;
		}
		if (child->ended && ready == 0)
			return 0;
		if (!child->ended)
			reap(child, WNOHANG);
		tell_seconds(child);
		if (child->end != 0 && clock_ticks() >= child->end)
			return err_set(ERR_CHILD_HUNG, child->spec->argv[0],
			    NULL);
	}
}

/* Ends a child that still runs. */
static void
stop_child(struct child *child)
{
	int64_t end = clock_ticks() + GRACE_MS;
	(void)kill(child->pid, SIGTERM);
	reap(child, WNOHANG);
	while (!child->ended && clock_ticks() < end) {
		(void)poll(NULL, 0, 1);
		reap(child, WNOHANG);
	}
	if (child->ended)
		return;
	(void)kill(child->pid, SIGKILL);
	reap(child, 0);
}

int
proc_run(const struct proc_spec *spec, int *status, struct str *errors)
{
	struct child child = {
		.spec = spec,
		.pipe = { -1, -1 },
		.errors = errors,
		.errors_left = ERRORS_MAX,
	};
	int result = start_child(&child, true);
	if (result != 0)
		return result;
	child.begun = clock_ticks();
	if (spec->limits.wall_ms > 0)
		child.end = child.begun + spec->limits.wall_ms;
	child.piece = mem_new(PIECE_SIZE);
	result = watch_child(&child);
	/* A child that writes on into a pipe without a reader would get
	 * SIGPIPE, and could not end in its own way: closed afterwards. */
	if (!child.ended)
		stop_child(&child);
	for (size_t i = 0; i < PIPE_COUNT; i++)
		close_end(&child.pipe[i]);
	explicit_bzero(child.piece, PIECE_SIZE);
	free(child.piece);
	*status = child.status;
	return result;
}

int
proc_run_terminal(const char *const *argv, int *status)
{
	static const int ignored[] = { SIGINT, SIGQUIT };
	struct proc_spec spec = { .argv = argv };
	struct child child = { .spec = &spec, .pipe = { -1, -1 } };
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct sigaction before[2];
	/* Keys that interrupt are for the program on the screen. */
	for (size_t i = 0; i < 2; i++)
		(void)sigaction(ignored[i], &ignore, &before[i]);
	int result = start_child(&child, false);
	if (result == 0) {
		reap(&child, 0);
		*status = child.status;
	}
	for (size_t i = 0; i < 2; i++)
		(void)sigaction(ignored[i], &before[i], NULL);
	return result;
}

/* -------------------------------------------------------- command lines */

/* Copies one word to `*to` and ends it with a NUL; returns what follows it,
 * or NULL where a quote stays open or a backslash ends the line. */
static const char *
copy_word(char **to, const char *at)
{
	char quote = '\0';
	for (; *at != '\0'; at++) {
		if (quote == '\0' && (*at == ' ' || *at == '\t'))
			break;
		if (*at == quote) {
			quote = '\0';
			continue;
		}
		if (quote == '\0' && (*at == '\'' || *at == '"')) {
			quote = *at;
			continue;
		}
		/* Within "…" a backslash stands for itself before anything
		 * but a quote or another one. */
		if (*at == '\\' && quote != '\'' &&
		    (quote == '\0' || at[1] == '"' || at[1] == '\\'))
			at++;
		if (*at == '\0')
			return NULL;
		*(*to)++ = *at;
	}
	*(*to)++ = '\0';
	return quote == '\0' ? at : NULL;
}

char **
proc_split(const char *line)
{
	/* The words with their NULs are never longer than the line with its
	 * own, nor more than every second character. */
	size_t len = strlen(line);
	size_t most = len / 2 + 2;
	char **words = mem_new(most * sizeof *words + len + 1);
	char *to = (char *)(words + most);
	size_t count = 0;
	const char *at = line + strspn(line, " \t");
	while (at != NULL && *at != '\0') {
		words[count++] = to;
		at = copy_word(&to, at);
		if (at != NULL)
			at += strspn(at, " \t");
	}
	if (at == NULL || count == 0) {
		free(words);
		return NULL;
	}
	return words;
}
