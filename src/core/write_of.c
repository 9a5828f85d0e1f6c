/* What is said about a record: from which words to begin, and which versions
 * were on the screen. */
#include <withus/write.h>

#include "base/mem.h"
#include "core/derive.h"
#include "core/related.h"
#include "core/version.h"
#include "core/write_inside.h"

#include <withus/err.h>
#include <withus/read.h>

#include <stdlib.h>
#include <string.h>

static void
set_vids(struct record *words, const char *key, const struct vid *vids,
    size_t count)
{
	const char **items = mem_new_array(count, sizeof(*items));
	char(*texts)[VID_TEXT_SIZE] = mem_new_array(count, sizeof(*texts));

	for (size_t i = 0; i < count; i++) {
		vid_print(texts[i], &vids[i]);
		items[i] = texts[i];
	}
	record_set_items(words, key, items, count);
	free(items);
	free(texts);
}

/* The heads that are shown of a record. -ERR_CODE_NOT_THERE. */
static int
note_heads(const struct item_context *context, const struct id *id,
    struct record *words)
{
	struct lineage lineage = { 0 };
	struct view *view = NULL;
	struct vid *heads;
	int err = derive_lineage(context->journal->store, id, context->voices,
	    &lineage);

	if (err == 0)
		view = view_make(&lineage);
	if (err == 0 && view == NULL)
		err = version_refuse(id);
	if (view != NULL) {
		heads = mem_new_array(view->head_count, sizeof(*heads));
		for (size_t h = 0; h < view->head_count; h++)
			heads[h] = lineage.versions[view->heads[h]].vid;
		set_vids(words, "of", heads, view->head_count);
		free(heads);
	}
	view_free(view);
	lineage_clear(&lineage);
	return err;
}

static size_t
add_heads(const struct related *view, struct vid *out)
{
	size_t count = 0;

	for (size_t h = 0; h < view->view->head_count; h++) {
		const struct version *version =
		    &view->lineage.versions[view->view->heads[h]];

		if (!record_is_withdrawn(version->record))
			out[count++] = version->vid;
	}
	return count;
}

static int
note_views(const struct item_context *context, const struct id *decision,
    struct record *words)
{
	const struct related_asked asked = {
		.target = *decision,
		.kind = "view",
		.field = "decision",
	};
	struct relatives views = { 0 };
	struct vid *vids = NULL;
	size_t most = 0, count = 0;
	int err = related_load(context, &asked, &views);

	for (size_t i = 0; i < views.count; i++)
		most += views.items[i].view->head_count;
	vids = mem_new_array(most, sizeof(*vids));
	for (size_t i = 0; i < views.count; i++)
		count += add_heads(&views.items[i], &vids[count]);
	if (err == 0)
		set_vids(words, "seen", vids, count);
	free(vids);
	related_clear(&views);
	return err;
}

/* The record that words of a kind are about. */
static bool
find_about(const struct kind *kind, const struct record *words, struct id *out)
{
	const char *text =
	    kind->parent != NULL ? record_get_text(words, kind->parent) : NULL;

	return text != NULL && id_parse(out, text, strlen(text));
}

static int
note_all(const struct item_context *context, const struct kind *kind,
    struct record *words, const struct vid *shown, size_t shown_count)
{
	struct id about;
	int err = 0;

	if (!find_about(kind, words, &about))
		return 0;
	if (kind_field(kind, "of") != NULL && shown_count > 0)
		set_vids(words, "of", shown, shown_count);
	else if (kind_field(kind, "of") != NULL)
		err = note_heads(context, &about, words);
	if (err == 0 && kind_field(kind, "seen") != NULL)
		err = note_views(context, &about, words);
	return err;
}

int
write_of(struct journal *journal, const struct id *project,
    struct record *words, const struct vid *shown, size_t shown_count)
{
	const struct kind *kind = kind_by_name(words->kind);
	struct item_context context;
	int err;

	if (kind == NULL)
		return err_set(ERR_KIND_UNKNOWN, words->kind, NULL);
	err = item_context_open(&context, journal, project);
	if (err == 0)
		err = note_all(&context, kind, words, shown, shown_count);
	item_context_close(&context);
	return err;
}

/* Fields and body of what was said before; its head is made anew. */
static void
take_words(struct record *words, const struct record *before)
{
	for (size_t i = 0; i < before->field_count; i++)
		record_set_value(words, before->fields[i].key,
		    &before->fields[i].value);
	record_set_body(words, before->body, before->body_len);
}

int
write_begin(struct journal *journal, const struct writer *writer,
    const struct write_begin *begin, struct record **words,
    struct item **before)
{
	const struct kind *kind = kind_by_name(begin->kind);
	struct item *item = NULL;
	struct record *fresh;
	char about[ID_TEXT_SIZE];
	struct id id;
	int err;

	if (kind == NULL)
		return err_set(ERR_KIND_UNKNOWN, begin->kind, NULL);
	fresh = record_new(kind->name);
	id_print(about, &begin->about);
	record_set_text(fresh, kind->parent, about);
	err = write_find_once(journal, writer, fresh, &id);
	if (err == 0 && !id_is_none(&id))
		err = read_item(journal, &writer->project, &id, &item);
	if (err == 0 && item != NULL && !item->is_withdrawn)
		take_words(fresh, item->words);
	if (err != 0) {
		record_free(fresh);
		return err;
	}
	*words = fresh;
	if (before != NULL)
		*before = item;
	else
		item_free(item);
	return 0;
}
