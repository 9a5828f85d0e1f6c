#include "support/merge.h"

#include "base/file.h"
#include "base/json.h"
#include "base/mem.h"
#include "model/form.h"
#include "model/render.h"
#include "model/standing.h"
#include "vault/sign.h"

#include <withus/err.h>

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------ reading */

/* One file on its way in. */
struct reading {
	struct merge_case *merge;
	const char *folder;
	bool is_team;
};

static bool
does_end(const char *name, const char *end)
{
	size_t len = strlen(name), end_len = strlen(end);

	return len > end_len && strcmp(name + len - end_len, end) == 0;
}

/* Says what a version says to voices, and puts it into the lineage where it
 * is of the record that the case is about: the first one. */
static void
take_version(struct reading *reading, const char *name, const struct str *bytes,
    struct record *record)
{
	struct merge_case *merge = reading->merge;
	unsigned char key[SIGN_KEY_SIZE];
	struct vid vid;

	if (sign_read_key(key, record->sig, strlen(record->sig)) != 0)
		memset(key, 0, sizeof key);
	voices_add(merge->voices, record, key);
	form_vid(&vid, bytes->data, bytes->len);
	if (reading->is_team || merge->count == MERGE_VERSIONS ||
	    (merge->lineage.count > 0 &&
		!id_equal(&merge->lineage.id, &record->id))) {
		record_free(record);
		return;
	}
	merge->names[merge->count] = mem_dup_text(name);
	merge->vids[merge->count++] = vid;
	lineage_add(&merge->lineage, &vid, record, key);
}

static int
read_file(void *data, const char *name)
{
	struct reading *reading = data;
	char *path = file_join(reading->folder, name);
	struct record *record = NULL;
	struct str bytes = { 0 };
	int rc = file_read(&bytes, path, RECORD_BYTES_MAX);

	if (rc == 0 && does_end(name, ".md"))
		rc = form_parse(&record, bytes.data, bytes.len);
	if (record)
		take_version(reading, name, &bytes, record);
	str_clear(&bytes);
	free(path);
	return rc;
}

static int
read_folder(struct merge_case *merge, const char *folder, const char *place,
    bool is_team)
{
	char *path = file_join(folder, place);
	struct reading reading = {
		.merge = merge,
		.folder = path,
		.is_team = is_team,
	};
	int rc = file_each(path, read_file, &reading);

	free(path);
	return rc;
}

int
merge_read(struct merge_case *merge, const char *folder, const char *place)
{
	int rc;

	*merge = (struct merge_case){ .voices = voices_new() };
	rc = read_folder(merge, folder, "team", true);
	if (rc == 0)
		rc = read_folder(merge, folder, place, false);
	voices_settle(merge->voices);
	lineage_link(&merge->lineage);
	standing_judge(&merge->lineage, merge->voices);
	merge->view = view_make(&merge->lineage);
	return rc;
}

void
merge_clear(struct merge_case *merge)
{
	for (size_t v = 0; v < merge->count; v++)
		free(merge->names[v]);
	view_free(merge->view);
	voices_free(merge->voices);
	lineage_clear(&merge->lineage);
}

/* ------------------------------------------------------------ printing */

/* The file that a version is in. */
static const char *
name_of(const struct merge_case *merge, size_t index)
{
	size_t v = 0;

	while (!vid_equal(&merge->vids[v], &merge->lineage.versions[index].vid))
		v++;
	return merge->names[v];
}

static struct json *
list_names(const struct merge_case *merge, const size_t *indexes, size_t count)
{
	struct json *list = json_new_array();

	for (size_t i = 0; i < count; i++)
		json_add_text(list, name_of(merge, indexes[i]));
	return list;
}

static struct json *
list_texts(char *const *texts, size_t count)
{
	struct json *list = json_new_array();

	for (size_t i = 0; i < count; i++)
		json_add_text(list, texts[i]);
	return list;
}

static struct json *
describe_value(const struct value *value)
{
	struct json *list;

	if (value->shape == VALUE_ONE)
		return json_new_text(value->text, strlen(value->text));
	if (value->shape == VALUE_SET)
		return list_texts(value->items, value->count);
	list = json_new_array();
	for (size_t i = 0; i < value->count; i++)
		json_add(list,
		    list_texts(value->rows[i].cells, value->rows[i].count));
	return list;
}

static struct json *
describe_versions(const struct merge_case *merge)
{
	struct json *object = json_new_object();

	for (size_t i = 0; i < merge->lineage.count; i++) {
		const struct version *version = &merge->lineage.versions[i];
		struct json *said = json_new_object();
		char vid[VID_TEXT_SIZE];

		vid_print(vid, &version->vid);
		json_put_text(said, "vid", vid);
		json_put_text(said, "standing",
		    standing_name(version->standing));
		json_put(object, name_of(merge, i), said);
	}
	return object;
}

static struct json *
describe_tree(const struct merge_case *merge)
{
	struct json *object = json_new_object();
	struct render_file *files;
	size_t count = render_lineage(&merge->lineage, NULL, &files);

	for (size_t f = 0; f < count; f++)
		json_put_text(object, files[f].path,
		    name_of(merge, files[f].version));
	render_free(files, count);
	return object;
}

static struct json *
describe_variant(const struct merge_case *merge,
    const struct view_variant *variant)
{
	struct json *object = json_new_object();

	json_put(object, "value",
	    variant->is_absent ? json_new_null() :
				 describe_value(&variant->value));
	json_put(object, "heads",
	    list_names(merge, variant->heads, variant->head_count));
	return object;
}

static struct json *
describe_clash(const struct merge_case *merge, const struct view_clash *clash)
{
	struct json *object = json_new_object();
	struct json *variants = json_new_array();

	if (clash->key)
		json_put_text(object, "field", clash->key);
	if (clash->row)
		json_put_text(object, "row", clash->row);
	if (clash->cell > 0)
		json_put_number(object, "cell", (int64_t)clash->cell);
	if (clash->key == NULL)
		json_put_number(object, "paragraph", (int64_t)clash->at);
	for (size_t v = 0; v < clash->variant_count; v++)
		json_add(variants,
		    describe_variant(merge, &clash->variants[v]));
	json_put(object, "variants", variants);
	return object;
}

static struct json *
describe_view(const struct merge_case *merge)
{
	const struct view *view = merge->view;
	struct json *object, *fields, *clashes;

	if (view == NULL)
		return json_new_null();
	object = json_new_object();
	fields = json_new_object();
	clashes = json_new_array();
	for (size_t f = 0; f < view->record->field_count; f++)
		json_put(fields, view->record->fields[f].key,
		    describe_value(&view->record->fields[f].value));
	for (size_t c = 0; c < view->clash_count; c++)
		json_add(clashes, describe_clash(merge, &view->clashes[c]));
	json_put(object, "heads",
	    list_names(merge, view->heads, view->head_count));
	json_put(object, "follow",
	    list_names(merge, view->follows, view->follow_count));
	json_put_number(object, "words", (int64_t)view->word_count);
	json_put_bool(object, "withdrawn", view->is_withdrawn);
	json_put_bool(object, "withdrawn-too", view->is_withdrawn_too);
	json_put_bool(object, "keeps-names", view->keeps_names);
	json_put(object, "fields", fields);
	json_put(object, "body",
	    json_new_text(view->record->body, view->record->body_len));
	json_put(object, "clashes", clashes);
	return object;
}

void
merge_print(struct str *out, const struct merge_case *merge)
{
	struct json *object = json_new_object();
	size_t *heads = mem_new_array(merge->lineage.count, sizeof *heads);
	size_t count = lineage_heads(&merge->lineage, heads);

	json_put(object, "versions", describe_versions(merge));
	json_put(object, "tree-heads", list_names(merge, heads, count));
	json_put(object, "tree", describe_tree(merge));
	json_put(object, "view", describe_view(merge));
	json_print(out, object, 2);
	str_add_char(out, '\n');
	json_free(object);
	free(heads);
}
