/*
 * A pack and its index as bytes (gitformat-pack(5), version 2 of both; all
 * numbers with the greatest byte first). The pack:
 *
 *     "PACK"  2  count
 *     for each object: type (3 bits) and length, 7 bits a byte after the
 *         first 4; of a change the name of its base; then the contents, or
 *         how they come from the base's, deflated
 *     SHA-1 of all that
 *
 * and the index, in order of name:
 *
 *     ff 't' 'O' 'c'  2
 *     for each first byte of a name: how many names begin with it or less
 *     all names, all CRC-32, all places in the pack
 *     the pack's SHA-1, and one of all this
 */
#define ZLIB_CONST
#include <assert.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/mem.h"
#include "repo/pack_inside.h"

#define VERSION 2
#define PACK_MARK 0x5041434b  /* "PACK" */
#define INDEX_MARK 0xff744f63 /* no count of the first version's */
#define TYPE_CHANGE 7         /* of a base that is named in full */

static void
add_number(struct str *out, size_t number)
{
	unsigned char bytes[4];

	assert(number <= UINT32_MAX);
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)(number >> 8 * (3 - i));
	str_add_bytes(out, bytes, sizeof bytes);
}

static void
add_sum(struct str *out, unsigned char sum[SHA1_SIZE])
{
	sha1_bytes(sum, str_text(out), out->len);
	str_add_bytes(out, sum, SHA1_SIZE);
}

/* --------------------------------------------------------------- changes */

/* A length: 7 bits a byte, the least first. */
static void
add_len(struct str *out, size_t len)
{
	for (; len > 0x7f; len >>= 7)
		str_add_char(out, (char)(unsigned char)(0x80 | (len & 0x7f)));
	str_add_char(out, (char)len);
}

/* "So many bytes from there": the bits of the first byte say which bytes of
 * the two numbers, place and length, follow. */
static void
add_copy(struct str *out, size_t place, size_t len)
{
	const size_t most = 0xffff;

	while (len > 0) {
		size_t now = len < most ? len : most;
		unsigned char bytes[7] = { 0x80 };
		size_t count = 1;

		for (unsigned i = 0; i < 6; i++) {
			size_t number =
			    i < 4 ? place >> 8 * i : now >> 8 * (i - 4);

			if ((number & 0xff) == 0)
				continue;
			bytes[0] |= (unsigned char)(1U << i);
			bytes[count++] = (unsigned char)number;
		}
		str_add_bytes(out, bytes, count);
		place += now;
		len -= now;
	}
}

/* "These bytes": how many, at most 127, and they. */
static void
add_insert(struct str *out, const char *bytes, size_t len)
{
	const size_t most = 0x7f;

	while (len > 0) {
		size_t now = len < most ? len : most;

		str_add_char(out, (char)now);
		str_add_bytes(out, bytes, now);
		bytes += now;
		len -= now;
	}
}

/* What is the same at the beginning and at the end is copied. */
void
pack_print_change(struct str *out, const struct pack_entry *from,
    const struct pack_entry *to)
{
	size_t most = from->len < to->len ? from->len : to->len;
	size_t start = 0, end = 0;

	while (start < most && from->bytes[start] == to->bytes[start])
		start++;
	while (end < most - start &&
	    from->bytes[from->len - 1 - end] == to->bytes[to->len - 1 - end])
		end++;
	add_len(out, from->len);
	add_len(out, to->len);
	add_copy(out, 0, start);
	add_insert(out, to->bytes + start, to->len - start - end);
	add_copy(out, from->len - end, end);
}

/* --------------------------------------------------------------- objects */

/* What its bytes in the pack are made of, and whether that is a change. */
static const struct str *
choose_contents(struct str *room, struct pack *pack, struct pack_entry *entry)
{
	str_cut(room, 0);
	if (entry->base != PACK_NO_BASE)
		pack_print_change(room, &pack->entries[entry->base], entry);
	entry->is_changed = room->len > 0 && room->len < entry->len / 2;
	if (!entry->is_changed) {
		str_cut(room, 0);
		str_add_bytes(room, entry->bytes, entry->len);
	}
	return room;
}

static void
add_head(struct str *out, unsigned type, size_t len)
{
	unsigned char byte = (unsigned char)(type << 4 | (len & 0x0f));

	for (len >>= 4; len > 0; len >>= 7) {
		str_add_char(out, (char)(unsigned char)(byte | 0x80));
		byte = len & 0x7f;
	}
	str_add_char(out, (char)byte);
}

/* With room for all that deflate can make of it, it never stops half way. */
static void
add_deflated(struct str *out, z_stream *stream, struct span contents)
{
	size_t room = deflateBound(stream, contents.len);
	unsigned char *bytes = mem_new(room);

	(void)deflateReset(stream);
	stream->next_in = (const unsigned char *)contents.data;
	stream->avail_in = (uInt)contents.len;
	stream->next_out = bytes;
	stream->avail_out = (uInt)room;
	int code = deflate(stream, Z_FINISH);
	assert(code == Z_STREAM_END);
	(void)code;
	str_add_bytes(out, bytes, room - stream->avail_out);
	free(bytes);
}

static uint32_t
sum_from(const struct str *out, size_t start)
{
	return (uint32_t)crc32(0, (const unsigned char *)str_text(out) + start,
	    (uInt)(out->len - start));
}

static void
add_object(struct str *out, struct pack *pack, struct pack_entry *entry,
    z_stream *stream)
{
	struct str room = { .len = 0 };
	const struct str *contents = choose_contents(&room, pack, entry);

	entry->offset = out->len;
	add_head(out, entry->is_changed ? TYPE_CHANGE : (unsigned)entry->type,
	    contents->len);
	if (entry->is_changed)
		str_add_bytes(out, pack->entries[entry->base].oid.id,
		    GIT_OID_RAWSZ);
	add_deflated(out, stream, span_make(str_text(contents), contents->len));
	entry->crc = sum_from(out, entry->offset);
	str_clear(&room);
}

struct pack_printer {
	z_stream stream;
};

struct pack_printer *
pack_printer_new(void)
{
	struct pack_printer *printer = mem_new(sizeof *printer);

	if (deflateInit(&printer->stream, Z_BEST_SPEED) == Z_OK)
		return printer;
	free(printer);
	return NULL;
}

void
pack_printer_free(struct pack_printer *printer)
{
	if (printer != NULL)
		(void)deflateEnd(&printer->stream);
	free(printer);
}

void
pack_print_head(struct str *out, size_t count)
{
	add_number(out, PACK_MARK);
	add_number(out, VERSION);
	add_number(out, count);
}

void
pack_print_object(struct str *out, struct pack_entry *entry, struct span bytes,
    struct pack_printer *printer)
{
	size_t start = out->len;

	add_head(out, (unsigned)entry->type, bytes.len);
	add_deflated(out, &printer->stream, bytes);
	entry->crc = sum_from(out, start);
}

int
pack_print(struct str *out, struct pack *pack)
{
	struct pack_printer *printer = pack_printer_new();
	unsigned char sum[SHA1_SIZE];

	if (printer == NULL)
		return -1;
	pack_print_head(out, pack->count);
	for (size_t i = 0; i < pack->count; i++)
		add_object(out, pack, &pack->entries[i], &printer->stream);
	add_sum(out, sum);
	pack_printer_free(printer);
	return 0;
}

void
pack_print_index(struct str *out, const struct pack *pack,
    const unsigned char sum[SHA1_SIZE])
{
	unsigned char own[SHA1_SIZE];
	size_t at = 0;

	add_number(out, INDEX_MARK);
	add_number(out, VERSION);
	for (unsigned first = 0; first <= UINT8_MAX; first++) {
		while (at < pack->count && pack->entries[at].oid.id[0] <= first)
			at++;
		add_number(out, at);
	}
	for (size_t i = 0; i < pack->count; i++)
		str_add_bytes(out, pack->entries[i].oid.id, GIT_OID_RAWSZ);
	for (size_t i = 0; i < pack->count; i++)
		add_number(out, pack->entries[i].crc);
	for (size_t i = 0; i < pack->count; i++)
		add_number(out, pack->entries[i].offset);
	str_add_bytes(out, sum, SHA1_SIZE);
	add_sum(out, own);
}
