#include "base/hex.h"

#include <withus/record.h>

#include <string.h>

bool
vid_is_none(const struct vid *vid)
{
	static const struct vid none;

	return vid_equal(vid, &none);
}

bool
vid_equal(const struct vid *a, const struct vid *b)
{
	return vid_compare(a, b) == 0;
}

int
vid_compare(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct vid));
}

void
vid_print(char out[VID_TEXT_SIZE], const struct vid *vid)
{
	hex_encode(out, vid->bytes, sizeof vid->bytes);
}

bool
vid_parse(struct vid *out, const char *text, size_t len)
{
	return hex_decode(out->bytes, sizeof out->bytes, text, len);
}
