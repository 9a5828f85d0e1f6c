/* Asking the indexes; how texts come and go is in search.c. */
#include "store/search.h"

#include "store/fresh.h"
#include "store/stmt.h"

static const struct asking {
	enum stmt_name find, see, score, count, show;
} askings[] = {
	[SEARCH_NOW] = {
		.find = STMT_SEARCH_FIND,
		.see = STMT_SEARCH_SEE,
		.score = STMT_SEARCH_SCORE,
		.count = STMT_SEARCH_COUNT,
		.show = STMT_SEARCH_SHOW,
	},
	[SEARCH_OLD] = {
		.find = STMT_SEARCH_OLD_FIND,
		.see = STMT_SEARCH_OLD_SEE,
		.score = STMT_SEARCH_OLD_SCORE,
		.count = STMT_SEARCH_OLD_COUNT,
		.show = STMT_SEARCH_OLD_SHOW,
	},
};

static enum stmt_name
choose_asking(const struct search_query *query)
{
	const struct asking *asking = &askings[query->shelf];

	if (query->is_scored)
		return asking->score;
	return query->with_words ? asking->see : asking->find;
}

/* Values in the order of stmt.def; a statement takes as many as it has. */
static void
bind_query(struct stmt *stmt, const struct search_query *query)
{
	stmt_bind_text(stmt, query->match);
	stmt_bind_int(stmt, query->least);
	stmt_bind_int(stmt, query->greatest);
	stmt_bind_most(stmt, query->most);
}

struct found_walk {
	search_found_each *each;
	void *data;
	bool with_words;
};

static int
take_found(struct stmt *stmt, void *data)
{
	const struct found_walk *walk = data;
	struct search_found found = { .place = stmt_read_int(stmt) };

	found.score = sqlite3_column_double(stmt->handle, stmt->pos++);
	if (walk->with_words) {
		found.words.title = stmt_read_text(stmt);
		found.words.body = stmt_read_text(stmt);
		found.words.fields = stmt_read_text(stmt);
	}
	if (stmt->fault != 0)
		return stmt->fault;
	return walk->each(walk->data, &found);
}

int
store_each_found(struct store *store, const struct search_query *query,
    search_found_each *each, void *data)
{
	struct found_walk walk = {
		.each = each,
		.data = data,
		.with_words = query->with_words && !query->is_scored,
	};
	struct stmt stmt;
	int err = fresh_tell(store);

	if (err != 0)
		return err;
	stmt_open(&stmt, store, choose_asking(query));
	bind_query(&stmt, query);
	return stmt_each(&stmt, take_found, &walk);
}

int
store_count_found(struct store *store, const struct search_query *query,
    size_t *out)
{
	struct stmt stmt;
	int err = fresh_tell(store);

	if (err != 0)
		return err;
	stmt_open(&stmt, store, askings[query->shelf].count);
	bind_query(&stmt, query);
	return stmt_get_count(&stmt, out);
}

int
store_get_found(struct store *store, const struct search_query *query,
    int64_t place, search_found_each *each, void *data)
{
	struct found_walk walk = {
		.each = each,
		.data = data,
		.with_words = true,
	};
	struct stmt stmt;
	int err = fresh_tell(store);

	if (err != 0)
		return err;
	stmt_open(&stmt, store, askings[query->shelf].show);
	stmt_bind_text(&stmt, query->match);
	stmt_bind_int(&stmt, place);
	return stmt_each(&stmt, take_found, &walk);
}
