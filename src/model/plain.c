#include "model/plain.h"

#include <string.h>

#define PLAIN_MAX 512
#define TOKEN_MIN 4
#define TOKEN_MAX 64

/* Words that some reader of YAML takes for something else than a text. */
static const char *const reserved[] = { "true", "false", "yes", "no", "on",
	"off", "null", "y", "n", "nan", "inf" };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c);
}

static bool
is_word_char(char c)
{
	return is_small(c) || is_capital(c) || is_digit(c) ||
	    is_one_of(c, " ,.;()/?!_-'");
}

static bool
is_token_char(char c)
{
	return is_small(c) || is_digit(c);
}

static char
lower(char c)
{
	if (is_capital(c))
		c = (char)(c - 'A' + 'a');
	return c;
}

static bool
is_word(struct span text, const char *word)
{
	size_t i = 0;

	while (i < text.len && word[i] && lower(text.data[i]) == word[i])
		i++;
	return i == text.len && !word[i];
}

static bool
is_reserved(struct span text)
{
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (is_word(text, reserved[i]))
			return true;
	return false;
}

/* How many of the characters from `at` on are in `set`. */
static size_t
count_run(struct span text, size_t at, const char *set)
{
	size_t end = at;

	while (end < text.len && is_one_of(text.data[end], set))
		end++;
	return end - at;
}

/* What YAML reads as a number, of the texts that tokens can be. */
static bool
is_number(struct span text)
{
	static const char digits[] = "0123456789";
	static const char *const bases[] = { "x0123456789abcdef", "b01",
		"o01234567" };
	size_t whole = count_run(text, 0, digits);

	for (size_t i = 0; i < 3; i++)
		if (text.len > 2 && text.data[0] == '0' &&
		    text.data[1] == bases[i][0] &&
		    count_run(text, 2, bases[i] + 1) == text.len - 2)
			return true;
	if (whole == 0 || whole == text.len)
		return whole > 0;
	return text.data[whole] == 'e' && whole + 1 < text.len &&
	    count_run(text, whole + 1, digits) == text.len - whole - 1;
}

static bool
is_all(struct span text, bool (*is_in)(char c))
{
	for (size_t i = 0; i < text.len; i++)
		if (!is_in(text.data[i]))
			return false;
	return true;
}

bool
plain_is_item(struct span text)
{
	return text.len >= TOKEN_MIN && text.len <= TOKEN_MAX &&
	    is_all(text, is_token_char) && !is_number(text) &&
	    !is_reserved(text);
}

bool
plain_is_text(struct span text)
{
	if (plain_is_item(text))
		return true;
	return text.len > 0 && text.len <= PLAIN_MAX &&
	    (is_small(*text.data) || is_capital(*text.data)) &&
	    is_all(text, is_word_char) && text.data[text.len - 1] != ' ' &&
	    !is_reserved(text);
}

size_t
plain_count(struct span text)
{
	size_t count = 0;

	while (count < text.len && is_word_char(text.data[count]))
		count++;
	return count;
}

size_t
plain_count_item(struct span text)
{
	size_t count = 0;

	while (count < text.len && is_token_char(text.data[count]))
		count++;
	return count;
}
