/*
 * A receipt is 32 bytes, one hash of three things: where the tables thought
 * the branch to be when an action was brought in (`from`), where the branch
 * has stood since (`to`), and the versions of that action. Who looks hashes
 * what is there now: the head that is noted, the branch as its file says, and
 * the first action in the outbox. Where that gives the same, the receipt fits.
 *
 * It is written without any fsync, since it cannot lie:
 *
 *  - What it tells is true of these three for ever: `to` reaches what `from`
 *    reaches, and those versions, and nothing else. All three are names made
 *    from contents. So it does not matter when it was written, by whom, or
 *    which journal.db it is held against.
 *  - It is written after the branch moved, and the branch moves when all that
 *    it reaches is durable. So a receipt that fits speaks of no torn object.
 *  - Torn, stale, empty or not there, it fits nothing, and START takes in what
 *    the branch has, as ever.
 *
 * What may come in between:
 *
 *  - A kill or a power cut before it is written: the branch is ahead of the
 *    tables. After it: it fits. While the next SAVE settles: that is one
 *    transaction, so it fits as before, or the head is `to` and it does not.
 *  - Two processes: it is written under the project's lock, but SAVE settles
 *    without. Who holds the lock settles first and then counts on head and
 *    branch being the same; settling leaves them so, as it notes where the
 *    branch stands now, and needs a branch that has moved off the head.
 *  - Saves of others wait behind the first action: they go on waiting.
 *  - A branch that was set back, or has moved on, is not `to`.
 *  - An older journal.db was put back: it holds another head or outbox, or it
 *    fits, and then it is true of that one too.
 *  - Tables that are made anew have no head, and `from` is never none: with no
 *    head noted nobody knows what the tables hold. The versions must have
 *    their rows, too.
 *  - A program that knows no receipts finds the branch ahead, and takes it in.
 */
#include "core/receipt.h"

#include "base/hash.h"
#include "repo/repo.h"
#include "store/local.h"
#include "store/shared.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
print_claim(unsigned char out[HASH_SIZE], const struct receipt_claim *claim)
{
	const struct hash_part parts[] = {
		{ .bytes = claim->from->bytes,
		    .len = sizeof(claim->from->bytes) },
		{ .bytes = claim->to->bytes,
		    .len = MUTANT == 16 ? 0 : sizeof(claim->to->bytes) },
		{ .bytes = claim->vids,
		    .len = claim->count * sizeof(*claim->vids) },
	};

	hash_parts(out, parts, sizeof(parts) / sizeof(*parts));
}

/* True for a file of just this length. */
static bool
read_receipt(const struct journal *journal, const struct id *project,
    unsigned char out[HASH_SIZE])
{
	char *path = home_path_receipt(journal->home, project);
	unsigned char bytes[HASH_SIZE + 1];
	ssize_t len = -1;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd >= 0) {
		len = read(fd, bytes, sizeof(bytes));
		(void)close(fd);
	}
	free(path);
	if (len == HASH_SIZE)
		memcpy(out, bytes, HASH_SIZE);
	return len == HASH_SIZE;
}

/* That there is no branch to be read is for others to tell. */
static bool
read_branch(const struct journal *journal, const struct id *project,
    struct point *out)
{
	struct err before = *err_last();
	char *path = home_path_repo(journal->home, project);
	bool is_read = repo_head(out, path) == 0;

	free(path);
	if (!is_read && before.code == ERR_NONE)
		err_clear();
	else if (!is_read)
		(void)err_restore(&before);
	return is_read;
}

static bool
fits(const struct journal *journal, const struct id *project,
    const struct point *head, struct receipt *receipt)
{
	const struct receipt_claim claim = {
		.from = head,
		.to = &receipt->at,
		.vids = receipt->vids,
		.count = receipt->count,
	};
	unsigned char left[HASH_SIZE];
	unsigned char is[HASH_SIZE];

	if (receipt->count == 0 || !read_receipt(journal, project, left) ||
	    !read_branch(journal, project, &receipt->at))
		return false;
	print_claim(is, &claim);
	return memcmp(is, left, sizeof(is)) == 0;
}

/* The first action that waits. */
struct first {
	struct store *store;
	struct receipt *receipt;
	int64_t action;
	bool is_claimable; /* not too large, and all its rows are here */
};

static int
note_first(void *data, const struct outbox_row *row)
{
	struct first *first = data;
	struct receipt *receipt = first->receipt;
	bool has_row = false;
	int err;

	if (receipt->count == 0)
		first->action = row->action;
	if (row->action != first->action)
		return 1;
	err = store_has_version(first->store, &row->vid, &has_row);
	if (err != 0)
		return err;
	first->is_claimable = has_row && receipt->count < RECEIPT_MOST;
	if (!first->is_claimable)
		return 1;
	receipt->vids[receipt->count++] = row->vid;
	return 0;
}

static int
read_first(struct journal *journal, const struct id *project,
    struct receipt *receipt)
{
	struct first first = { .store = journal->store, .receipt = receipt };
	int err = store_each_outbox(journal->store,
	    &(struct seq_run){ .project = *project, .most = RECEIPT_MOST + 1 },
	    note_first, &first);

	if (!first.is_claimable)
		receipt->count = 0;
	return err < 0 ? err : 0;
}

int
receipt_look(struct journal *journal, const struct id *project,
    struct receipt *out)
{
	struct point head = { .bytes = { 0 } };
	int err;

	out->fits = false;
	out->count = 0;
	err = store_count_outbox(journal->store, project, &out->waiting);
	if (err != 0 || out->waiting == 0)
		return err;
	err = store_get_head(journal->store, project, &head);
	if (err == 0)
		err = read_first(journal, project, out);
	if (err == 0)
		out->fits = fits(journal, project, &head, out);
	/* Another process may have saved since the count. */
	if (out->fits)
		out->waiting -=
		    out->count < out->waiting ? out->count : out->waiting;
	return err;
}

int
receipt_count_waiting(struct journal *journal, const struct id *project,
    size_t *out)
{
	struct receipt receipt;
	int err = receipt_look(journal, project, &receipt);

	if (err == 0)
		*out = receipt.waiting;
	return err;
}

int
receipt_is_waiting(struct journal *journal, const struct id *project,
    const struct vid *vid, bool *out)
{
	struct receipt receipt;
	bool waits = false;
	int err = store_has_outbox(journal->store, vid, &waits);

	if (err == 0 && waits) {
		err = receipt_look(journal, project, &receipt);
		for (size_t i = 0;
		     err == 0 && receipt.fits && waits && i < receipt.count;
		     i++)
			waits = !vid_equal(&receipt.vids[i], vid);
	}
	if (err == 0)
		*out = waits;
	return err;
}

/* In place, as torn ones fit nothing. What is no file of ours has no place for
 * one, and must not keep us waiting with the lock; a longer one never fits. */
static bool
write_receipt(const char *path, const unsigned char bytes[HASH_SIZE])
{
	int fd =
	    open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
		S_IRUSR | S_IWUSR);
	bool is_written = fd >= 0 && write(fd, bytes, HASH_SIZE) == HASH_SIZE &&
	    ftruncate(fd, HASH_SIZE) == 0;

	if (fd >= 0 && close(fd) != 0)
		is_written = false;
	return is_written;
}

bool
receipt_leave(const struct journal *journal, const struct id *project,
    const struct receipt_claim *claim)
{
	unsigned char bytes[HASH_SIZE];
	char *path;
	bool is_left;

	if (point_is_none(claim->from) || claim->count > RECEIPT_MOST)
		return false;
	print_claim(bytes, claim);
	path = home_path_receipt(journal->home, project);
	is_left = write_receipt(path, bytes);
	free(path);
	return is_left;
}

/* In a transaction. */
static int
remove_vids(struct store *store, const struct vid *vids, size_t count)
{
	int err = 0;

	for (size_t i = 0; err == 0 && i < count; i++)
		err = store_remove_outbox(store, &vids[i]);
	return err;
}

int
receipt_do_without(struct journal *journal, const struct id *project,
    const struct receipt_claim *claim)
{
	struct store *store = journal->store;
	int err = 0;

	for (size_t i = 0; err == 0 && i < claim->count; i += CORE_PIECE) {
		size_t left = claim->count - i;
		bool is_last = left <= CORE_PIECE;

		err = store_begin(store);
		if (err != 0)
			break;
		err = remove_vids(store, claim->vids + i,
		    is_last ? left : CORE_PIECE);
		if (err == 0 && is_last)
			err = store_set_head(store, project, claim->to);
		err = store_end(store, err);
	}
	return err;
}

int
receipt_settle(struct journal *journal, const struct id *project)
{
	struct receipt receipt;
	int err = receipt_look(journal, project, &receipt);

	if (err != 0 || !receipt.fits)
		return err;
	err = remove_vids(journal->store, receipt.vids, receipt.count);
	return err == 0 ? store_set_head(journal->store, project, &receipt.at) :
			  err;
}

int
receipt_settle_alone(struct journal *journal, const struct id *project)
{
	struct receipt receipt;
	int err = receipt_look(journal, project, &receipt);

	if (err == 0 && receipt.fits)
		err = store_begin(journal->store);
	if (err != 0 || !receipt.fits)
		return err;
	return store_end(journal->store, receipt_settle(journal, project));
}
