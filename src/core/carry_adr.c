/*
 * A folder of decision records. All files are read before one is made: which
 * decision stands in for which may be said in either.
 */
#include "core/carry_adr_make.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "core/inside.h"

#include <withus/read.h>

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

struct folder {
	struct adr_making making;
	struct adr_file *files;
	size_t count;
	size_t cap;
};

/* ---------------------------------------------------------------- names */

/* Length of a name without ".md" or ".markdown"; 0 for other files. */
static size_t
measure_stem(const char *name)
{
	static const char *const ends[] = { ".md", ".markdown" };
	size_t len = strlen(name);

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		size_t end = strlen(ends[i]);

		if (len > end && strcasecmp(name + len - end, ends[i]) == 0)
			return len - end;
	}
	return 0;
}

static bool
has_template(const char *name, size_t len)
{
	static const char word[] = "template";
	size_t size = sizeof(word) - 1;

	for (size_t at = 0; at + size <= len; at++)
		if (strncasecmp(name + at, word, size) == 0)
			return true;
	return false;
}

/* A list of contents, or a form to be filled in. With a number a template is
 * only what is called that and nothing else: people decide about templates. */
static bool
is_aside(const char *name, size_t len)
{
	static const char *const asides[] = { "readme", "index", "toc",
		"contents", "contributing", "template" };
	size_t digits = 0;

	while (digits < len &&
	    (isdigit((unsigned char)name[digits]) ||
		strchr("-_. ", name[digits]) != NULL))
		digits++;
	for (size_t i = 0; i < sizeof(asides) / sizeof(*asides); i++)
		if (adr_is_text(span_make(name + digits, len - digits),
			asides[i]))
			return true;
	return strcspn(name, "0123456789") >= len && has_template(name, len);
}

static bool
is_record(const char *name)
{
	size_t len = measure_stem(name);

	return len > 0 && *name != '.' && !is_aside(name, len);
}

/* -------------------------------------------------------------- reading */

/* A folder within is none of ours, and a link leads who knows where. */
static bool
is_file(struct folder *folder, const char *path)
{
	struct stat st;

	if (lstat(path, &st) != 0 || S_ISREG(st.st_mode))
		return true;
	if (S_ISLNK(st.st_mode))
		carry_note(&folder->making.carrying, CARRY_NOTE_LINK, NULL);
	return false;
}

static int
read_text(struct folder *folder, const char *path, struct adr_file *file)
{
	struct str text = { 0 };
	int err = file_read_own(&text, path, RECORD_BYTES_MAX);

	if (err == 0) {
		hash_bytes(file->hash.bytes, str_text(&text), text.len);
		err = adr_read(&file->adr, folder->making.carrying.file, &text);
	}
	str_clear(&text);
	return err;
}

static void
clear_file(struct adr_file *file)
{
	adr_clear(&file->adr);
	free(file->replaces);
	free(file->name);
}

static int
read_one(void *data, const char *name)
{
	struct folder *folder = data;
	struct carrying *carrying = &folder->making.carrying;
	struct adr_file file = { .has_number = false };
	char *path;

	if (!is_record(name))
		return 0;
	path = file_join(folder->making.task->dir, name);
	carrying->file = path;
	if (is_file(folder, path)) {
		file.name = mem_dup_text(name);
		file.has_number = adr_file_number(name, &file.number);
		adr_make_id(&file.id, folder->making.task, name);
		if (read_text(folder, path, &file) != 0) {
			carry_fault(carrying, err_last()->line);
			clear_file(&file);
		} else {
			folder->files = mem_grow(folder->files, &folder->cap,
			    folder->count + 1, sizeof(*folder->files));
			folder->files[folder->count++] = file;
		}
	}
	carrying->file = folder->making.task->dir;
	free(path);
	return 0;
}

/* By number; those without one last, by name. */
static int
compare_files(const void *a, const void *b)
{
	const struct adr_file *left = a;
	const struct adr_file *right = b;

	if (left->has_number != right->has_number)
		return left->has_number ? -1 : 1;
	if (left->number != right->number)
		return left->number < right->number ? -1 : 1;
	return strcmp(left->name, right->name);
}

/* ---------------------------------------------------------------- links */

/* The file that a link means, if it means one. */
static struct adr_file *
find_linked(struct folder *folder, const struct adr_link *link)
{
	struct adr_file *found = NULL;

	for (size_t i = 0; i < folder->count; i++) {
		struct adr_file *file = &folder->files[i];

		if (link->file != NULL && strcmp(link->file, file->name) == 0)
			return file;
		if (link->file != NULL || !file->has_number ||
		    file->number != link->number)
			continue;
		if (found != NULL)
			return NULL;
		found = file;
	}
	return found;
}

static void
add_replaced(struct adr_file *newer, struct adr_file *older)
{
	older->is_replaced = true;
	for (size_t i = 0; i < newer->replace_count; i++)
		if (id_equal(&newer->replaces[i], &older->id))
			return;
	newer->replaces = mem_grow(newer->replaces, &newer->replace_cap,
	    newer->replace_count + 1, sizeof(*newer->replaces));
	newer->replaces[newer->replace_count++] = older->id;
}

static void
resolve_links(struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++) {
		struct adr_file *file = &folder->files[i];

		for (size_t l = 0; l < file->adr.link_count; l++) {
			const struct adr_link *link = &file->adr.links[l];
			struct adr_file *other = find_linked(folder, link);

			if (other == NULL || other == file)
				continue;
			add_replaced(link->is_newer ? other : file,
			    link->is_newer ? file : other);
		}
	}
	for (size_t i = 0; i < folder->count; i++)
		if (folder->files[i].replace_count > 1)
			qsort(folder->files[i].replaces,
			    folder->files[i].replace_count,
			    sizeof(*folder->files[i].replaces), id_compare);
}

/* --------------------------------------------------------------- making */

/* What of a file is only kept. Known files say nothing again. */
static void
tell_notes(struct folder *folder, const struct adr_file *file)
{
	const struct carrying *carrying = &folder->making.carrying;
	const struct adr *adr = &file->adr;

	if (adr->status == ADR_UNKNOWN)
		carry_note(carrying, CARRY_NOTE_OPEN, NULL);
	if (adr_is_settled(adr) && *adr->day == '\0')
		carry_note(carrying, CARRY_NOTE_DAY, NULL);
	if (adr->kept.len > 0)
		carry_note(carrying, CARRY_NOTE_TEXT, str_text(&adr->kept));
	for (size_t i = 0; i < adr->link_count; i++)
		if (find_linked(folder, &adr->links[i]) == NULL)
			carry_note(carrying, CARRY_NOTE_OTHER,
			    adr->links[i].words);
}

static void
make_one(struct folder *folder, const struct adr_file *file)
{
	struct carrying *carrying = &folder->making.carrying;
	char *path = file_join(folder->making.task->dir, file->name);
	bool is_known = false;

	carrying->file = path;
	if (adr_make(&folder->making, file, &is_known) != 0) {
		carry_fault(carrying, 0);
	} else if (is_known) {
		carrying->result->known++;
	} else {
		carrying->result->kept++;
		tell_notes(folder, file);
	}
	carrying->file = folder->making.task->dir;
	free(path);
}

static int
read_dir(struct folder *folder)
{
	const char *dir = folder->making.task->dir;
	int err;

	if (!file_is_dir(dir))
		return err_set(ERR_FILE_READ, dir, strerror(ENOTDIR), NULL);
	err = file_each(dir, read_one, folder);
	if (err != 0)
		return err;
	if (folder->count == 0 && folder->making.carrying.result->faulty == 0)
		return err_set(ERR_IMPORT_FORM, dir,
		    "no decision records are in it", NULL);
	if (folder->count > 1)
		qsort(folder->files, folder->count, sizeof(*folder->files),
		    compare_files);
	resolve_links(folder);
	for (size_t i = 0; i < folder->count; i++) {
		make_one(folder, &folder->files[i]);
		tell_count(folder->making.carrying.journal, EVENT_PROGRESS,
		    "import", i + 1, folder->count);
	}
	return 0;
}

static void
clear_folder(struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++)
		clear_file(&folder->files[i]);
	free(folder->files);
	action_clear(&folder->making.action);
	item_context_close(&folder->making.context);
}

int
carry_import_adr(struct journal *journal, const struct carry_adr *task,
    const struct carry_options *options, struct carry_result *out)
{
	struct sign_key key;
	struct folder folder = {
		.making = {
			.carrying = {
				.journal = journal, .options = options,
				.result = out, .file = task->dir,
			},
			.task = task,
			.action = {
				.project = task->writer->project,
				.member = task->writer->member,
				.word = "import",
			},
		},
	};
	int err = journal_may_write(journal);

	*out = (struct carry_result){ .project = task->writer->project };
	if (err == 0)
		err = item_context_open(&folder.making.context, journal,
		    &task->writer->project);
	if (err == 0)
		err = make_maker(journal, task->writer, &key,
		    &folder.making.maker);
	if (err == 0)
		err = read_dir(&folder);
	sign_key_wipe(&key);
	if (err == 0)
		err = carry_finish(&folder.making.carrying,
		    &folder.making.action);
	clear_folder(&folder);
	return err;
}
