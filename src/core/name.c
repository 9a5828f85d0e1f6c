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

/* Of more than this many that may be meant, none is named. */
#define CODES_NAMED ((size_t)5)

/* Candidates for what was typed. */
struct finding {
	struct journal *journal;
	const struct id *project;
	const char *folded; /* the name typed, folded; NULL: by code */
	bool is_foreign;    /* the letter of the code is of no kind here */
	bool any_will_do;   /* nobody asks for a certain kind */
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

/* "D-7kq4 “Where do we meet?”": of codes alone nobody knows which is meant. */
static int
add_code(struct finding *finding, const struct record_row *row)
{
	char code[ITEM_CODE_SIZE] = "";
	int err = name_code(finding->journal, finding->project, row->kind,
	    &row->id, code);

	if (finding->names.len > 0)
		str_add(&finding->names, ", ");
	str_add(&finding->names, code);
	if (row->title[0] != '\0')
		str_add_format(&finding->names, " “%s”", row->title);
	return err;
}

static int
match_code(void *data, const struct record_row *row)
{
	struct finding *finding = data;

	if (finding->is_foreign && kind_by_name(row->kind) != NULL)
		return 0;
	finding->found = row->id;
	finding->count++;
	return finding->count <= CODES_NAMED ? add_code(finding, row) : 0;
}

/* All of a kind (NULL: of any) whose codes begin so. */
static int
find_begun(struct finding *finding, const struct code_typed *code,
    const char *kind)
{
	struct record_range range = {
		.project = *finding->project,
		.kind = kind,
		.most = CODES_NAMED + 1,
	};

	finding->count = 0;
	str_cut(&finding->names, 0);
	code_range(&range.least, &range.greatest, code);
	return store_each_in_range(finding->journal->store, &range, match_code,
	    finding);
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

/* Says which one may have been meant. */
static int
refuse_near(const struct finding *finding, const struct id *near,
    const char *typed)
{
	char *title = NULL;
	char *code = NULL;
	int err = read_mention(finding->journal, finding->project, near, &title,
	    &code);

	if (err == 0)
		err = err_set(ERR_CODE_NEAR, typed, code, title, NULL);
	free(code);
	free(title);
	return err;
}

static int
refuse_several(const struct finding *finding, const char *typed)
{
	return err_set(ERR_CODE_SEVERAL, typed, str_text(&finding->names),
	    NULL);
}

/* The few that may have been meant are named; 0 where none was found, or too
 * many. */
static int
refuse_found(const struct finding *finding, const char *typed)
{
	if (finding->count == 1)
		return refuse_near(finding, &finding->found, typed);
	if (finding->count > 1 && finding->count <= CODES_NAMED)
		return refuse_several(finding, typed);
	return 0;
}

/* Signs are missing: where only few begin so, they are named. */
static int
refuse_short(struct finding *finding, const struct code_typed *code,
    const char *kind, const char *typed)
{
	struct err is_short = *err_last();
	int err = 0;

	if (code->digits[0] != '\0' && code->digits[0] <= '7')
		err = find_begun(finding, code, kind);
	if (err == 0)
		err = refuse_found(finding, typed);
	return err != 0 ? err : err_restore(&is_short);
}

/* No code is like what was typed. What has its signs behind another letter is
 * named, else what differs in one sign, if it is the only one. */
static int
refuse_code(struct finding *finding, const struct code_typed *code,
    const char *kind, const char *typed)
{
	struct record_query query = {
		.project = *finding->project,
		.kind = kind,
	};
	int err = 0;

	finding->is_foreign = false;
	if (finding->any_will_do && code->letter != 0)
		err = find_begun(finding, code, NULL);
	if (err == 0)
		err = refuse_found(finding, typed);
	if (err != 0)
		return err;
	finding->folded = code->digits;
	finding->count = 0;
	if (kind != NULL)
		err = store_each_record(finding->journal->store, &query,
		    match_near_code, finding);
	if (err == 0 && finding->count == 1)
		err = refuse_near(finding, &finding->near, typed);
	return err != 0 ? err : err_set(ERR_CODE_NOT_THERE, typed, NULL);
}

static int
find_by_code(struct journal *journal, const struct id *project,
    const char *kind, const char *typed, struct id *out)
{
	struct finding finding = {
		.journal = journal,
		.project = project,
		.any_will_do = kind == NULL,
	};
	struct code_typed code = { .letter = 0 };
	int err = code_parse(&code, typed);

	if (err != 0 && err != -ERR_CODE_SHORT)
		return err;
	/* A letter that this release does not know may be of a newer kind. */
	finding.is_foreign =
	    code.letter != 0 && kind_by_letter(code.letter) == NULL;
	if (kind == NULL && code.letter != 0 && !finding.is_foreign)
		kind = kind_by_letter(code.letter)->name;
	if (err != 0)
		err = refuse_short(&finding, &code, kind, typed);
	else
		err = find_begun(&finding, &code, kind);
	if (err == 0 && finding.count == 0)
		err = refuse_code(&finding, &code, kind, typed);
	else if (err == 0 && finding.count > 1)
		err = refuse_several(&finding, typed);
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

/* Written with the dash: a name hardly is. */
static bool
has_dash(const char *typed)
{
	return typed[0] != '\0' && typed[1] == '-';
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
	if (err == 0)
		err = find_by_code(journal, project, kind, typed, out);
	if (err == 0 || by_name.code == ERR_NONE)
		return err;
	/* What is written like a code is told about as one. */
	if (err == -ERR_CODE_FORM || !has_dash(typed))
		return err_restore(&by_name);
	return err;
}
