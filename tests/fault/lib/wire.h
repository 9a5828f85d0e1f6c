/*
 * What the preloaded libraries and the programs that drive them agree on:
 * names of operations and modes, the counters that all processes of a run
 * share, and the form of a trace.
 */
#ifndef FAULT_WIRE_H
#define FAULT_WIRE_H

#include <stdatomic.h>
#include <stdint.h>

/* Names in the environment of the program under test. */
#define WIRE_ENV_STATE "FAULT_STATE" /* file that holds struct wire_state */
#define WIRE_ENV_ROOT "FAULT_ROOT"   /* only what lies below it counts */
#define WIRE_ENV_MODE "FAULT_MODE"   /* one of wire_mode_names */
#define WIRE_ENV_AT "FAULT_AT"       /* number of the step, from 1 */
#define WIRE_ENV_TRACE "FAULT_TRACE" /* file that gets the trace; none: no */
#define WIRE_ENV_EXE "FAULT_EXE"     /* oom.so: only in this program */

/* Steps whose kind is remembered; later ones still count. */
#define WIRE_STEP_MAX 65536

/* A mutating call, or (from WIRE_SAID on) an event that is none. */
enum wire_op {
	WIRE_NONE,
	WIRE_CREATE, /* open that may make or cut a file */
	WIRE_WRITE,
	WIRE_TRUNCATE,
	WIRE_ALLOCATE,
	WIRE_RENAME,
	WIRE_LINK,
	WIRE_SYMLINK,
	WIRE_UNLINK,
	WIRE_MKDIR,
	WIRE_RMDIR,
	WIRE_CHMOD,
	WIRE_TIMES,
	WIRE_FSYNC,
	WIRE_RANGE,  /* sync_file_range: promises nothing */
	WIRE_SYNC,   /* sync, syncfs */
	WIRE_MEMORY, /* an allocation (oom.so) */
	WIRE_SAID,   /* bytes on standard output */
	WIRE_BEGIN,  /* a step of the scenario begins */
	WIRE_END,    /* it ended; `mode` is its exit status */
	WIRE_OP_COUNT
};

/* What happens at step n. EVER: at n and at every later step. */
enum wire_mode {
	WIRE_COUNT,       /* nothing: the steps are counted */
	WIRE_KILL_BEFORE, /* the call is not made; the group dies */
	WIRE_KILL_AFTER,  /* the call is made, then the group dies */
	WIRE_KILL_ALONE,  /* as before, but only the calling process dies */
	WIRE_TORN,        /* half of a write, then the group dies */
	WIRE_EIO_ONCE,
	WIRE_EIO_EVER,
	WIRE_FULL_ONCE, /* ENOSPC, for calls that need room */
	WIRE_FULL_EVER,
	WIRE_SHORT,    /* half of a write, which says so */
	WIRE_OOM_ONCE, /* oom.so: no memory */
	WIRE_OOM_EVER,
	WIRE_MODE_COUNT
};

static const char *const wire_mode_names[WIRE_MODE_COUNT] = {
	[WIRE_COUNT] = "count",
	[WIRE_KILL_BEFORE] = "kill-before",
	[WIRE_KILL_AFTER] = "kill-after",
	[WIRE_KILL_ALONE] = "kill-alone",
	[WIRE_TORN] = "torn",
	[WIRE_EIO_ONCE] = "eio-once",
	[WIRE_EIO_EVER] = "eio-ever",
	[WIRE_FULL_ONCE] = "full-once",
	[WIRE_FULL_EVER] = "full-ever",
	[WIRE_SHORT] = "short",
	[WIRE_OOM_ONCE] = "oom-once",
	[WIRE_OOM_EVER] = "oom-ever",
};

/* Mapped by every process of a run. All zero at its start. */
struct wire_state {
	_Atomic uint64_t steps;     /* calls seen so far, in all processes */
	_Atomic uint64_t fired;     /* times that the fault struck */
	_Atomic int32_t leader;     /* process group that dies with a kill */
	uint8_t ops[WIRE_STEP_MAX]; /* enum wire_op of step n */
	uint8_t in_child[WIRE_STEP_MAX]; /* 1: made by another process than
					    the leader */
};

#define WIRE_NEW 1u   /* the call made the file */
#define WIRE_EMPTY 2u /* it cut an old file to nothing */

/*
 * One event of a trace, as it lies in the file: this head, then `path`, `to`
 * and the data, without NULs between. Written by one call each, so that
 * events of several processes never mix.
 */
struct wire_event {
	uint32_t op;
	uint32_t flags;
	uint32_t mode;     /* permission bits; exit status of WIRE_END */
	uint32_t path_len; /* absolute path; none where a descriptor did it */
	uint32_t to_len;   /* second path of rename and link */
	uint32_t data_len; /* bytes written, said, or pointed to (symlink) */
	uint64_t inode;    /* the file it is about; 0: only names */
	uint64_t offset;   /* of a write; the new length of a truncate */
};

#endif
