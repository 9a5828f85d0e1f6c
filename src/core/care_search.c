/*
 * The indexes for searching are held against the texts as a whole, once for
 * all projects. They read the bodies of versions: so this comes last, when
 * all else is whole.
 */
#include "core/care_inside.h"

#include "store/search.h"

static int
finish_transaction(struct store *store, int err)
{
	if (err == 0)
		err = store_commit(store);
	if (err != 0)
		store_rollback(store);
	return err;
}

/* 0 where the indexes are sound, or this journal may not be written to. */
static int
look(struct journal *journal)
{
	int err;

	if (journal->read_only)
		return 0;
	err = store_begin(journal->store);
	if (err != 0)
		return err;
	err = store_check_search(journal->store);
	store_rollback(journal->store);
	return err;
}

int
care_mend_search(struct journal *journal)
{
	int err = look(journal);

	if (err != -ERR_STORE_DAMAGED)
		return err;
	err = store_begin(journal->store);
	if (err != 0)
		return err;
	return finish_transaction(journal->store,
	    store_rebuild_search(journal->store));
}

int
care_check_search(struct journal *journal, bool repair,
    struct care_result *result)
{
	int err = result->unmended == 0 ? look(journal) : 0;

	if (err != -ERR_STORE_DAMAGED)
		return err;
	result->faults++;
	tell_why(journal, EVENT_FAULT, "search", err_last());
	err = repair ? care_mend_search(journal) : 0;
	if (err == 0 && repair && look(journal) == 0) {
		result->mended++;
		tell_count(journal, EVENT_MENDED, NULL, 1, 1);
	} else {
		result->unmended++;
	}
	return err;
}
