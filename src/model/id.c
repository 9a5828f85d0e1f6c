#include "base/base32.h"

#include <withus/record.h>

#include <string.h>

bool
id_is_none(const struct id *id)
{
	static const struct id none;

	return id_equal(id, &none);
}

bool
id_equal(const struct id *a, const struct id *b)
{
	return id_compare(a, b) == 0;
}

int
id_compare(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct id));
}

void
id_print(char out[ID_TEXT_SIZE], const struct id *id)
{
	base32_encode(out, id->bytes);
}

bool
id_parse(struct id *out, const char *text, size_t len)
{
	return base32_decode(out->bytes, text, len);
}
