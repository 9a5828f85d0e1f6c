/* Lists: the rows first, then the item of each, so that a list of fifty
 * costs fifty records however many there are. */
#include <withus/read.h>

#include "base/mem.h"
#include "core/inside.h"
#include "core/item.h"
#include "store/shared.h"

#include <stdlib.h>
#include <string.h>

/* Rows are read in pieces of this many, so that a long list holds no more
 * in memory, and no statement is open while the caller works. */
#define LIST_PIECE ((size_t)256)

struct piece {
	struct id ids[LIST_PIECE];
	char days[LIST_PIECE][11];
	size_t count;
};

static int
note_row(void *data, const struct record_row *row)
{
	struct piece *piece = data;
	size_t at = piece->count++;

	piece->ids[at] = row->id;
	for (size_t i = 0; i < sizeof(piece->days[at]) - 1; i++)
		piece->days[at][i] = row->day[i];
	return 0;
}

static struct record_query
to_store_query(const struct query *query)
{
	return (struct record_query){
		.project = query->project,
		.kind = query->kind,
		.by = query->by,
		.target = query->about,
		.field = query->field,
		.since = query->since,
		.until = query->until,
		.oldest_first = query->oldest_first,
		.with_withdrawn = query->with_withdrawn,
	};
}

/* One that is damaged is left out and told: the others are whole. */
static int
pass_damaged(const struct item_context *context, int err)
{
	if (err != -ERR_VERSION_DAMAGED)
		return err;
	tell_why(context->journal, EVENT_UNREADABLE, err_last()->arg[0],
	    err_last());
	err_clear();
	return 0;
}

static int
give_piece(const struct item_context *context, const struct piece *piece,
    int (*each)(void *data, const struct item *item), void *data)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < piece->count; i++) {
		struct item *item = NULL;

		err = item_make(context, &piece->ids[i], &item);
		if (err == 0)
			err = each(data, item);
		else
			err = pass_damaged(context, err);
		item_free(item);
	}
	return err;
}

static int
list_pieces(const struct item_context *context, const struct query *query,
    struct piece *piece, int (*each)(void *data, const struct item *item),
    void *data)
{
	struct record_query asked = to_store_query(query);
	char day[11];
	struct record_row last = { .kind = query->kind, .day = day };
	size_t left = query->most;
	int err;

	do {
		piece->count = 0;
		asked.most =
		    query->most != 0 && left < LIST_PIECE ? left : LIST_PIECE;
		err = store_each_record(context->journal->store, &asked,
		    note_row, piece);
		if (err == 0)
			err = give_piece(context, piece, each, data);
		if (err != 0 || piece->count == 0)
			break;
		last.id = piece->ids[piece->count - 1];
		memcpy(day, piece->days[piece->count - 1], sizeof(day));
		asked.after = &last;
		left -= query->most != 0 ? piece->count : 0;
	} while (piece->count == asked.most && (query->most == 0 || left > 0));
	return err;
}

int
read_list(struct journal *journal, const struct query *query,
    int (*each)(void *data, const struct item *item), void *data)
{
	struct item_context context;
	struct piece *piece = mem_new(sizeof(*piece));
	int err = item_context_open(&context, journal, &query->project);

	if (err == 0)
		err = list_pieces(&context, query, piece, each, data);
	item_context_close(&context);
	free(piece);
	return err;
}

int
read_count(struct journal *journal, const struct query *query, size_t *out)
{
	struct record_query asked = to_store_query(query);

	return store_count_records(journal->store, &asked, out);
}
