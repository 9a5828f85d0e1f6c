/* A terminal of tests, from inside. */
#ifndef SUPPORT_TERMINAL_INSIDE_H
#define SUPPORT_TERMINAL_INSIDE_H

#include "base/str.h"

#include "support/terminal.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <vterm.h>

struct terminal {
	VTerm *vterm;
	VTermScreen *screen;
	struct str raw;  /* all that came */
	size_t searched; /* of raw: marks before it have been seen */
	size_t syncs;
	size_t size[2]; /* columns, rows */
	int master;     /* -1: the window is closed */
	int reports;
	int orders; /* closed: the parent ends */
	pid_t parent;
	pid_t program;
	bool stopped;
	bool ended;
	bool cursor_is_shown;
	bool is_alternate;
	int mouse;
	int status;
};

#endif
