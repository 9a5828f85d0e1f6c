#define _GNU_SOURCE 1
#include "trace.h"

#include "tree.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
trace_begin(const char *path)
{
	tree_write_file(path, "", 0);
}

void
trace_mark(const char *path, enum wire_op op, int step, int status)
{
	const struct wire_event event = { .op = (uint32_t)op,
		.mode = (uint32_t)status,
		.offset = (uint64_t)step };
	int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
	if (fd < 0 || write(fd, &event, sizeof(event)) != sizeof(event)) {
		perror(path);
		exit(2);
	}
	close(fd);
}

/* The length of the event at `at`; 0 where it is not whole. */
static size_t
measure(const char *at, size_t left)
{
	struct wire_event head;
	if (left < sizeof(head))
		return 0;
	memcpy(&head, at, sizeof(head));
	size_t len = sizeof(head) + head.path_len + head.to_len + head.data_len;
	return len <= left ? len : 0;
}

static char *
copy_name(char **room, const char *from, size_t len)
{
	char *name = *room;
	memcpy(name, from, len);
	name[len] = '\0';
	*room += len + 1;
	return name;
}

void
trace_read(struct trace *trace, const char *path)
{
	size_t len, at = 0, step;

	*trace = (struct trace){ .bytes = tree_read_file(path, &len) };
	for (; trace->bytes && at < len; at += step, trace->count++)
		if ((step = measure(trace->bytes + at, len - at)) == 0)
			break;
	if (!trace->bytes || at < len) {
		fprintf(stderr, "%s is cut off\n", path);
		exit(2);
	}
	trace->events = calloc(trace->count + 1, sizeof(*trace->events));
	trace->names = malloc(len + 2 * trace->count + 1);
	if (!trace->events || !trace->names)
		abort();
	char *room = trace->names;
	const char *from = trace->bytes;
	for (size_t i = 0; i < trace->count; i++) {
		struct disk_event *event = &trace->events[i];
		memcpy(&event->head, from, sizeof(event->head));
		from += sizeof(event->head);
		event->path = copy_name(&room, from, event->head.path_len);
		from += event->head.path_len;
		event->to = copy_name(&room, from, event->head.to_len);
		from += event->head.to_len;
		event->data = from;
		from += event->head.data_len;
	}
}

void
trace_clear(struct trace *trace)
{
	free(trace->events);
	free(trace->names);
	free(trace->bytes);
	*trace = (struct trace){ 0 };
}
