/*
 * Files for editors. Words lie in a file only while an editor has it open: a
 * folder of mode 0700, best on a file system in memory, with two files:
 *
 *   text.md   what the editor edits, mode 0600
 *   draft     the project, member and number of the draft it belongs to; held
 *             locked by the process that waits for the editor
 *
 * A folder whose `draft` nobody locks was left by a killed process.
 */
#include <withus/draft.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "core/draft_words.h"
#include "core/inside.h"
#include "core/lock.h"
#include "store/local.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DRAFT_DIR "withus-edit-"
/* More than any text that can be saved; what is longer is still read, and
 * refused with its place. */
#define DRAFT_FILE_MAX (RECORD_BYTES_MAX * 64)

struct draft_file {
	char *dir;
	char *text;
	char *note;
	int lock;
};

static int
make_dir(struct draft_file *file, const char *parent)
{
	struct str dir = { 0 };

	str_add(&dir, parent);
	str_add(&dir, "/" DRAFT_DIR "XXXXXX");
	file->dir = str_take(&dir);
	if (mkdtemp(file->dir) == NULL)
		return err_set(ERR_FILE_WRITE, parent, strerror(errno), NULL);
	file->text = file_join(file->dir, "text.md");
	file->note = file_join(file->dir, "draft");
	return 0;
}

static int
write_note(struct draft_file *file, const struct writer *writer, int64_t number)
{
	char project[ID_TEXT_SIZE];
	char member[ID_TEXT_SIZE];
	struct str note = { 0 };
	int err;

	id_print(project, &writer->project);
	id_print(member, &writer->member);
	str_add_format(&note, "%s %s %lld\n", project, member,
	    (long long)number);
	err = file_write(file->note, str_text(&note), note.len);
	str_clear(&note);
	/* Somebody who looks for what killed editors left may hold it for a
	 * moment; unlocked, the folder would be taken for left too. */
	if (err == 0)
		err = file_lock(&file->lock, file->note, LOCK_LONG_MS);
	if (err == 0 && file->lock < 0)
		err =
		    err_set(ERR_FILE_WRITE, file->note, strerror(EAGAIN), NULL);
	return err;
}

static int
take_body(void *data, const struct draft_row *row)
{
	struct str *body = data;

	str_add(body, row->body);
	return 0;
}

int
draft_file_open(struct draft_file **out, struct journal *journal,
    const struct writer *writer, int64_t number, const char *runtime)
{
	struct draft_file *file = mem_new(sizeof(*file));
	struct str body = { 0 };
	int err;

	file->lock = -1;
	err = make_dir(file, runtime != NULL ? runtime : journal->home);
	if (err == 0)
		err = write_note(file, writer, number);
	if (err == 0)
		err = store_get_draft(journal->store, number, take_body, &body);
	if (err == 0)
		err = file_write(file->text, str_text(&body), body.len);
	str_wipe(&body);
	if (err != 0) {
		struct err kept = *err_last();

		draft_file_close(file);
		return err_restore(&kept);
	}
	*out = file;
	return 0;
}

const char *
draft_file_path(const struct draft_file *file)
{
	return file->text;
}

int
draft_file_read(struct draft_file *file, char **out, size_t *len)
{
	struct str text = { 0 };
	int err = file_read_own(&text, file->text, DRAFT_FILE_MAX);

	if (err == 0) {
		*len = text.len;
		*out = str_take(&text);
	}
	str_wipe(&text);
	return err;
}

/* Overwrites a file's bytes before it goes; what an editor left beside it
 * (a backup, a swap file) too. */
static int
wipe_one(void *data, const char *name)
{
	static const char zeros[4096];
	char *path = file_join(data, name);
	struct stat st;
	int fd = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		off_t left = st.st_size;

		while (left > 0) {
			size_t piece = left < (off_t)sizeof(zeros) ?
			    (size_t)left :
			    sizeof(zeros);
			ssize_t wrote = write(fd, zeros, piece);

			if (wrote <= 0)
				break;
			left -= wrote;
		}
		(void)fsync(fd);
	}
	if (fd >= 0)
		(void)close(fd);
	free(path);
	return 0;
}

static void
remove_dir(char *dir)
{
	(void)file_each(dir, wipe_one, dir);
	(void)file_remove_all(dir);
}

void
draft_file_leave(struct draft_file *file)
{
	if (file->lock >= 0)
		file_unlock(file->lock);
	free(file->dir);
	free(file->text);
	free(file->note);
	free(file);
}

void
draft_file_close(struct draft_file *file)
{
	if (file == NULL)
		return;
	if (file->dir != NULL)
		remove_dir(file->dir);
	draft_file_leave(file);
}

/* A folder that was found, and what its note says. */
struct found {
	struct journal *journal;
	const char *parent;
	size_t count;
};

struct found_draft {
	struct id project;
	struct id member;
	int64_t number;
	struct str text;
};

static bool
parse_note(struct found_draft *draft, const char *note)
{
	long long number = 0;

	if (strlen(note) < 2 * (size_t)ID_TEXT_SIZE ||
	    !id_parse(&draft->project, note, ID_TEXT_SIZE - 1) ||
	    !id_parse(&draft->member, note + ID_TEXT_SIZE, ID_TEXT_SIZE - 1))
		return false;
	number = strtoll(note + 2 * (size_t)ID_TEXT_SIZE, NULL, 10);
	draft->number = number;
	return number > 0;
}

/* The draft's row with the text that the editor left. */
struct renewing {
	struct found_draft *draft;
	struct store *store;
	bool is_there;
};

static int
renew_row(void *data, const struct draft_row *row)
{
	struct renewing *renewing = data;
	const struct found_draft *draft = renewing->draft;
	struct draft_row renewed = *row;
	int64_t number;

	/* The number went to somebody else's draft meanwhile. */
	if (!id_equal(&row->project, &draft->project) ||
	    !id_equal(&row->member, &draft->member))
		return 0;
	/* An editor that is killed while it writes leaves an empty file: the
	 * draft has more. */
	renewing->is_there = true;
	if (renewing->draft->text.len == 0)
		return 0;
	renewed.body = str_text(&renewing->draft->text);
	renewed.why = "found";
	return store_put_draft(renewing->store, &renewed, &number);
}

/* The draft is gone (saved from another window): the text becomes a draft of
 * its own, as it may hold words that nothing else does. */
static int
put_found(struct store *store, struct found_draft *draft)
{
	struct renewing renewing = { .draft = draft, .store = store };
	struct draft_row row = {
		.project = draft->project,
		.member = draft->member,
		.kind = "reflection",
		.fields = "{}",
		.body = str_text(&draft->text),
		.why = "found",
		.at = clock_now(),
	};
	int64_t number;
	int err = store_get_draft(store, draft->number, renew_row, &renewing);

	if (err == 0 && !renewing.is_there && draft->text.len > 0)
		err = store_put_draft(store, &row, &number);
	return err;
}

static int
keep_found(struct found *found, struct found_draft *draft)
{
	struct store *store = found->journal->store;
	char *body = draft_words_body(draft->text.data, draft->text.len);
	int err = store_begin(store);

	str_wipe(&draft->text);
	str_add(&draft->text, body);
	explicit_bzero(body, strlen(body));
	free(body);
	if (err != 0)
		return err;
	return store_end(store, put_found(store, draft));
}

static int
recover_dir(struct found *found, char *dir)
{
	struct found_draft draft = { 0 };
	char *note_path = file_join(dir, "draft");
	char *text_path = file_join(dir, "text.md");
	struct str note = { 0 };
	int lock = -1;
	int err = 0;

	if (file_is_there(note_path))
		err = file_lock(&lock, note_path, 0);
	if (err == 0 && lock >= 0 &&
	    file_read_own(&note, note_path, DRAFT_FILE_MAX) == 0 &&
	    parse_note(&draft, str_text(&note)) &&
	    file_read_own(&draft.text, text_path, DRAFT_FILE_MAX) == 0) {
		err = keep_found(found, &draft);
		if (err == 0) {
			remove_dir(dir);
			found->count++;
		}
	}
	if (lock >= 0)
		file_unlock(lock);
	str_wipe(&draft.text);
	str_clear(&note);
	free(note_path);
	free(text_path);
	return err;
}

static int
look_at(void *data, const char *name)
{
	struct found *found = data;
	struct stat st;
	char *dir;
	int err = 0;

	if (strncmp(name, DRAFT_DIR, strlen(DRAFT_DIR)) != 0)
		return 0;
	dir = file_join(found->parent, name);
	if (lstat(dir, &st) == 0 && S_ISDIR(st.st_mode) &&
	    st.st_uid == geteuid())
		err = recover_dir(found, dir);
	free(dir);
	return err;
}

int
draft_recover(struct journal *journal, const char *runtime, size_t *count)
{
	struct found found = { .journal = journal };
	int err = 0;

	*count = 0;
	if (journal->read_only)
		return 0;
	found.parent = journal->home;
	err = file_each(journal->home, look_at, &found);
	if (err == 0 && runtime != NULL && file_is_dir(runtime)) {
		found.parent = runtime;
		err = file_each(runtime, look_at, &found);
	}
	*count = found.count;
	return err;
}
