/*
 * A place to play scenarios in: folders of its own on a file system in
 * memory, an environment that nothing from outside reaches, and the program
 * under test, with or without faults.
 *
 *   <work>/box/home, <work>/box/second   homes; the root of all faults
 *   <work>/own/…                         HOME, XDG folders of the program
 *   <work>/state                         what the processes of a run count
 */
#ifndef FAULT_STAGE_H
#define FAULT_STAGE_H

#include "items.h"
#include "scenarios.h"
#include "spawn.h"
#include "wire.h"

#include <limits.h>

#define STAGE_ENV_MAX 24

struct stage {
	const char *program; /* absolute; borrowed */
	int patience_ms;     /* then a run counts as hung */
	char work[PATH_MAX];
	char box[PATH_MAX];
	char state_path[PATH_MAX];
	char preload[PATH_MAX]; /* folder of shim.so and oom.so */
	struct wire_state *state;
	/* What step n printed, from 1; "" for none. */
	char codes[SCENARIO_STEPS + 2][ITEMS_CODE_SIZE];
	int env_count;
	char env[STAGE_ENV_MAX][PATH_MAX + 32];
};

struct stage_fault {
	enum wire_mode mode;
	uint64_t at;
	const char *trace; /* a file that is there; NULL: none */
};

/*
 * A folder for a whole run, below /dev/shm where that is writable, else
 * $TMPDIR, else /tmp. Removed when the process exits.
 */
void stage_make_folder(char out[PATH_MAX]);

/* Sets up `<parent>/<name>`. The folder of the preloaded libraries is that
 * of the running program. */
void stage_open(struct stage *stage, const char *parent, const char *name);
void stage_close(struct stage *stage);

/* Makes the box a copy of another folder (NULL: there is no box then), and
 * empties the program's own folders. */
void stage_restore(struct stage *stage, const char *from);

/*
 * Plays step `number` (from 1; 0: the one afterwards) of a scenario. Without
 * a fault the program runs as it is. What it printed is the caller's to
 * clear; a code in it is remembered.
 */
void stage_play(struct stage *stage, const struct scenario_step *step,
    int number, const struct stage_fault *fault, struct spawn_result *result);

/* Runs one command on a home, without faults. */
void stage_command(struct stage *stage, int home, const char *const *args,
    struct spawn_result *result);

/* Runs any program in the same environment, without faults. */
void stage_run(struct stage *stage, const char *const *argv,
    struct spawn_result *result);

/* Puts "{box}" and "{n}" of an argument in their places. */
void stage_expand(const struct stage *stage, char out[PATH_MAX],
    const char *text);

/* "<box>/home" or "<box>/second". */
void stage_get_home(const struct stage *stage, char out[PATH_MAX], int home);

/* True if this exit status is right for this step without a fault. */
bool stage_is_right_exit(const struct scenario_step *step, int status);

#endif
