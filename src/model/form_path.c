/*
 * Paths in the tree of a project:
 *
 *   <kind>/<first two digits of the id>/<id>.md     a record's first head
 *   <kind>/<first two digits of the id>/<id>.<k>.md its k-th, k from 2
 *   README.md, README.<k>.md                        the project's own record
 */
#include "model/form.h"

#include "model/head.h"

#include "base/mem.h"

#include <withus/err.h>

#include <stdlib.h>
#include <string.h>

#define OWN_KIND "project"
#define OWN_STEM "README"
#define EXPECTED "KIND/XX/ID.md"

void
form_path(struct str *out, const char *kind, const struct id *id, size_t k)
{
	char text[ID_TEXT_SIZE];

	id_print(text, id);
	if (strcmp(kind, OWN_KIND) == 0)
		str_add(out, OWN_STEM);
	else
		str_add_format(out, "%s/%.2s/%s", kind, text, text);
	if (k > 1)
		str_add_format(out, ".%zu", k);
	str_add(out, ".md");
}

/* "<kind>/<xx>/<id>" in front; returns its length, 0 where it is not. */
static size_t
parse_stem(struct form_place *out, struct span path)
{
	size_t kind = head_count_word(path);
	size_t len = kind + strlen("/xx/") + ID_TEXT_SIZE - 1;
	const char *folder, *name;

	if (kind == 0 || path.len < len || path.data[kind] != '/')
		return 0;
	folder = path.data + kind + 1;
	name = folder + 3;
	if (folder[2] != '/' || memcmp(folder, name, 2) != 0 ||
	    !id_parse(&out->id, name, ID_TEXT_SIZE - 1) || id_is_none(&out->id))
		return 0;
	memcpy(out->kind, path.data, kind);
	out->kind[kind] = '\0';
	return strcmp(out->kind, OWN_KIND) == 0 ? 0 : len;
}

static size_t
parse_own_stem(struct form_place *out, struct span path)
{
	size_t len = strlen(OWN_STEM);

	if (path.len < len || memcmp(path.data, OWN_STEM, len) != 0)
		return 0;
	memcpy(out->kind, OWN_KIND, sizeof OWN_KIND);
	return len;
}

/* ".md", or ".<k>.md" with k from 2. */
static bool
parse_rest(struct form_place *out, struct span rest)
{
	uint32_t k;

	out->k = 1;
	if (span_is(rest, ".md"))
		return true;
	if (rest.len < 5 || *rest.data != '.' ||
	    memcmp(rest.data + rest.len - 3, ".md", 3) != 0 ||
	    !head_parse_number(&k, span_make(rest.data + 1, rest.len - 4)))
		return false;
	out->k = k;
	return k > 1;
}

int
form_path_parse(struct form_place *out, const char *path, size_t len)
{
	struct span text = span_make(path, len);
	struct form_place place = { .k = 0 };
	size_t stem = parse_own_stem(&place, text);
	char *given;
	int rc;

	if (stem == 0)
		stem = parse_stem(&place, text);
	if (stem > 0 &&
	    parse_rest(&place, span_make(path + stem, len - stem))) {
		*out = place;
		return 0;
	}
	given = mem_dup(path, len);
	rc = err_set(ERR_FORM_PATH, given, EXPECTED, NULL);
	free(given);
	return rc;
}
