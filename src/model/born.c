#include "model/born.h"

#include "base/hash.h"
#include "base/hex.h"
#include "model/form.h"

#include <withus/kind.h>

#include <stdlib.h>
#include <string.h>

#define MARK_DIGITS ((size_t)2 * BORN_MARK_SIZE)
#define ID_DIGITS ((size_t)ID_TEXT_SIZE - 1)
#define RANDOM_SIZE ((size_t)8)
#define NUMBER_DIGITS ((size_t)10) /* of RECORD_NUMBER_MAX */

void
born_mark_key(unsigned char mark[BORN_MARK_SIZE],
    const unsigned char key[BORN_KEY_SIZE])
{
	unsigned char hash[HASH_SIZE];

	hash_bytes(hash, key, BORN_KEY_SIZE);
	memcpy(mark, hash, BORN_MARK_SIZE);
}

/* True at the end, or at the number behind an erased forerunner. */
static bool
is_end(const char *text)
{
	size_t digits;

	if (*text == '\0')
		return true;
	if (*text++ != ' ' || *text == '0')
		return false;
	digits = strspn(text, "0123456789");
	return digits > 0 && digits <= NUMBER_DIGITS && text[digits] == '\0' &&
	    strcmp(text, "1") != 0 &&
	    strtoull(text, NULL, 10) <= RECORD_NUMBER_MAX;
}

bool
born_read_mark(unsigned char mark[BORN_MARK_SIZE], const char *born)
{
	return strlen(born) >= MARK_DIGITS &&
	    hex_decode(mark, BORN_MARK_SIZE, born, MARK_DIGITS) &&
	    is_end(born + MARK_DIGITS);
}

bool
born_is_key(const char *born, const unsigned char key[BORN_KEY_SIZE])
{
	unsigned char said[BORN_MARK_SIZE], mark[BORN_MARK_SIZE];

	if (!born_read_mark(said, born))
		return false;
	born_mark_key(mark, key);
	return memcmp(said, mark, BORN_MARK_SIZE) == 0;
}

bool
born_read_parent(struct id *parent, const char *born)
{
	return strlen(born) >= ID_DIGITS && id_parse(parent, born, ID_DIGITS) &&
	    is_end(born + ID_DIGITS);
}

bool
born_read_adder(struct id *adder, const char *born)
{
	unsigned char random[RANDOM_SIZE];
	size_t len = ID_DIGITS + 1 + 2 * RANDOM_SIZE;

	return strlen(born) >= len && id_parse(adder, born, ID_DIGITS) &&
	    born[ID_DIGITS] == ' ' &&
	    hex_decode(random, RANDOM_SIZE, born + ID_DIGITS + 1,
		2 * RANDOM_SIZE) &&
	    is_end(born + len);
}

bool
born_is_rhythm(const char *born)
{
	size_t len = strlen(KIND_BORN_RHYTHM);

	return strncmp(born, KIND_BORN_RHYTHM, len) == 0 && is_end(born + len);
}

bool
born_fits_id(const struct record *record, bool with_by)
{
	struct id id;

	form_id(&id, &record->project, record->kind,
	    with_by ? &record->by : NULL, record->born);
	return id_equal(&id, &record->id);
}
