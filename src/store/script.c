#include "store/inside.h"

#include <string.h>

/* The number behind a mark at the start of a line; 0 for another line. */
static int
read_mark(struct span line, const char *mark)
{
	size_t at = strlen(mark);
	int number = 0;

	if (line.len < at || memcmp(line.data, mark, at) != 0)
		return 0;
	for (; at < line.len && line.data[at] >= '0' && line.data[at] <= '9';
	     at++)
		number = 10 * number + (line.data[at] - '0');
	return number;
}

int
script_next(struct span *rest, const char *mark, struct span *piece)
{
	int number = 0;
	const char *begin = NULL;
	struct span here = *rest;

	for (;;) {
		struct span line = span_next_line(&here);
		int found = line.data == NULL ? 0 : read_mark(line, mark);

		if (line.data == NULL || (found != 0 && number != 0))
			break;
		if (found != 0) {
			number = found;
			begin = line.data;
		}
		*rest = here;
	}
	if (number != 0)
		*piece = span_make(begin, (size_t)(rest->data - begin));
	return number;
}
