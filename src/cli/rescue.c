#include "cli/rescue.h"

#include "base/file.h"
#include "base/input.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/open.h"
#include "cli/out.h"

#include <withus/err.h>
#include <withus/say.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* More than can be saved: what is too long becomes a draft, as nobody else
 * may have it. */
#define INPUT_MOST (RECORD_BYTES_MAX * 64)

#define FILE_NAME "withus-words-XXXXXX.md"
#define FILE_END 3

void
rescue_note(struct run *run, const char *text, size_t len)
{
	if (len == 0 || run->lost != NULL)
		return;
	run->lost = mem_dup(text, len);
	run->lost_len = len;
}

int
rescue_read_input(struct run *run)
{
	struct str text = { 0 };
	if (run->input != NULL)
		return 0;
	int result =
	    input_read_piped(&text, _("what was piped in"), INPUT_MOST);
	if (result != 0)
		rescue_note(run, str_text(&text), text.len);
	run->input_len = text.len;
	run->input = str_take(&text);
	return result;
}

static bool
write_whole(int fd, const char *text, size_t len)
{
	while (len > 0) {
		ssize_t put = write(fd, text, len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		text += put;
		len -= (size_t)put;
	}
	return fsync(fd) == 0 || errno == EINVAL;
}

/* A new file in a folder, for its owner alone; its path, or NULL. */
static char *
write_file(const char *dir, const char *text, size_t len)
{
	char *path = file_join(dir, FILE_NAME);
	int fd = mkstemps(path, FILE_END); /* mode 0600 */
	bool is_written = fd >= 0 && write_whole(fd, text, len);
	if (fd >= 0 && close(fd) != 0)
		is_written = false;
	if (fd >= 0 && !is_written)
		(void)unlink(path);
	if (is_written)
		return path;
	free(path);
	return NULL;
}

static char *
write_somewhere(const char *text, size_t len)
{
	const char *const dirs[] = {
		open_runtime_dir(),
		getenv("TMPDIR"),
		"/tmp",
		"/var/tmp",
	};
	char *path = NULL;
	for (size_t i = 0; path == NULL && i < sizeof(dirs) / sizeof(*dirs);
	     i++) {
		if (dirs[i] != NULL && *dirs[i] == '/')
			path = write_file(dirs[i], text, len);
	}
	return path;
}

static void
bring_to_safety(const char *text, size_t len)
{
	char *path = write_somewhere(text, len);
	if (path == NULL) {
		out_notice(_("Your words could not be kept anywhere on this "
			     "computer. Here they are: copy them from the "
			     "screen to a safe place."));
		out_give_back(text, len);
		return;
	}
	char *words = say_fill(
	    _("Your words are not lost: they are in the file “{1}”, which "
	      "nobody else can read. Try again later with -F and this "
	      "file."),
	    path, NULL);
	out_notice(words);
	free(words);
	free(path);
}

/* Faults of the computer, not of what was typed: the same words would have
 * been saved. */
static bool
is_of_computer(int result)
{
	switch (-result) {
	case ERR_FILE_WRITE:
	case ERR_FILE_SYNC:
	case ERR_DISK_FULL:
	case ERR_HOME_MAKE:
	case ERR_HOME_READ_ONLY:
	case ERR_STORE_BUSY:
	case ERR_STORE_DAMAGED:
	case ERR_STORE_FAILED:
	case ERR_STORE_READ_ONLY:
		return true;
	default:
		return false;
	}
}

static void
note_messages(struct run *run)
{
	struct str text = { 0 };
	for (size_t i = 0; i < run->given_count; i++) {
		const struct given *given = &run->given[i];
		if (given->option == NULL || given->value == NULL ||
		    strcmp(given->option->name, "message") != 0)
			continue;
		if (text.len > 0)
			str_add(&text, "\n\n");
		str_add(&text, given->value);
	}
	rescue_note(run, str_text(&text), text.len);
	str_wipe(&text);
}

/* What was piped in is nowhere else, whatever the fault was. */
static void
note_input(struct run *run)
{
	const char *file = run_option(run, "file");
	bool is_piped = file != NULL && strcmp(file, "-") == 0;
	if (!is_piped || isatty(STDIN_FILENO))
		return;
	(void)rescue_read_input(run);
	rescue_note(run, run->input, run->input_len);
}

static void
forget(char **text, size_t len)
{
	if (*text != NULL)
		explicit_bzero(*text, len);
	free(*text);
	*text = NULL;
}

void
rescue_end(struct run *run, int result)
{
	bool is_safe = result == 0 || run->kept_draft != 0;
	struct err fault = *err_last();
	if (!is_safe && is_of_computer(result))
		note_messages(run);
	if (!is_safe)
		note_input(run);
	if (result != 0 && run->lost != NULL)
		bring_to_safety(run->lost, run->lost_len);
	forget(&run->lost, run->lost_len);
	forget(&run->input, run->input_len);
	(void)err_restore(&fault);
}
