/* Projects: starting one, listing them, finding the one meant. */
#include <withus/project.h>

#include "base/mem.h"
#include "base/near.h"
#include "base/utf8.h"
#include "core/finish.h"
#include "core/inside.h"
#include "core/make.h"
#include "core/name.h"
#include "core/receipt.h"
#include "model/code.h"
#include "model/form.h"
#include "store/local.h"
#include "store/shared.h"

#include <withus/read.h>
#include <withus/template.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A start in the making: everything of it is one action. */
struct starting {
	const struct project_new *words;
	struct action action;
	struct maker maker;
	struct me_row me;
	struct id project;
};

/* The ids hang on each other: the project's first, then the member's, who
 * then is the one who wrote both. */
static void
name_both(struct starting *starting, struct record *project,
    struct record *member)
{
	make_born(project->born);
	form_id(&starting->project, NULL, "project", NULL, project->born);
	make_key_born(member->born, starting->maker.key->public);
	form_id(&starting->maker.by, &starting->project, "member", NULL,
	    member->born);
}

static struct record *
make_project_words(const struct project_new *words)
{
	struct record *project = words->words != NULL ?
	    record_copy(words->words) :
	    record_new("project");
	struct str body = { 0 };

	record_set_text(project, "title", words->title);
	if (words->about_files != NULL) {
		str_add(&body, words->about_files);
		if (project->body_len > 0)
			str_add(&body, "\n\n");
	}
	str_add_bytes(&body, project->body, project->body_len);
	record_set_body(project, str_text(&body), body.len);
	str_clear(&body);
	return project;
}

static int
add_key(struct starting *starting, const struct maker *maker)
{
	struct record *key = record_new("key");
	int err;

	make_key_born(key->born, maker->key->public);
	err = make_version(&starting->action, maker, key, NULL, NULL);
	record_free(key);
	return err;
}

static int
add_stages(struct starting *starting, const struct template *template)
{
	int err = 0;

	for (size_t i = 0; err == 0 && template->stages[i] != NULL; i++) {
		const char *title = template->stages[i];
		struct record *stage = record_new("stage");
		char order[24];

		if (starting->words->translate != NULL)
			title = starting->words->translate(title);
		(void)snprintf(order, sizeof(order), "%zu",
		    (i + 1) * TEMPLATE_ORDER_STEP);
		make_born(stage->born);
		record_set_text(stage, "title", title);
		record_set_text(stage, "order", order);
		err = make_version(&starting->action, &starting->maker, stage,
		    NULL, NULL);
		record_free(stage);
	}
	return err;
}

static int
add_first_records(struct starting *starting)
{
	struct record *project = make_project_words(starting->words);
	struct record *member = record_new("member");
	struct maker founder;
	int err;

	name_both(starting, project, member);
	record_set_text(member, "name", starting->words->member);
	founder = starting->maker;
	err = make_version(&starting->action, &founder, project, NULL, NULL);
	founder.project = starting->project;
	starting->maker.project = starting->project;
	if (err == 0)
		err = make_version(&starting->action, &founder, member, NULL,
		    NULL);
	if (err == 0)
		err = add_key(starting, &founder);
	record_free(project);
	record_free(member);
	return err;
}

static int
make_start(struct starting *starting)
{
	const char *name = starting->words->template != NULL ?
	    starting->words->template :
	    "research";
	const struct template *template = template_by_name(name);
	int err;

	if (template == NULL)
		return err_set(ERR_FIELD_CHOICE, "stages", name,
		    "research, service, scie, empty", NULL);
	err = add_first_records(starting);
	if (err == 0)
		err = add_stages(starting, template);
	starting->action.project = starting->project;
	starting->action.member = starting->maker.by;
	starting->me.project = starting->project;
	starting->me.member = starting->maker.by;
	return err;
}

static int
save_start(struct journal *journal, struct starting *starting,
    struct written *out)
{
	const struct action *action = &starting->action;
	bool in_history = false;
	size_t index = 0;
	int err = finish_action(journal, &starting->action, &in_history);

	if (err != 0)
		return err;
	/* Where it came in pieces, members went before the project. */
	while (!id_equal(&action->versions[index].admitted.record->id,
	    &starting->project))
		index++;
	finish_describe(journal, action, index, in_history, out);
	return 0;
}

int
project_start(struct journal *journal, const struct project_new *words,
    struct written *project, struct id *member)
{
	struct sign_key key;
	struct starting starting = {
		.words = words,
		.action = { .word = "save", .is_start = true },
		.maker = { .key = &key },
	};
	int err = journal_may_write(journal);

	if (err != 0)
		return err;
	sign_key_make(&key);
	memcpy(starting.me.public, key.public, sizeof(key.public));
	memcpy(starting.me.secret, key.secret, sizeof(key.secret));
	starting.action.me = &starting.me;
	err = make_start(&starting);
	if (err == 0)
		err = save_start(journal, &starting, project);
	if (err == 0)
		*member = starting.maker.by;
	sign_key_wipe(&key);
	explicit_bzero(&starting.me, sizeof(starting.me));
	action_clear(&starting.action);
	return err;
}

/* The ids of this home's projects, last used first. */
struct project_ids {
	struct id *ids;
	size_t count;
	size_t cap;
};

static int
note_project(void *data, const struct id *project)
{
	struct project_ids *ids = data;

	ids->ids =
	    mem_grow(ids->ids, &ids->cap, ids->count + 1, sizeof(*ids->ids));
	ids->ids[ids->count++] = *project;
	return 0;
}

static int
count_kind(struct journal *journal, const struct id *project, const char *kind,
    size_t *out)
{
	struct query query = { .project = *project, .kind = kind };

	return read_count(journal, &query, out);
}

static int
fill_row(struct journal *journal, struct project_row *row, char **title,
    char **code)
{
	int err = read_mention(journal, &row->id, &row->id, title, code);

	if (err == 0)
		err =
		    count_kind(journal, &row->id, "reflection", &row->entries);
	if (err == 0)
		err = count_kind(journal, &row->id, "member", &row->members);
	if (err == 0)
		err = receipt_count_waiting(journal, &row->id, &row->waiting);
	row->title = *title;
	row->code = *code;
	return err;
}

int
project_each(struct journal *journal,
    int (*each)(void *data, const struct project_row *row), void *data)
{
	struct project_ids ids = { 0 };
	int err = store_each_project(journal->store, note_project, &ids);

	for (size_t i = 0; err == 0 && i < ids.count; i++) {
		struct project_row row = {
			.id = ids.ids[i],
			.is_last_used = i == 0,
		};
		char *title = NULL;
		char *code = NULL;

		err = fill_row(journal, &row, &title, &code);
		if (err == 0)
			err = each(data, &row);
		free(title);
		free(code);
	}
	free(ids.ids);
	return err;
}

/* Projects that fit what was typed. */
struct choosing {
	const char *folded;
	struct code_typed code;
	bool is_code;
	struct id whole;
	size_t whole_count;
	struct id begun;
	size_t begun_count;
	struct str names;
	struct str near; /* title of one that may be meant */
	struct str near_code;
};

static bool
fits_code(const struct choosing *choosing, const struct id *id)
{
	char text[ID_TEXT_SIZE];

	if (!choosing->is_code)
		return false;
	id_print(text, id);
	return strncmp(text, choosing->code.digits,
		   strlen(choosing->code.digits)) == 0;
}

static int
choose_project(void *data, const struct project_row *row)
{
	struct choosing *choosing = data;
	char *folded = utf8_fold(row->title, strlen(row->title));
	bool whole = strcmp(folded, choosing->folded) == 0 ||
	    fits_code(choosing, &row->id);
	bool begins =
	    strncmp(folded, choosing->folded, strlen(choosing->folded)) == 0;

	if (whole) {
		choosing->whole = row->id;
		choosing->whole_count++;
	} else if (begins) {
		choosing->begun = row->id;
		choosing->begun_count++;
	}
	if (!whole && !begins && near_is_likely(choosing->folded, folded)) {
		str_cut(&choosing->near, 0);
		str_cut(&choosing->near_code, 0);
		str_add(&choosing->near, row->title);
		str_add(&choosing->near_code, row->code);
	}
	free(folded);
	if (whole || begins) {
		str_add(&choosing->names, choosing->names.len > 0 ? ", " : "");
		str_add(&choosing->names, row->code);
		str_add_char(&choosing->names, ' ');
		str_add(&choosing->names, row->title);
	}
	return 0;
}

static int
find_typed(struct journal *journal, const char *typed, struct id *out)
{
	char *folded = utf8_fold(typed, strlen(typed));
	struct choosing choosing = { .folded = folded };
	int err;

	choosing.is_code = code_parse(&choosing.code, typed) == 0 &&
	    (choosing.code.letter == 0 || choosing.code.letter == 'P');
	err = project_each(journal, choose_project, &choosing);
	if (err == 0 && choosing.whole_count == 0) {
		choosing.whole = choosing.begun;
		choosing.whole_count = choosing.begun_count;
	}
	if (err == 0 && choosing.whole_count == 0 && choosing.near.len > 0)
		err = err_set(ERR_PROJECT_NEAR, typed, str_text(&choosing.near),
		    str_text(&choosing.near_code), NULL);
	else if (err == 0 && choosing.whole_count == 0)
		err = err_set(ERR_PROJECT_NOT_THERE, typed, NULL);
	else if (err == 0 && choosing.whole_count > 1)
		err = err_set(ERR_PROJECT_SEVERAL, typed,
		    str_text(&choosing.names), NULL);
	if (err == 0)
		*out = choosing.whole;
	str_clear(&choosing.near_code);
	str_clear(&choosing.near);
	str_clear(&choosing.names);
	free(folded);
	return err;
}

int
project_find(struct journal *journal, const char *typed, struct id *out)
{
	struct project_ids ids = { 0 };
	int err;

	if (typed != NULL && typed[0] != '\0')
		return find_typed(journal, typed, out);
	err = store_each_project(journal->store, note_project, &ids);
	if (err == 0 && ids.count == 0)
		err = err_set(ERR_PROJECT_NONE, NULL);
	if (err == 0)
		*out = ids.ids[0];
	free(ids.ids);
	return err;
}

int
project_use(struct journal *journal, const struct id *project)
{
	struct id last;
	int err = project_find(journal, NULL, &last);

	if (journal->read_only || (err == 0 && id_equal(&last, project)))
		return 0;
	err = store_begin(journal->store);
	if (err != 0)
		return err;
	return store_end(journal->store,
	    store_use_project(journal->store, project));
}
