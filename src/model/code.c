#include "model/code.h"

#include "base/base32.h"

#include <withus/err.h>
#include <withus/kind.h>

#include <string.h>

#define DIGITS ((size_t)BASE32_DIGITS)

void
code_print(char out[CODE_SIZE], const char *kind, const struct id *id,
    size_t digits)
{
	const struct kind *known = kind_by_name(kind);
	char text[ID_TEXT_SIZE];

	if (digits > DIGITS)
		digits = DIGITS;
	id_print(text, id);
	out[0] = '?';
	if (known)
		out[0] = known->letter;
	out[1] = '-';
	memcpy(out + 2, text, digits);
	out[2 + digits] = '\0';
}

/* How many digits two ids begin with alike. */
static size_t
count_alike(const char *text, const struct id *other)
{
	char other_text[ID_TEXT_SIZE];
	size_t count = 0;

	if (!other)
		return 0;
	id_print(other_text, other);
	while (count < DIGITS && text[count] == other_text[count])
		count++;
	return count;
}

size_t
code_digits(const struct id *id, const struct id *before,
    const struct id *after)
{
	char text[ID_TEXT_SIZE];
	size_t left, right, most;

	id_print(text, id);
	left = count_alike(text, before);
	right = count_alike(text, after);
	most = left > right ? left : right;
	if (most < CODE_DIGITS_MIN)
		return CODE_DIGITS_MIN;
	return most < DIGITS ? most + 1 : DIGITS;
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The digits that can begin an id. */
static bool
is_first_digit(char c)
{
	return c >= '0' && c <= '7';
}

/*
 * "D-" in front, taken off; "?-" is a kind that this program does not know,
 * and so no letter. The dash may be left out before a digit that can begin an
 * id: no id begins with a letter, so the "d" in "d7kq4" can be no digit of
 * one, and a word like "Analysis" is still no code.
 */
static char
take_letter(const char **text)
{
	char letter = **text;
	bool has_dash = letter != '\0' && (*text)[1] == '-';

	if (!is_letter(letter) && (letter != '?' || !has_dash))
		return 0;
	if (!has_dash &&
	    (is_first_digit(base32_fold(letter)) ||
		!is_first_digit((*text)[1])))
		return 0;
	*text += has_dash ? 2 : 1;
	if (letter >= 'a')
		letter = (char)(letter - 'a' + 'A');
	if (letter == '?')
		letter = 0;
	return letter;
}

int
code_parse(struct code_typed *out, const char *text)
{
	struct code_typed typed = { .letter = 0 };
	const char *rest = text;
	size_t len = 0;

	typed.letter = take_letter(&rest);
	for (; len < DIGITS && rest[len]; len++) {
		typed.digits[len] = base32_fold(rest[len]);
		if (!typed.digits[len])
			break;
	}
	if (rest[len] || len == 0 || (rest == text && typed.digits[0] > '7'))
		return err_set(ERR_CODE_FORM, text, NULL);
	if (len < CODE_DIGITS_MIN) {
		*out = typed;
		return err_set(ERR_CODE_SHORT, text, NULL);
	}
	/* Written like a code, but no id begins so. */
	if (typed.digits[0] > '7')
		return err_set(ERR_CODE_NOT_THERE, text, NULL);
	*out = typed;
	return 0;
}

static void
fill_range(struct id *out, const char *digits, char rest)
{
	char text[ID_TEXT_SIZE];
	size_t len = strlen(digits);

	memset(text, rest, DIGITS);
	memcpy(text, digits, len);
	id_parse(out, text, DIGITS);
}

void
code_range(struct id *least, struct id *greatest,
    const struct code_typed *typed)
{
	fill_range(least, typed->digits, '0');
	fill_range(greatest, typed->digits, 'z');
}
