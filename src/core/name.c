#include "core/name.h"

#include "base/mem.h"
#include "base/near.h"
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
	struct journal *journal;
	const struct id *project;
	const char *folded; /* the name typed, folded; NULL: by code */
	bool is_foreign;    /* the letter of the code is of no kind here */
	struct id found;
	size_t count; /* whole names, or codes */
	struct id begun;
	size_t begun_count; /* names that begin so */
	struct str names;   /* for the message */
	struct id near;     /* what may have been meant */
	size_t distance;    /* how far that is; SIZE_MAX: nothing is near */
};

/* "Ben (M-5hq0)": names alone may be the same. */
static void
add_name(struct finding *finding, const struct record_row *row)
{
	char code[ITEM_CODE_SIZE] = "";

	(void)name_code(finding->journal, finding->project, row->kind, &row->id,
	    code);
	if (finding->names.len > 0)
		str_add(&finding->names, ", ");
	str_add(&finding->names, row->title);
	str_add_format(&finding->names, " (%s)", code);
}

/* A whole name that is near, or one that begins nearly so. */
static void
note_near(struct finding *finding, const char *folded, const struct id *id)
{
	char *start = mem_dup(folded, strnlen(folded, strlen(finding->folded)));
	const char *words[] = { folded, start };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t distance = near_distance(finding->folded, words[i]);

		if (!near_is_likely(finding->folded, words[i]) ||
		    distance >= finding->distance)
			continue;
		finding->distance = distance;
		finding->near = *id;
	}
	free(start);
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
	} else {
		note_near(finding, folded, &row->id);
	}
	free(folded);
	return 0;
}

static int
refuse_name(const struct finding *finding, const char *typed)
{
	char *title = NULL;
	char *code = NULL;
	int err;

	if (finding->distance == SIZE_MAX || finding->folded[0] == '\0')
		return err_set(ERR_NAME_NOT_THERE, typed, NULL);
	err = read_mention(finding->journal, finding->project, &finding->near,
	    &title, &code);
	if (err == 0)
		err = err_set(ERR_NAME_NEAR, typed, title, code, NULL);
	free(code);
	free(title);
	return err;
}

static int
find_by_name(struct journal *journal, const struct id *project,
    const char *kind, const char *typed, struct id *out)
{
	struct record_query query = { .project = *project, .kind = kind };
	char *folded = utf8_fold(typed, strlen(typed));
	struct finding finding = {
		.journal = journal,
		.project = project,
		.folded = folded,
		.distance = SIZE_MAX,
	};
	int err =
	    store_each_record(journal->store, &query, match_name, &finding);

	if (err == 0 && finding.count == 0) {
		finding.found = finding.begun;
		finding.count = finding.begun_count;
	}
	if (err == 0 && (finding.count == 0 || folded[0] == '\0'))
		err = refuse_name(&finding, typed);
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

	if (finding->is_foreign && kind_by_name(row->kind) != NULL)
		return 0;
	finding->found = row->id;
	finding->count++;
	code_print(code, row->kind, &row->id, 8);
	if (finding->names.len > 0)
		str_add(&finding->names, ", ");
	str_add(&finding->names, code);
	return 0;
}

/* Codes that differ in one sign from what was typed. */
static int
match_near_code(void *data, const struct record_row *row)
{
	struct finding *finding = data;
	char text[ID_TEXT_SIZE];

	id_print(text, &row->id);
	text[strlen(finding->folded)] = '\0';
	if (near_distance(finding->folded, text) == 1) {
		finding->near = row->id;
		finding->count++;
	}
	return 0;
}

/* No code is like what was typed: one that is near is named, if it is the
 * only one. */
static int
refuse_code(struct finding *finding, const struct code_typed *code,
    const char *kind, const char *typed)
{
	struct record_query query = { .project = *finding->project };
	char *title = NULL;
	char *near = NULL;
	int err = 0;

	finding->folded = code->digits;
	query.kind = kind;
	if (kind != NULL)
		err = store_each_record(finding->journal->store, &query,
		    match_near_code, finding);
	if (err == 0 && finding->count == 1)
		err = read_mention(finding->journal, finding->project,
		    &finding->near, &title, &near);
	if (err == 0)
		err = finding->count == 1 ?
		    err_set(ERR_CODE_NEAR, typed, near, title, NULL) :
		    err_set(ERR_CODE_NOT_THERE, typed, NULL);
	free(near);
	free(title);
	return err;
}

static int
find_by_code(struct journal *journal, const struct id *project,
    const char *kind, const char *typed, struct id *out)
{
	struct finding finding = { .journal = journal, .project = project };
	struct code_typed code;
	struct record_range range = { .project = *project, .most = 4 };
	int err = code_parse(&code, typed);

	if (err != 0)
		return err;
	/* A letter that this release does not know may be of a newer kind. */
	finding.is_foreign =
	    code.letter != 0 && kind_by_letter(code.letter) == NULL;
	if (kind == NULL && code.letter != 0 && !finding.is_foreign)
		kind = kind_by_letter(code.letter)->name;
	range.kind = kind;
	code_range(&range.least, &range.greatest, &code);
	err = store_each_in_range(journal->store, &range, match_code, &finding);
	if (err == 0 && finding.count == 0)
		err = refuse_code(&finding, &code, kind, typed);
	else if (err == 0 && finding.count > 1)
		err = err_set(ERR_CODE_SEVERAL, typed, str_text(&finding.names),
		    NULL);
	if (err == 0)
		*out = finding.found;
	str_clear(&finding.names);
	return err;
}

/* The code names another kind than the one that is wanted here, or one that
 * there is not. */
static int
refuse_letter(const struct kind *wanted, const char *typed)
{
	struct code_typed code;
	const struct kind *is;

	if (wanted == NULL || code_parse(&code, typed) != 0 ||
	    code.letter == 0 || code.letter == wanted->letter)
		return 0;
	is = kind_by_letter(code.letter);
	if (is == NULL)
		return err_set(ERR_CODE_NOT_THERE, typed, NULL);
	return err_set(ERR_CODE_KIND, typed, is->name, wanted->name, NULL);
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
	struct err by_name = { .code = ERR_NONE };
	int err;

	if (has_name(wanted)) {
		err = find_by_name(journal, project, kind, typed, out);
		if (err != -ERR_NAME_NOT_THERE && err != -ERR_NAME_NEAR)
			return err;
		by_name = *err_last();
	}
	err = refuse_letter(wanted, typed);
	if (err != 0)
		return err;
	err = find_by_code(journal, project, kind, typed, out);
	if (err == 0 || by_name.code == ERR_NONE)
		return err;
	/* What is written like a code is told about as one. */
	if (err == -ERR_CODE_FORM || typed[0] == '\0' || typed[1] != '-')
		return err_restore(&by_name);
	return err;
}
