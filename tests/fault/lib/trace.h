/*
 * The file in which shim.so notes what a program did, in order.
 */
#ifndef FAULT_TRACE_H
#define FAULT_TRACE_H

#include "disk.h"

struct trace {
	struct disk_event *events;
	size_t count;
	char *bytes; /* the file; data of events lie in it */
	char *names; /* their paths */
};

/* Begins an empty file. */
void trace_begin(const char *path);

/* Adds an event that no call made: WIRE_BEGIN or WIRE_END of a step. */
void trace_mark(const char *path, enum wire_op op, int step, int status);

/* Reads all of it; ends the program where it is cut off. */
void trace_read(struct trace *trace, const char *path);
void trace_clear(struct trace *trace);

#endif
