#include "core/name.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "model/code.h"
#include "store/shared.h"

#include <stdlib.h>
#include <string.h>

/* What a mention needs of a row. */
struct mention {
	char *title;
	char *kind;
};

static int
take_mention(void *data, const struct record_row *row)
{
	struct mention *mention = data;

	mention->title = mem_dup_text(row->title);
	mention->kind = mem_dup_text(row->kind);
	return 0;
}

char *
name_of(struct journal *journal, const struct id *project, const struct id *id)
{
	char *title = NULL;
	char *code = NULL;

	(void)read_mention(journal, project, id, &title, &code);
	if (title[0] != '\0') {
		free(code);
		return title;
	}
	free(title);
	return code;
}

int
name_code(struct journal *journal, const struct id *project, const char *kind,
    const struct id *id, char out[ITEM_CODE_SIZE])
{
	struct neighbours near;
	int err =
	    store_get_neighbours(journal->store, project, kind, id, &near);

	if (err == 0)
		code_print(out, kind, id,
		    code_digits(id,
			id_is_none(&near.before) ? NULL : &near.before,
			id_is_none(&near.after) ? NULL : &near.after));
	return err;
}

int
read_mention(struct journal *journal, const struct id *project,
    const struct id *id, char **title, char **code)
{
	struct mention mention = { 0 };
	char text[ITEM_CODE_SIZE];
	int err = store_get_record(journal->store, id, take_mention, &mention);

	code_print(text, mention.kind != NULL ? mention.kind : "", id,
	    CODE_DIGITS_PAPER);
	if (err == 0 && mention.kind != NULL)
		err = name_code(journal, project, mention.kind, id, text);
	*title = mention.title != NULL ? mention.title : mem_dup("", 0);
	*code = mem_dup_text(text);
	free(mention.kind);
	return err;
}

/* Candidates for what was typed. */
struct finding {
	const char *folded; /* the name typed, folded; NULL: by code */
	struct id found;
	size_t count; /* whole names, or codes */
	struct id begun;
	size_t begun_count; /* names that begin so */
	struct str names;   /* for the message */
};

static void
add_name(struct finding *finding, const struct record_row *row)
{
	if (finding->names.len > 0)
		str_add(&finding->names, ", ");
	str_add(&finding->names, row->title);
}

static int
match_name(void *data, const struct record_row *row)
{
	struct finding *finding = data;
	char *folded = utf8_fold(row->title, strlen(row->title));
	size_t len = strlen(finding->folded);

	if (strcmp(folded, finding->folded) == 0) {
		finding->found = row->id;
		finding->count++;
		add_name(finding, row);
	} else if (strncmp(folded, finding->folded, len) == 0) {
		finding->begun = row->id;
		finding->begun_count++;
		add_name(finding, row);
	}
	free(folded);
	return 0;
}

static int
find_by_name(struct journal *journal, const struct id *project,
    const char *kind, const char *typed, struct id *out)
{
	struct record_query query = { .project = *project, .kind = kind };
	char *folded = utf8_fold(typed, strlen(typed));
	struct finding finding = { .folded = folded };
	int err =
	    store_each_record(journal->store, &query, match_name, &finding);

	if (err == 0 && finding.count == 0) {
		finding.found = finding.begun;
		finding.count = finding.begun_count;
	}
	if (err == 0 && (finding.count == 0 || folded[0] == '\0'))
		err = err_set(ERR_NAME_NOT_THERE, typed, NULL);
	else if (err == 0 && finding.count > 1)
		err = err_set(ERR_NAME_SEVERAL, typed, str_text(&finding.names),
		    NULL);
	if (err == 0)
		*out = finding.found;
	str_clear(&finding.names);
	free(folded);
	return err;
}

static int
match_code(void *data, const struct record_row *row)
{
	struct finding *finding = data;
	char code[CODE_SIZE];

	finding->found = row->id;
	finding->count++;
	code_print(code, row->kind, &row->id, 8);
	if (finding->names.len > 0)
		str_add(&finding->names, ", ");
	str_add(&finding->names, code);
	return 0;
}

static int
find_by_code(struct journal *journal, const struct id *project,
    const char *kind, const char *typed, struct id *out)
{
	struct finding finding = { 0 };
	struct code_typed code;
	struct record_range range = { .project = *project, .most = 4 };
	int err = code_parse(&code, typed);

	if (err != 0)
		return err;
	/* A letter that this release does not know may be of a newer kind. */
	if (kind == NULL && code.letter != 0 &&
	    kind_by_letter(code.letter) != NULL)
		kind = kind_by_letter(code.letter)->name;
	range.kind = kind;
	code_range(&range.least, &range.greatest, &code);
	err = store_each_in_range(journal->store, &range, match_code, &finding);
	if (err == 0 && finding.count == 0)
		err = err_set(ERR_CODE_NOT_THERE, typed, NULL);
	else if (err == 0 && finding.count > 1)
		err = err_set(ERR_CODE_SEVERAL, typed, str_text(&finding.names),
		    NULL);
	if (err == 0)
		*out = finding.found;
	str_clear(&finding.names);
	return err;
}

/* The code names another kind than the one that is wanted here. */
static int
refuse_letter(const struct kind *wanted, const char *typed)
{
	struct code_typed code;
	const struct kind *is;

	if (wanted == NULL || code_parse(&code, typed) != 0 ||
	    code.letter == 0 || code.letter == wanted->letter)
		return 0;
	is = kind_by_letter(code.letter);
	return err_set(ERR_CODE_KIND, typed, is != NULL ? is->name : "?",
	    wanted->name, NULL);
}

static bool
has_name(const struct kind *kind)
{
	return kind != NULL && kind->title != NULL;
}

int
read_find(struct journal *journal, const struct id *project, const char *kind,
    const char *typed, struct id *out)
{
	const struct kind *wanted = kind != NULL ? kind_by_name(kind) : NULL;
	int err;

	if (has_name(wanted)) {
		err = find_by_name(journal, project, kind, typed, out);
		if (err != -ERR_NAME_NOT_THERE)
			return err;
	}
	if (refuse_letter(wanted, typed) != 0)
		return -ERR_CODE_KIND;
	err = find_by_code(journal, project, kind, typed, out);
	if ((err == -ERR_CODE_NOT_THERE || err == -ERR_CODE_FORM) &&
	    has_name(wanted))
		return err_set(ERR_NAME_NOT_THERE, typed, NULL);
	return err;
}
