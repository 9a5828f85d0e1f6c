/*
 * A journal in a folder of its own, for tests of what core does. The test
 * program is its own worker: main must begin with home_worker.
 */
#ifndef SUPPORT_HOME_H
#define SUPPORT_HOME_H

#include <withus/journal.h>
#include <withus/write.h>

#define HOME_EVENTS 512

struct home {
	char *dir;  /* the temporary folder; the home is below */
	char *path; /* the journal home */
	struct journal *journal;
	struct writer writer; /* Amina, who started the project */
	enum event_code events[HOME_EVENTS];
	size_t event_count;
};

/* If this process was run as a worker, does its work and exits. */
void home_worker(int argc, char **argv);

/* A home with one project, "Stroke ward days", started by Amina, template
 * "research". Fails the test where something goes wrong. */
void home_start(struct home *home);
/* The same without a project. */
void home_open(struct home *home);
void home_close(struct home *home); /* and removes everything */

/* A new folder in TMPDIR (/tmp), to be freed; who asks removes it. */
char *home_temp(void);

/* Closes the journal and opens it again. */
void home_again(struct home *home);

/* Saves an entry for the team; its id. */
struct id home_reflect(struct home *home, const char *text);

/* The text of a record now; to be freed. "" where it was taken back. */
char *home_text(struct home *home, const struct id *id);

/* Whether an event was told since the last home_forget_events. */
bool home_was_told(const struct home *home, enum event_code code);
void home_forget_events(struct home *home);

/* Fails the test where the text of a record is another. */
void home_assert_text(struct home *home, const struct id *id,
    const char *expected);

/* How many saves are not in the history yet. */
size_t home_count_waiting(struct home *home);

/* Fails the test where a check finds something. */
void home_assert_well(struct home *home);

/* Runs a shell command in the temporary folder; its exit status. */
int home_shell(const struct home *home, const char *command);

/* The same for one in which "$G" is the project's repository. */
int home_git(const struct home *home, const char *command);

#endif
