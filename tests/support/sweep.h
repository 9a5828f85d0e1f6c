/*
 * A sweep: the same thing is done again and again, and each time one other
 * call of those in sweep.def fails, until there is none left to fail.
 *
 * A call is known by its path, the eight innermost callers that lead to it, and
 * each path fails once in a program: so neither a loop of a thousand turns
 * nor the hundredth save costs anew. With SWEEP=all in the environment every
 * single call of every doing has its turn instead.
 *
 * A program that sweeps begins with the line that has the linker put the
 * calls of sweep.def in between:
 *     link: @build/sweep.wraps
 */
#ifndef SUPPORT_SWEEP_H
#define SUPPORT_SWEEP_H

#include <stdbool.h>
#include <stddef.h>

/* Another doing. `lasts`: with the call that fails, all that come after it in
 * a run and have its name do; its paths count by themselves. */
void sweep_begin(bool lasts);

/* From here on a call may fail; from here on none does. True if one did. */
void sweep_arm(void);
bool sweep_disarm(void);

/* The call that failed, by name; where it was called from goes to standard
 * error, for addr2line. */
const char *sweep_failed(void);
void sweep_show(void);

/* True if every single call has its turn. */
bool sweep_is_whole(void);

#endif
