#include "support/capture.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define PRINTED_MOST ((size_t)1 << 20)

/* Standard output and error: where they went before, and now. */
static struct {
	int before;
	FILE *file;
} kept[2];

static void
redirect(int fd, size_t index)
{
	kept[index].before = dup(fd);
	kept[index].file = tmpfile();
	assert_true(kept[index].before >= 0);
	assert_non_null(kept[index].file);
	assert_int_equal(dup2(fileno(kept[index].file), fd), fd);
}

static char *
put_back(int fd, size_t index)
{
	char *text = mem_new(PRINTED_MOST);
	assert_int_equal(dup2(kept[index].before, fd), fd);
	(void)close(kept[index].before);
	rewind(kept[index].file);
	size_t len = fread(text, 1, PRINTED_MOST - 1, kept[index].file);
	text[len] = '\0';
	(void)fclose(kept[index].file);
	return text;
}

void
capture_begin(void)
{
	(void)fflush(stdout);
	(void)fflush(stderr);
	redirect(STDOUT_FILENO, 0);
	redirect(STDERR_FILENO, 1);
}

char *
capture_end(char **errors)
{
	(void)fflush(stdout);
	(void)fflush(stderr);
	char *text = put_back(STDOUT_FILENO, 0);
	char *beside = put_back(STDERR_FILENO, 1);
	if (errors != NULL)
		*errors = beside;
	else
		free(beside);
	return text;
}

void
capture_feed(const char *input)
{
	FILE *file = tmpfile();
	assert_non_null(file);
	/* Without a buffer nothing is left over for the next text. */
	(void)setvbuf(stdin, NULL, _IONBF, 0);
	assert_int_equal(fwrite(input, 1, strlen(input), file), strlen(input));
	rewind(file);
	assert_int_equal(dup2(fileno(file), STDIN_FILENO), STDIN_FILENO);
	(void)fclose(file);
	clearerr(stdin);
}
