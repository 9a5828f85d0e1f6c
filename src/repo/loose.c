/* zlib then promises to leave what it reads as it is. */
#define ZLIB_CONST
#include "repo/loose.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/file.h"
#include "base/hex.h"
#include "base/mem.h"
#include "base/str.h"

/* Longer files, and contents, are taken for damage: zlib counts in 32 bits,
 * and nothing of ours comes near. */
#define LOOSE_MOST ((size_t)1 << 30)
/* "commit ", ten digits and a NUL fit well. */
#define HEAD_SIZE 32

struct loose {
	char *path;
	unsigned char *packed; /* the file */
	size_t packed_len;
	z_stream stream;
	bool is_begun; /* the stream is to be ended */
	bool is_ended; /* it has come to its end */
	git_object_t type;
	size_t len;
	unsigned char head[HEAD_SIZE]; /* what came out first */
	size_t head_len;               /* of that, up to and with the NUL */
	size_t head_got;
};

/* ---------------------------------------------------------------- names */

char *
loose_folder(const char *objects, const git_oid *oid)
{
	char digits[3];

	hex_encode(digits, oid->id, 1);
	return file_join(objects, digits);
}

char *
loose_path(const char *objects, const git_oid *oid)
{
	char digits[2 * GIT_OID_RAWSZ + 1];
	char *folder = loose_folder(objects, oid);
	char *path;

	hex_encode(digits, oid->id, GIT_OID_RAWSZ);
	path = file_join(folder, digits + 2);
	free(folder);
	return path;
}

bool
loose_is_there(const char *objects, const git_oid *oid)
{
	char *path = loose_path(objects, oid);
	bool is_there = file_is_there(path);

	free(path);
	return is_there;
}

/* ---------------------------------------------------------------- faults */

static int
set_fault(const struct loose *loose, int class, const char *words)
{
	struct str text = { .len = 0 };

	str_add_format(&text, "%s: %s", loose->path, words);
	(void)git_error_set_str(class, str_text(&text));
	str_clear(&text);
	return GIT_ERROR;
}

static int
say_damaged(const struct loose *loose)
{
	return set_fault(loose, GIT_ERROR_ODB,
	    "an object that is cut off or damaged");
}

/* A file where its folder should be is no object either. */
static int
say_unread(const struct loose *loose)
{
	return errno == ENOENT || errno == ENOTDIR ?
	    GIT_ENOTFOUND :
	    set_fault(loose, GIT_ERROR_OS, strerror(errno));
}

/* --------------------------------------------------------------- reading */

static int
read_bytes(struct loose *loose, int fd)
{
	loose->packed = mem_new(loose->packed_len);
	for (size_t at = 0; at < loose->packed_len;) {
		ssize_t got =
		    read(fd, loose->packed + at, loose->packed_len - at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return say_unread(loose);
		if (got == 0)
			return say_damaged(loose);
		at += (size_t)got;
	}
	return 0;
}

static int
read_file(struct loose *loose)
{
	struct stat info;
	int code;
	int fd = open(loose->path,
	    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd < 0)
		return say_unread(loose);
	if (fstat(fd, &info) != 0) {
		code = say_unread(loose);
	} else if (!S_ISREG(info.st_mode) ||
	    (uintmax_t)info.st_size > LOOSE_MOST) {
		code = say_damaged(loose);
	} else {
		loose->packed_len = (size_t)info.st_size;
		code = read_bytes(loose, fd);
	}
	(void)close(fd);
	return code;
}

/* Inflates up to `len` bytes: how many there were, or SIZE_MAX where they are
 * no deflated bytes or are cut off. */
static size_t
inflate_some(struct loose *loose, void *out, size_t len)
{
	z_stream *stream = &loose->stream;

	stream->next_out = out;
	stream->avail_out = (uInt)len;
	while (!loose->is_ended && stream->avail_out > 0) {
		int code = inflate(stream, Z_NO_FLUSH);

		if (code != Z_OK && code != Z_STREAM_END)
			return SIZE_MAX;
		loose->is_ended = code == Z_STREAM_END;
	}
	return len - stream->avail_out;
}

/* Plain digits without a leading zero. */
static bool
parse_len(size_t *out, const unsigned char *at, const unsigned char *end)
{
	size_t len = 0;

	if (at == end || (at[0] == '0' && end - at > 1))
		return false;
	for (; at < end; at++) {
		if (*at < '0' || *at > '9')
			return false;
		len = len * 10 + (size_t)(*at - '0');
		if (len > LOOSE_MOST)
			return false;
	}
	*out = len;
	return true;
}

static bool
parse_head(struct loose *loose)
{
	static const git_object_t types[] = { GIT_OBJECT_BLOB, GIT_OBJECT_TREE,
		GIT_OBJECT_COMMIT, GIT_OBJECT_TAG };
	const unsigned char *end = memchr(loose->head, '\0', loose->head_got);

	if (end == NULL)
		return false;
	loose->head_len = (size_t)(end - loose->head) + 1;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		const char *word = git_object_type2string(types[i]);
		size_t len = strlen(word);

		if (loose->head_len <= len + 1 ||
		    memcmp(loose->head, word, len) != 0 ||
		    loose->head[len] != ' ')
			continue;
		loose->type = types[i];
		return parse_len(&loose->len, loose->head + len + 1, end);
	}
	return false;
}

static int
begin(struct loose *loose)
{
	if (inflateInit(&loose->stream) != Z_OK)
		return set_fault(loose, GIT_ERROR_NOMEMORY, "no memory");
	loose->is_begun = true;
	loose->stream.next_in = loose->packed;
	loose->stream.avail_in = (uInt)loose->packed_len;
	loose->head_got = inflate_some(loose, loose->head, HEAD_SIZE);
	if (loose->head_got == SIZE_MAX || !parse_head(loose))
		return say_damaged(loose);
	return 0;
}

int
loose_open(struct loose **out, const char *objects, const git_oid *oid)
{
	struct loose *loose = mem_new(sizeof *loose);
	int code;

	loose->path = loose_path(objects, oid);
	code = read_file(loose);
	if (code == 0)
		code = begin(loose);
	if (code == 0)
		*out = loose;
	else
		loose_close(loose);
	return code;
}

git_object_t
loose_type(const struct loose *loose)
{
	return loose->type;
}

size_t
loose_len(const struct loose *loose)
{
	return loose->len;
}

/* zlib looks at the checksum when it comes to the end, and so past the last
 * byte of the contents: into a byte that must stay empty. */
static bool
is_at_end(struct loose *loose)
{
	unsigned char more;

	return inflate_some(loose, &more, 1) == 0 && loose->is_ended &&
	    loose->stream.avail_in == 0;
}

int
loose_fill(struct loose *loose, void *out)
{
	size_t had = loose->head_got - loose->head_len;

	if (had > loose->len)
		return say_damaged(loose);
	if (had > 0)
		memcpy(out, loose->head + loose->head_len, had);
	if (inflate_some(loose, (char *)out + had, loose->len - had) !=
		loose->len - had ||
	    !is_at_end(loose))
		return say_damaged(loose);
	return 0;
}

void
loose_close(struct loose *loose)
{
	if (loose == NULL)
		return;
	if (loose->is_begun)
		(void)inflateEnd(&loose->stream);
	free(loose->packed);
	free(loose->path);
	free(loose);
}

/* -------------------------------------------------------------- printing */

/* With room for all that deflate can make of it, it never stops half way. */
static void
deflate_some(z_stream *stream, struct span bytes, int flush)
{
	stream->next_in = (const unsigned char *)bytes.data;
	stream->avail_in = (uInt)bytes.len;
	int code = deflate(stream, flush);
	assert(code == (flush == Z_FINISH ? Z_STREAM_END : Z_OK));
	(void)code;
}

/* A folder is names made of hashes, and hashes: a fifth would be won, for most
 * of the time that writing and reading it takes. A pack wins far more. */
static int
choose_level(git_object_t type)
{
	return type == GIT_OBJECT_TREE ? Z_NO_COMPRESSION : Z_BEST_SPEED;
}

/* NULL where zlib has no memory. */
char *
loose_print(git_object_t type, struct span bytes, size_t *len)
{
	z_stream stream = { .next_in = NULL };
	struct str head = { .len = 0 };
	char *out = NULL;

	assert(bytes.len < LOOSE_MOST);
	str_add_format(&head, "%s %zu", git_object_type2string(type),
	    bytes.len);
	str_add_char(&head, '\0');
	if (deflateInit(&stream, choose_level(type)) == Z_OK) {
		size_t room = deflateBound(&stream, head.len + bytes.len);

		out = mem_new(room);
		stream.next_out = (unsigned char *)out;
		stream.avail_out = (uInt)room;
		deflate_some(&stream, span_make(head.data, head.len),
		    Z_NO_FLUSH);
		deflate_some(&stream, bytes, Z_FINISH);
		*len = room - stream.avail_out;
		(void)deflateEnd(&stream);
	}
	str_clear(&head);
	return out;
}
