#include "support/place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/hex.h"
#include "base/str.h"

#define SCRIPT_SIZE ((size_t)16 * 1024)

void
place_make(struct place *place)
{
	snprintf(place->dir, sizeof place->dir, "/tmp/withus-test-XXXXXX");
	assert_non_null(mkdtemp(place->dir));
	snprintf(place->repo, sizeof place->repo, "%s/p.git", place->dir);
}

void
place_clear(struct place *place)
{
	assert_int_equal(file_remove_all(place->dir), 0);
}

char *
place_path(const struct place *place, const char *name)
{
	return file_join(place->dir, name);
}

/* The script with what it finds around it. */
static void
print_script(struct str *out, const struct place *place, const char *body)
{
	str_add_format(out,
	    "cd %s && export R=%s GIT_DIR=%s "
	    "GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 "
	    "GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b "
	    "GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b "
	    "GIT_AUTHOR_DATE='1000000000 +0000' "
	    "GIT_COMMITTER_DATE='1000000000 +0000'\n",
	    place->dir, place->repo, place->repo);
	str_add(out, body);
}

static char *fill_script(const struct place *place, const char *script,
    va_list args) __attribute__((format(printf, 2, 0)));

static char *
fill_script(const struct place *place, const char *script, va_list args)
{
	char *body = malloc(SCRIPT_SIZE);
	struct str text = { .len = 0 };

	assert_non_null(body);
	int len = vsnprintf(body, SCRIPT_SIZE, script, args);
	assert_in_range(len, 1, SCRIPT_SIZE - 1);
	print_script(&text, place, body);
	free(body);
	return str_take(&text);
}

int
place_try(const struct place *place, const char *script, ...)
{
	va_list args;

	va_start(args, script);
	char *text = fill_script(place, script, args);
	va_end(args);
	int status = system(text);
	free(text);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void
place_run(const struct place *place, const char *script, ...)
{
	va_list args;

	va_start(args, script);
	char *text = fill_script(place, script, args);
	va_end(args);
	int status = system(text);
	if (status != 0)
		fail_msg("status %d of: %s", status, text);
	free(text);
}

char *
place_ask(const struct place *place, const char *script, ...)
{
	char piece[4096];
	struct str said = { .len = 0 };
	size_t got;
	va_list args;

	va_start(args, script);
	char *text = fill_script(place, script, args);
	va_end(args);
	FILE *pipe = popen(text, "r");
	assert_non_null(pipe);
	while ((got = fread(piece, 1, sizeof piece, pipe)) > 0)
		str_add_bytes(&said, piece, got);
	if (pclose(pipe) != 0)
		fail_msg("failed: %s", text);
	free(text);
	if (said.len > 0 && said.data[said.len - 1] == '\n')
		str_cut(&said, said.len - 1);
	return str_take(&said);
}

char *
place_tree(const struct place *place, const struct place_entry *entries,
    size_t count)
{
	struct str bytes = { .len = 0 };
	unsigned char id[20];

	for (size_t i = 0; i < count; i++) {
		str_add_format(&bytes, "%s %s", entries[i].mode,
		    entries[i].name);
		str_add_char(&bytes, '\0');
		assert_true(hex_decode(id, sizeof id, entries[i].object,
		    strlen(entries[i].object)));
		str_add_bytes(&bytes, id, sizeof id);
	}
	char *path = place_path(place, "tree");
	assert_int_equal(file_write(path, str_text(&bytes), bytes.len), 0);
	free(path);
	str_clear(&bytes);
	return place_ask(place,
	    "git hash-object -w -t tree --literally tree && rm tree");
}
