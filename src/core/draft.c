/* Drafts: words begun and not yet kept, in the local tables alone. */
#include <withus/draft.h>

#include "base/clock.h"
#include "base/mem.h"
#include "core/draft_words.h"
#include "core/inside.h"
#include "core/write_inside.h"
#include "store/local.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whose draft it is that has a number. */
struct owning {
	const struct draft_row *row;
	bool is_others;
};

static int
judge_owner(void *data, const struct draft_row *row)
{
	struct owning *owning = data;

	owning->is_others = !id_equal(&row->project, &owning->row->project) ||
	    !id_equal(&row->member, &owning->row->member);
	return 0;
}

/* A number that belongs to somebody else's draft is never written over: the
 * words get one of their own. */
static int
put_draft(struct journal *journal, struct draft_row *row, int64_t *number)
{
	struct owning owning = { .row = row };
	int err = store_begin(journal->store);

	if (err != 0)
		return err;
	if (row->number != 0)
		err = store_get_draft(journal->store, row->number, judge_owner,
		    &owning);
	if (owning.is_others)
		row->number = 0;
	if (err == 0)
		err = store_put_draft(journal->store, row, number);
	return store_end(journal->store, err);
}

int
draft_keep(struct journal *journal, const struct writer *writer,
    const struct draft *draft, int64_t *number)
{
	char *fields = draft_words_print(draft->words);
	char *body =
	    draft_words_body(draft->words->body, draft->words->body_len);
	struct draft_row row = {
		.number = draft->number,
		.project = writer->project,
		.member = writer->member,
		.kind = draft->words->kind,
		.record = draft->record,
		.fields = fields,
		.body = body,
		.why = draft->why,
		.at = clock_now(),
	};
	int err = journal_may_write(journal);

	if (err == 0)
		err = put_draft(journal, &row, number);
	explicit_bzero(body, strlen(body));
	free(body);
	free(fields);
	return err;
}

/* A draft as the caller sees it; `words` is to be freed. */
static int
read_row(const struct draft_row *row, struct draft *out)
{
	*out = (struct draft){
		.number = row->number,
		.member = row->member,
		.kind = row->kind,
		.record = row->record,
		.why = row->why,
		.at = row->at,
	};
	return draft_words_parse(&out->words, row->kind, row->fields,
	    row->body);
}

struct giving {
	int (*each)(void *data, const struct draft *draft);
	void *data;
};

static int
give_draft(void *data, const struct draft_row *row)
{
	struct giving *giving = data;
	struct draft draft;
	int err = read_row(row, &draft);

	if (err != 0)
		return err;
	err = giving->each(giving->data, &draft);
	record_free(draft.words);
	return err;
}

int
draft_each(struct journal *journal, const struct writer *writer,
    int (*each)(void *data, const struct draft *draft), void *data)
{
	struct giving giving = { .each = each, .data = data };

	return store_each_draft(journal->store, &writer->project,
	    &writer->member, give_draft, &giving);
}

/* A draft of another member is nobody else's business. */
struct getting {
	const struct writer *writer;
	struct draft *draft;
};

static int
take_draft(void *data, const struct draft_row *row)
{
	struct getting *getting = data;
	struct draft *draft;
	int err;

	if (!id_equal(&row->project, &getting->writer->project) ||
	    !id_equal(&row->member, &getting->writer->member))
		return 0;
	draft = mem_new(sizeof(*draft));
	err = read_row(row, draft);
	if (err != 0) {
		free(draft);
		return err;
	}
	draft->kind = draft->words->kind;
	draft->why = mem_dup_text(row->why);
	getting->draft = draft;
	return 0;
}

int
draft_get(struct journal *journal, const struct writer *writer, int64_t number,
    struct draft **out)
{
	struct getting getting = { .writer = writer };
	char typed[24];
	int err = store_get_draft(journal->store, number, take_draft, &getting);

	if (err == 0 && getting.draft == NULL) {
		(void)snprintf(typed, sizeof(typed), "%lld", (long long)number);
		err = err_set(ERR_DRAFT_NOT_THERE, typed, NULL);
	}
	if (err == 0)
		*out = getting.draft;
	else
		draft_free(getting.draft);
	return err;
}

void
draft_free(struct draft *draft)
{
	if (draft == NULL)
		return;
	record_free(draft->words);
	free((char *)(uintptr_t)draft->why);
	free(draft);
}

int
draft_finish(struct journal *journal, const struct writer *writer,
    int64_t number, const struct record *words, struct written *out)
{
	struct draft *draft = NULL;
	int err = draft_get(journal, writer, number, &draft);

	if (err != 0)
		return err;
	if (id_is_none(&draft->record)) {
		err = write_new_draft(journal, writer, words, number, out);
	} else {
		struct write_edit edit = {
			.record = draft->record,
			.words = words,
			.draft = number,
		};

		err = write_edit(journal, writer, &edit, out);
	}
	draft_free(draft);
	return err;
}

int
draft_drop(struct journal *journal, const struct writer *writer, int64_t number)
{
	struct draft *draft = NULL;
	int err = journal_may_write(journal);

	if (err == 0)
		err = draft_get(journal, writer, number, &draft);
	draft_free(draft);
	if (err == 0)
		err = store_begin(journal->store);
	if (err != 0)
		return err;
	return store_end(journal->store,
	    store_remove_draft(journal->store, number));
}
