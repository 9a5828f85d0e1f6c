#include "support/home.h"

#include "base/file.h"
#include "base/mem.h"

#include <withus/care.h>
#include <withus/err.h>
#include <withus/item.h>
#include <withus/project.h>
#include <withus/read.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

void
home_worker(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "worker") == 0)
		exit(journal_work(argc - 1, argv + 1));
}

static void
note_event(void *data, const struct event *event)
{
	struct home *home = data;

	if (home->event_count < HOME_EVENTS)
		home->events[home->event_count++] = event->code;
}

static void
must(int err, const char *what)
{
	if (err != 0)
		fail_msg("%s: %s %s %s", what, err_name(err_last()->code),
		    err_last()->arg[0], err_last()->arg[1]);
}

static void
open_journal(struct home *home)
{
	struct journal_options options = {
		.home = home->path,
		.tell = note_event,
		.data = home,
	};

	must(journal_open(&home->journal, &options), "open");
}

char *
home_temp(void)
{
	const char *tmp = getenv("TMPDIR");
	struct str dir = { 0 };
	char *path;

	str_add_format(&dir, "%s/withus-test-XXXXXX",
	    tmp != NULL ? tmp : "/tmp");
	path = str_take(&dir);
	assert_non_null(mkdtemp(path));
	return path;
}

void
home_open(struct home *home)
{
	memset(home, 0, sizeof(*home));
	home->dir = home_temp();
	home->path = file_join(home->dir, "home");
	open_journal(home);
}

void
home_start(struct home *home)
{
	struct project_new words = {
		.title = "Stroke ward days",
		.member = "Amina",
		.template = "research",
		.about_files = "These files are a journal.",
	};
	struct written project;

	home_open(home);
	must(project_start(home->journal, &words, &project,
		 &home->writer.member),
	    "start");
	home->writer.project = project.id;
	assert_true(project.in_history);
}

void
home_close(struct home *home)
{
	journal_close(home->journal);
	assert_int_equal(file_remove_all(home->dir), 0);
	free(home->dir);
	free(home->path);
}

void
home_again(struct home *home)
{
	journal_close(home->journal);
	open_journal(home);
	must(journal_wake(home->journal, &home->writer.project), "wake");
}

struct id
home_reflect(struct home *home, const char *text)
{
	struct record *words = record_new("reflection");
	struct written written;

	record_set_text(words, "readers", "team");
	record_set_text(words, "day", "2026-11-20");
	record_set_body(words, text, strlen(text));
	must(write_new(home->journal, &home->writer, words, &written),
	    "reflect");
	record_free(words);
	return written.id;
}

char *
home_text(struct home *home, const struct id *id)
{
	struct item *item = NULL;
	char *text;

	must(read_item(home->journal, &home->writer.project, id, &item),
	    "read");
	text = mem_dup(item->words->body != NULL ? item->words->body : "",
	    item->words->body_len);
	item_free(item);
	return text;
}

void
home_assert_text(struct home *home, const struct id *id, const char *expected)
{
	char *text = home_text(home, id);

	assert_string_equal(text, expected);
	free(text);
}

size_t
home_count_waiting(struct home *home)
{
	size_t waiting = 0;

	must(journal_count_waiting(home->journal, &home->writer.project,
		 &waiting),
	    "count");
	return waiting;
}

void
home_assert_well(struct home *home)
{
	struct care_result result;

	must(care_check(home->journal, false, &result), "check");
	assert_int_equal(result.faults, 0);
}

bool
home_was_told(const struct home *home, enum event_code code)
{
	for (size_t i = 0; i < home->event_count; i++)
		if (home->events[i] == code)
			return true;
	return false;
}

void
home_forget_events(struct home *home)
{
	home->event_count = 0;
}

int
home_shell(const struct home *home, const char *command)
{
	struct str line = { 0 };
	int status;

	str_add_format(&line, "cd '%s' && %s", home->dir, command);
	status = system(str_text(&line));
	str_clear(&line);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

int
home_git(const struct home *home, const char *command)
{
	struct str line = { 0 };
	int status;

	str_add(&line,
	    "G=$(echo home/projects/*.git) && "
	    "export GIT_CONFIG_GLOBAL=/dev/null && ");
	str_add(&line, command);
	status = home_shell(home, str_text(&line));
	str_clear(&line);
	return status;
}
