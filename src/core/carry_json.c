/*
 * Everything shared of a project as JSON: withus-json(7). One file for at
 * most CARRY_ITEMS versions, named `<number>.json`, each item on a line of
 * its own with the exact `file`. Taking such a folder in is a union: a version
 * that is here already is passed over, and what is not admitted is told with
 * file, line and reason.
 */
#include "core/carry_inside.h"

#include "base/file.h"
#include "base/json.h"
#include "base/map.h"
#include "base/mem.h"
#include "core/inside.h"
#include "core/lock.h"
#include "core/pieces.h"
#include "model/form.h"
#include "store/local.h"
#include "store/shared.h"

#include <withus/read.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The form of these files: what stands after "withus". */
#define CARRY_FORM 1
#define CARRY_ITEMS ((size_t)1000)
#define CARRY_FILE_MAX ((size_t)1 << 28)
/* A file that is written ends after about so much. */
#define CARRY_FILE_FULL ((size_t)1 << 26)

/* ------------------------------------------------------------------ out */

struct writing {
	struct journal *journal;
	const struct id *project;
	const char *dir;
	struct carry_result *result;
	struct str text;
	size_t items; /* in the file at hand */
	size_t files;
};

static void
begin_file(struct writing *writing)
{
	char project[ID_TEXT_SIZE];

	id_print(project, writing->project);
	str_cut(&writing->text, 0);
	str_add_format(&writing->text,
	    "{\"withus\": %d, \"project\": \"%s\", \"items\": [\n", CARRY_FORM,
	    project);
	writing->items = 0;
}

static int
end_file(struct writing *writing)
{
	struct str name = { 0 };
	char *path;
	int err;

	if (writing->items == 0)
		return 0;
	str_add(&writing->text, "\n]}\n");
	str_add_format(&name, "%05zu.json", ++writing->files);
	path = file_join(writing->dir, str_text(&name));
	err = file_write(path, str_text(&writing->text), writing->text.len);
	free(path);
	str_clear(&name);
	return err;
}

static struct json *
make_item(const struct version_row *row, const struct record *record)
{
	struct json *item = json_new_object();
	char id[ID_TEXT_SIZE];
	char by[ID_TEXT_SIZE];
	char vid[VID_TEXT_SIZE];

	id_print(id, &row->record);
	id_print(by, &record->by);
	vid_print(vid, &row->vid);
	json_put_text(item, "id", id);
	json_put_text(item, "kind", row->kind);
	json_put_text(item, "by", by);
	json_put_text(item, "made", record->made);
	json_put_number(item, "rev", record->rev);
	json_put_text(item, "vid", vid);
	json_put(item, "file", json_new_text(row->bytes, row->len));
	return item;
}

static int
write_item(void *data, const struct version_row *row)
{
	struct writing *writing = data;
	struct record *record = NULL;
	struct json *item;
	int err = form_parse(&record, row->bytes, row->len);

	if (err != 0)
		return err;
	item = make_item(row, record);
	if (writing->items++ > 0)
		str_add(&writing->text, ",\n");
	json_print(&writing->text, item, 0);
	json_free(item);
	record_free(record);
	writing->result->kept++;
	if (writing->items < CARRY_ITEMS && writing->text.len < CARRY_FILE_FULL)
		return 0;
	tell_count(writing->journal, EVENT_PROGRESS, "export",
	    writing->result->kept, 0);
	err = end_file(writing);
	begin_file(writing);
	return err;
}

static int
write_all(struct writing *writing)
{
	int err;

	begin_file(writing);
	err = pieces_each_version(writing->journal->store, writing->project,
	    write_item, writing);
	return err == 0 ? end_file(writing) : err;
}

static int
note_name(void *data, const char *name)
{
	(void)name;
	*(bool *)data = true;
	return 1;
}

/* A folder with something in it is not ours to fill. */
static int
prepare_dir(const char *dir)
{
	bool full = false;
	int err = 0;

	if (file_is_there(dir))
		err = file_each(dir, note_name, &full);
	if (full)
		return err_set(ERR_FILE_EXISTS, dir, NULL);
	return err < 0 ? err : file_make_dirs(dir);
}

int
carry_export_json(struct journal *journal, const struct id *project,
    const char *dir, struct carry_result *out)
{
	struct writing writing = {
		.journal = journal,
		.project = project,
		.dir = dir,
		.result = out,
	};
	int err = prepare_dir(dir);

	*out = (struct carry_result){ .project = *project };
	if (err == 0)
		err = write_all(&writing);
	str_clear(&writing.text);
	return err;
}

/* ------------------------------------------------------------------- in */

struct reading {
	struct carrying carrying;
	const char *dir;
	struct action action;
	bool has_project;
	bool is_here;     /* the home has it already */
	struct map *seen; /* vids of this import, each once */
	int lock;         /* of a project that is here; -1 */
	int stop;         /* why no version can be read at all; 0 */
};

/* The line of the n-th `"file":` of a text: inside a string the quotes would
 * be escaped, so these are the items' own. */
static size_t
find_line(struct span text, size_t n)
{
	static const char key[] = "\"file\"";
	size_t line = 1;

	for (size_t i = 0; i + sizeof(key) < text.len; i++) {
		line += text.data[i] == '\n';
		if (memcmp(text.data + i, key, sizeof(key) - 1) == 0 &&
		    n-- == 0)
			return line;
	}
	return 0;
}

static int
note_here(void *data, const struct id *project)
{
	struct reading *reading = data;

	reading->is_here |= id_equal(project, &reading->action.project);
	return 0;
}

/* The project that the first version names. What an import that was cut off
 * has left of it goes now, and one that is under way is waited for: what it
 * may yet let go must not pass for known. */
static int
begin_project(struct reading *reading, const struct record *record)
{
	struct journal *journal = reading->carrying.journal;
	int err;

	reading->action.project = *admitted_project(record);
	reading->has_project = true;
	err = store_each_project(journal->store, note_here, reading);
	if (err != 0 || !reading->is_here)
		return err;
	err = lock_take(journal, &reading->action.project, LOCK_LONG_MS,
	    &reading->lock);
	if (err == 0)
		err = save_drop_unkept(journal, &reading->action.project);
	return err;
}

static int
read_version(struct reading *reading, const char *bytes, size_t len)
{
	struct admitted admitted = { 0 };
	struct action *action = &reading->action;
	bool known = false;
	int err = admit_file(&admitted,
	    reading->has_project ? &action->project : NULL, NULL, bytes, len);

	if (err != 0)
		return err;
	if (!reading->has_project)
		err = reading->stop = begin_project(reading, admitted.record);
	if (err == 0)
		err = store_has_version(reading->carrying.journal->store,
		    &admitted.vid, &known);
	known |= map_put(reading->seen, admitted.vid.bytes,
		     sizeof(admitted.vid.bytes), reading) != NULL;
	if (err != 0 || known) {
		reading->carrying.result->known += known;
		admitted_clear(&admitted);
		return err;
	}
	action_add(action, &admitted, mem_dup(bytes, len), len);
	reading->carrying.result->kept++;
	return 0;
}

static void
read_items(struct reading *reading, const struct json *items, struct span text)
{
	size_t files = 0;

	for (size_t i = 0; reading->stop == 0 && i < json_count(items); i++) {
		const struct json *item = json_at(items, i);
		size_t len = 0;
		const char *bytes = json_text(json_get(item, "file"), &len);

		if (bytes == NULL) {
			(void)err_set(ERR_IMPORT_FORM, reading->carrying.file,
			    "an item has no file", NULL);
			carry_fault(&reading->carrying, 0);
			continue;
		}
		if (read_version(reading, bytes, len) != 0 &&
		    reading->stop == 0)
			carry_fault(&reading->carrying, find_line(text, files));
		files++;
	}
}

/* What a newer program wrote may mean something else: none of it is taken. */
static int
check_form(const struct reading *reading, const struct json *object)
{
	int64_t form = 0;

	if (!json_get_number(object, "withus", &form))
		return err_set(ERR_IMPORT_FORM, reading->carrying.file,
		    "it does not say that withus wrote it", NULL);
	return form <= CARRY_FORM ?
	    0 :
	    err_set(ERR_IMPORT_NEWER, reading->carrying.file, NULL);
}

static int
read_text(struct reading *reading, struct span text)
{
	struct json *object = NULL;
	int err;

	if (json_parse(&object, reading->carrying.file, text.data, text.len) !=
	    0) {
		carry_fault(&reading->carrying, err_last()->line);
		return 0;
	}
	err = check_form(reading, object);
	if (err != 0) {
		json_free(object);
		return err;
	}
	if (!json_is_array(json_get(object, "items"))) {
		(void)err_set(ERR_IMPORT_FORM, reading->carrying.file,
		    "there is no list of items in it", NULL);
		carry_fault(&reading->carrying, 1);
	} else {
		read_items(reading, json_get(object, "items"), text);
	}
	json_free(object);
	return reading->stop;
}

static int
read_one(void *data, const char *name)
{
	struct reading *reading = data;
	struct str text = { 0 };
	size_t len = strlen(name);
	char *path;
	int err;

	if (len < 6 || strcmp(name + len - 5, ".json") != 0)
		return 0;
	path = file_join(reading->dir, name);
	reading->carrying.file = path;
	err = file_read_own(&text, path, CARRY_FILE_MAX);
	if (err == 0)
		err = read_text(reading, span_make(str_text(&text), text.len));
	str_clear(&text);
	free(path);
	reading->carrying.file = reading->dir;
	return err;
}

/* The day as claimed, then the number that grows with each change, then the
 * hash: an order in which a person can follow what came. */
static int
compare_saved(const void *a, const void *b)
{
	const struct saved *left = a;
	const struct saved *right = b;
	const struct record *x = left->admitted.record;
	const struct record *y = right->admitted.record;
	int order = strcmp(x->made, y->made);

	if (order == 0)
		order = (x->rev > y->rev) - (x->rev < y->rev);
	return order != 0 ?
	    order :
	    vid_compare(&left->admitted.vid, &right->admitted.vid);
}

static void
sort_versions(struct action *action)
{
	if (action->count > 1)
		qsort(action->versions, action->count,
		    sizeof(*action->versions), compare_saved);
}

static int
read_dir(struct reading *reading)
{
	int err;

	if (!file_is_dir(reading->dir))
		return err_set(ERR_FILE_READ, reading->dir, strerror(ENOENT),
		    NULL);
	err = file_each(reading->dir, read_one, reading);
	if (err == 0 && !reading->has_project &&
	    reading->carrying.result->faulty == 0)
		err = err_set(ERR_IMPORT_FORM, reading->dir,
		    "no versions are in it", NULL);
	return err;
}

int
carry_import_json(struct journal *journal, const char *dir,
    const struct carry_options *options, struct carry_result *out)
{
	struct reading reading = {
		.carrying = {
			.journal = journal, .options = options,
			.result = out, .file = dir,
		},
		.dir = dir,
		.action = { .word = "import" },
		.seen = map_new(),
		.lock = -1,
	};
	bool all = options != NULL && options->all_or_nothing;
	int err = journal_may_write(journal);

	*out = (struct carry_result){ 0 };
	if (err == 0)
		err = read_dir(&reading);
	if (err == 0 && reading.action.count > 0 && !(all && out->faulty > 0))
		out->is_new_project = reading.action.is_start =
		    !reading.is_here;
	sort_versions(&reading.action);
	/* Who saves takes it again. */
	file_unlock(reading.lock);
	if (err == 0)
		err = carry_finish(&reading.carrying, &reading.action);
	out->project = reading.action.project;
	map_free(reading.seen);
	action_clear(&reading.action);
	return err;
}
