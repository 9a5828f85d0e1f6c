#include "core/worker.h"

#include "base/mem.h"
#include "base/proc.h"
#include "base/span.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * Limits of a worker. Its time is for the objects that lie in the repository,
 * whatever this home knows of it: 30 s for every 20,000, as each may be a
 * commit, and four times as long by the clock, for computers with more to do.
 * 100,000 saves are 500,000 objects: reading them took 50 s of a busy
 * computer, and they give 780.
 */
#define WORKER_MEMORY ((uint64_t)1 << 30)
#define WORKER_CPU_STEP ((size_t)30)
#define WORKER_CPU_OBJECTS ((size_t)20000)
#define WORKER_CPU_MAX ((size_t)100000)
#define WORKER_WALL_TIMES 4
#define STATUS_SIGNAL 128

/* ------------------------------------------------------ the child's side */

struct speaker {
	struct str buffer;
	bool failed;
};

static void
flush_speaker(struct speaker *speaker)
{
	size_t done = 0;

	while (!speaker->failed && done < speaker->buffer.len) {
		ssize_t wrote = write(STDOUT_FILENO,
		    speaker->buffer.data + done, speaker->buffer.len - done);

		if (wrote > 0)
			done += (size_t)wrote;
		else if (wrote == 0 || errno != EINTR)
			speaker->failed = true;
	}
	str_cut(&speaker->buffer, 0);
}

static void
speak_number(struct speaker *speaker, size_t number)
{
	char bytes[4];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)((number >> (8 * i)) & 0xff);
	str_add_bytes(&speaker->buffer, bytes, sizeof(bytes));
}

static void
speak_text(struct speaker *speaker, const char *bytes, size_t len)
{
	speak_number(speaker, len);
	if (len > 0)
		str_add_bytes(&speaker->buffer, bytes, len);
}

/* False where nobody reads on: who asked was killed. */
static bool
is_heard(void)
{
	struct pollfd out = { .fd = STDOUT_FILENO };

	return poll(&out, 1, 0) <= 0 ||
	    (out.revents & (POLLERR | POLLNVAL)) == 0;
}

static int
speak_file(void *data, const struct repo_file *file)
{
	struct speaker *speaker = data;

	if (!is_heard())
		speaker->failed = true;
	str_add_char(&speaker->buffer, 'f');
	str_add_bytes(&speaker->buffer, file->commit.bytes,
	    sizeof(file->commit.bytes));
	speak_number(speaker, file->commit_number);
	speak_text(speaker, file->path, strlen(file->path));
	speak_text(speaker, file->why != NULL ? file->why : "",
	    file->why != NULL ? strlen(file->why) : 0);
	str_add_char(&speaker->buffer, file->bytes != NULL ? '1' : '0');
	speak_text(speaker, file->bytes, file->bytes != NULL ? file->len : 0);
	if (speaker->buffer.len >= (size_t)1 << 16)
		flush_speaker(speaker);
	return speaker->failed ? 1 : 0;
}

static void
speak_fault(struct speaker *speaker)
{
	const struct err *err = err_last();

	str_add_char(&speaker->buffer, 'e');
	speak_number(speaker, (size_t)err->code);
	speak_number(speaker, err->arg_count);
	for (size_t i = 0; i < err->arg_count; i++)
		speak_text(speaker, err->arg[i], strlen(err->arg[i]));
}

static int
do_task(struct repo *repo, int argc, char **argv, struct speaker *speaker)
{
	struct point to;
	struct point *from = mem_new_array((size_t)argc, sizeof(*from));
	size_t count = 0;
	int err = 0;

	if (!point_parse(&to, argv[3], strlen(argv[3])))
		err = err_set(ERR_WORKER, argv[2], "a bad point", NULL);
	for (int i = 4; err == 0 && i < argc; i++)
		if (!point_parse(&from[count++], argv[i], strlen(argv[i])))
			err = err_set(ERR_WORKER, argv[2], "a bad point", NULL);
	if (err == 0 && strcmp(argv[1], "list") == 0)
		err =
		    repo_list(repo, &to, RECORD_BYTES_MAX, speak_file, speaker);
	else if (err == 0)
		err = repo_walk(repo,
		    &(struct repo_range){ .to = &to,
			.from = from,
			.from_count = count,
			.with_gone = true },
		    RECORD_BYTES_MAX, speak_file, speaker);
	free(from);
	return err;
}

int
journal_work(int argc, char **argv)
{
	struct speaker speaker = { 0 };
	struct repo *repo = NULL;
	int err;

	if (argc < 4 ||
	    (strcmp(argv[1], "walk") != 0 && strcmp(argv[1], "list") != 0))
		return STATUS_USAGE;
	err = repo_open(&repo, argv[2]);
	if (err == 0)
		err = do_task(repo, argc, argv, &speaker);
	if (err < 0)
		speak_fault(&speaker);
	else
		str_add_char(&speaker.buffer, 'd');
	flush_speaker(&speaker);
	repo_close(repo);
	str_clear(&speaker.buffer);
	return err == 0 && !speaker.failed ? STATUS_DONE : STATUS_COULD_NOT;
}

/* ----------------------------------------------------- the parent's side */

struct listener {
	struct str buffer;
	size_t at; /* read so far */
	int (*each)(void *data, const struct repo_file *file);
	void *data;
	const char *repo;
	bool is_done;
	int reported; /* the fault that the child told, negative */
};

static bool
hear_bytes(struct listener *listener, const char **out, size_t len)
{
	if (listener->buffer.len - listener->at < len)
		return false;
	*out = listener->buffer.data + listener->at;
	listener->at += len;
	return true;
}

static bool
hear_number(struct listener *listener, size_t *out)
{
	const char *bytes;

	if (!hear_bytes(listener, &bytes, 4))
		return false;
	*out = 0;
	for (size_t i = 0; i < 4; i++)
		*out |= (size_t)(unsigned char)bytes[i] << (8 * i);
	return true;
}

static bool
hear_text(struct listener *listener, struct span *out)
{
	return hear_number(listener, &out->len) &&
	    hear_bytes(listener, &out->data, out->len);
}

/* A file as it lies in the buffer. */
struct heard {
	const char *commit;
	size_t number;
	struct span path;
	struct span why;
	const char *flag; /* '1': there are bytes */
	struct span bytes;
};

static int
give_file(struct listener *listener, const struct heard *heard)
{
	char *path = mem_dup(heard->path.data, heard->path.len);
	char *why = mem_dup(heard->why.data, heard->why.len);
	bool has_bytes = *heard->flag == '1';
	struct repo_file file = {
		.commit_number = heard->number,
		.path = path,
		.why = has_bytes ? NULL : why,
		.bytes = has_bytes ? heard->bytes.data : NULL,
		.len = heard->bytes.len,
	};
	int err;

	memcpy(file.commit.bytes, heard->commit, sizeof(file.commit.bytes));
	err = listener->each(listener->data, &file);
	free(path);
	free(why);
	return err;
}

/* 1 where the message has not come whole yet. */
static int
hear_file(struct listener *listener)
{
	struct heard heard = { 0 };

	if (!hear_bytes(listener, &heard.commit, sizeof(struct point)) ||
	    !hear_number(listener, &heard.number) ||
	    !hear_text(listener, &heard.path) ||
	    !hear_text(listener, &heard.why) ||
	    !hear_bytes(listener, &heard.flag, 1) ||
	    !hear_text(listener, &heard.bytes))
		return 1;
	return give_file(listener, &heard);
}

static int
hear_fault(struct listener *listener)
{
	struct err err = { 0 };
	size_t code;
	struct span text;

	if (!hear_number(listener, &code) ||
	    !hear_number(listener, &err.arg_count))
		return 1;
	if (code >= ERR_COUNT || err.arg_count > ERR_ARGS_MAX)
		return err_set(ERR_WORKER, listener->repo, "an unknown fault",
		    NULL);
	for (size_t i = 0; i < err.arg_count; i++) {
		if (!hear_text(listener, &text))
			return 1;
		if (text.len >= ERR_ARG_SIZE)
			text.len = ERR_ARG_SIZE - 1;
		memcpy(err.arg[i], text.data, text.len);
	}
	err.code = (enum err_code)code;
	listener->reported = err_restore(&err);
	return 0;
}

static int
hear_message(struct listener *listener)
{
	const char *letter;

	if (!hear_bytes(listener, &letter, 1))
		return 1;
	if (*letter == 'f')
		return hear_file(listener);
	if (*letter == 'e')
		return hear_fault(listener);
	if (*letter != 'd')
		return err_set(ERR_WORKER, listener->repo, "an unknown word",
		    NULL);
	listener->is_done = true;
	return 0;
}

static void
forget_heard(struct listener *listener)
{
	size_t left = listener->buffer.len - listener->at;

	if (listener->at == 0)
		return;
	memmove(listener->buffer.data, listener->buffer.data + listener->at,
	    left);
	str_cut(&listener->buffer, left);
	listener->at = 0;
}

static int
listen(void *data, const char *bytes, size_t len)
{
	struct listener *listener = data;
	int err = 0;

	str_add_bytes(&listener->buffer, bytes, len);
	while (err == 0) {
		size_t begun = listener->at;

		err = hear_message(listener);
		if (err == 1)
			listener->at = begun;
	}
	forget_heard(listener);
	return err < 0 ? err : 0;
}

static unsigned
allow_seconds(const char *repo)
{
	size_t steps = 1 + repo_count_objects(repo) / WORKER_CPU_OBJECTS;
	size_t seconds = steps * WORKER_CPU_STEP;

	return (unsigned)(seconds < WORKER_CPU_MAX ? seconds : WORKER_CPU_MAX);
}

static int
set_slow(const char *repo, unsigned seconds)
{
	struct str text = { 0 };
	int err;

	str_add_format(&text, "%u", seconds);
	err = err_set(ERR_HISTORY_SLOW, repo, str_text(&text), NULL);
	str_clear(&text);
	return err;
}

/* The clock ends a child, or the system at the limit of its CPU. */
static bool
is_out_of_time(int err, int status)
{
	return err == -ERR_CHILD_HUNG ||
	    (err == 0 &&
		(status == STATUS_SIGNAL + SIGXCPU ||
		    status == STATUS_SIGNAL + SIGKILL));
}

static int
judge_end(const struct listener *listener, int err, int status,
    const struct str *errors)
{
	if (err != 0)
		return err;
	if (listener->reported != 0)
		return listener->reported;
	if (status != 0 || !listener->is_done)
		return err_set(ERR_WORKER, listener->repo,
		    errors->len > 0 ? str_text(errors) : "ended early", NULL);
	return 0;
}

static int
run_child(const char *const *argv, struct listener *listener)
{
	unsigned seconds = allow_seconds(listener->repo);
	struct proc_spec spec = {
		.argv = argv,
		.limits = {
			.memory = WORKER_MEMORY,
			.cpu_seconds = seconds,
			.wall_ms = (int)seconds * WORKER_WALL_TIMES * 1000,
		},
		.take = listen,
		.data = listener,
	};
	struct str errors = { 0 };
	int status = 0;
	int err = proc_run(&spec, &status, &errors);

	err = is_out_of_time(err, status) ?
	    set_slow(listener->repo, seconds) :
	    judge_end(listener, err, status, &errors);
	str_clear(&errors);
	return err;
}

int
worker_run(struct journal *journal, const struct worker_task *task,
    int (*each)(void *data, const struct repo_file *file), void *data)
{
	struct listener listener = {
		.each = each,
		.data = data,
		.repo = task->repo,
	};
	size_t count = 5 + task->from_count;
	const char **argv = mem_new_array(count + 1, sizeof(*argv));
	char(*points)[POINT_TEXT_SIZE] =
	    mem_new_array(task->from_count + 1, sizeof(*points));
	int err;

	argv[0] = journal->program;
	argv[1] = "worker";
	argv[2] = task->list ? "list" : "walk";
	argv[3] = task->repo;
	point_print(points[task->from_count], &task->to);
	argv[4] = points[task->from_count];
	for (size_t i = 0; i < task->from_count; i++) {
		point_print(points[i], &task->from[i]);
		argv[5 + i] = points[i];
	}
	err = run_child(argv, &listener);
	str_clear(&listener.buffer);
	free(points);
	free(argv);
	return err;
}
