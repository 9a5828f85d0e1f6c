#define _GNU_SOURCE 1
#include "spawn.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WORDS_MAX ((size_t)4 << 20)
#define NS_PER_MS 1000000

struct child {
	pid_t pid;
	int pidfd;
	int out[2];
	int err[2];
};

int64_t
spawn_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void
give_up(const char *what)
{
	perror(what);
	abort();
}

_Noreturn static void
become(const struct spawn_spec *spec, const struct child *child)
{
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	int null = open("/dev/null", O_RDONLY);
	if (null < 0 || dup2(null, STDIN_FILENO) < 0 ||
	    dup2(child->out[1], STDOUT_FILENO) < 0 ||
	    dup2(child->err[1], STDERR_FILENO) < 0)
		_exit(126);
	if (null > STDERR_FILENO)
		close(null);
	if (spec->state)
		atomic_store(&spec->state->leader, getpid());
	char *const *argv = (char *const *)(uintptr_t)spec->argv;
	execvpe(argv[0], argv, spec->env ? spec->env : environ);
	_exit(127);
}

static void
start(const struct spawn_spec *spec, struct child *child)
{
	static pid_t reaper;

	/* What a killed program leaves running comes to us, to be waited
	 * for: nothing may still write while the state is judged. */
	if (reaper != getpid()) {
		prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
		reaper = getpid();
	}
	if (pipe2(child->out, O_CLOEXEC) != 0 ||
	    pipe2(child->err, O_CLOEXEC) != 0)
		give_up("pipe");
	child->pid = fork();
	if (child->pid < 0)
		give_up("fork");
	if (child->pid == 0)
		become(spec, child);
	setpgid(child->pid, child->pid);
	close(child->out[1]);
	close(child->err[1]);
	child->pidfd = pidfd_open(child->pid, 0);
	if (child->pidfd < 0)
		give_up("pidfd_open");
}

/* Takes what is there now. False at the end. */
static bool
drain(int fd, char **words, size_t *len)
{
	char piece[16384];
	ssize_t n = read(fd, piece, sizeof(piece));
	if (n <= 0)
		return false;
	if (*len + (size_t)n > WORDS_MAX)
		return true;
	char *grown = realloc(*words, *len + (size_t)n + 1);
	if (!grown)
		give_up("realloc");
	memcpy(grown + *len, piece, (size_t)n);
	*len += (size_t)n;
	grown[*len] = '\0';
	*words = grown;
	return true;
}

static void
listen_to(struct pollfd *fds, struct spawn_result *result)
{
	if (fds[0].revents && !drain(fds[0].fd, &result->out, &result->out_len))
		fds[0].fd = -1;
	if (fds[1].revents && !drain(fds[1].fd, &result->err, &result->err_len))
		fds[1].fd = -1;
}

static struct timespec
time_left(int64_t until)
{
	int64_t left = until - spawn_now();
	if (left < 0)
		left = 0;
	return (struct timespec){ .tv_sec = left / 1000000000,
		.tv_nsec = left % 1000000000 };
}

static void
wait_for(const struct spawn_spec *spec, struct child *child,
    struct spawn_result *result)
{
	struct pollfd fds[] = { { .fd = child->out[0], .events = POLLIN },
		{ .fd = child->err[0], .events = POLLIN },
		{ .fd = child->pidfd, .events = POLLIN } };
	int64_t begun = spawn_now();
	int64_t end = begun + (int64_t)spec->patience_ms * NS_PER_MS;
	bool on_purpose = spec->kill_after_ns > 0;
	if (on_purpose)
		end = begun + spec->kill_after_ns;

	while (!(fds[2].revents & POLLIN)) {
		struct timespec left = time_left(end);
		int ready = ppoll(fds, 3, &left, NULL);
		if (ready > 0)
			listen_to(fds, result);
		else if (ready == 0 && spawn_now() >= end)
			break;
	}
	if (!(fds[2].revents & POLLIN)) {
		result->is_hung = !on_purpose;
		kill(-child->pid, SIGKILL);
		kill(child->pid, SIGKILL);
	}
}

void
spawn_run(const struct spawn_spec *spec, struct spawn_result *result)
{
	struct child child;
	int status = 0;

	*result = (struct spawn_result){ .status = -1 };
	start(spec, &child);
	wait_for(spec, &child, result);
	/* Not reaped yet, so its number is still the group's. */
	siginfo_t info;
	waitid(P_PID, (id_t)child.pid, &info, WEXITED | WNOWAIT);
	kill(-child.pid, SIGKILL);
	waitpid(child.pid, &status, 0);
	while (waitpid(-child.pid, NULL, 0) > 0)
		;
	while (drain(child.out[0], &result->out, &result->out_len))
		;
	while (drain(child.err[0], &result->err, &result->err_len))
		;
	close(child.out[0]);
	close(child.err[0]);
	close(child.pidfd);
	if (WIFEXITED(status))
		result->status = WEXITSTATUS(status);
	else
		result->signal = WTERMSIG(status);
}

void
spawn_clear(struct spawn_result *result)
{
	free(result->out);
	free(result->err);
	*result = (struct spawn_result){ .status = -1 };
}
