#include "cli/shell.h"

#include <stdlib.h>
#include <string.h>

/* Where reading a word has come to. */
struct reading {
	const char *at;
	char quote; /* open here; 0 */
};

/* What a backslash takes the sense from: all, and between double quotes only
 * these. */
static bool
is_escape(const struct reading *reading)
{
	if (reading->at[0] != '\\' || reading->at[1] == '\0')
		return false;
	if (reading->quote == '"')
		return strchr("\"\\$`\n", reading->at[1]) != NULL;
	return reading->quote == 0;
}

/* True if a quote begins or ends here. */
static bool
turns(const struct reading *reading)
{
	char c = *reading->at;
	if (reading->quote != 0)
		return c == reading->quote;
	return c == '"' || c == '\'';
}

char *
shell_unquote(const char *raw)
{
	struct reading reading = { .at = raw };
	struct str out = { 0 };
	const char *home = getenv("HOME");
	if (home != NULL && raw[0] == '~' && raw[1] == '/') {
		str_add(&out, home);
		reading.at++;
	}
	for (; *reading.at != '\0'; reading.at++) {
		if (is_escape(&reading))
			str_add_char(&out, *++reading.at);
		else if (turns(&reading))
			reading.quote = reading.quote != 0 ? 0 : *reading.at;
		else
			str_add_char(&out, *reading.at);
	}
	return str_take(&out);
}

bool
shell_find_quote(const char *raw, char *quote)
{
	struct reading reading = { .at = raw };
	*quote = 0;
	for (; *reading.at != '\0'; reading.at++) {
		if (is_escape(&reading)) {
			reading.at++;
		} else if (turns(&reading)) {
			if (reading.at != raw)
				return false;
			reading.quote = *raw;
		}
	}
	*quote = reading.quote;
	return true;
}

/* Letters, digits and signs that no shell gives a meaning; all of a letter
 * beyond ASCII. */
static bool
is_plain(char c)
{
	bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	bool is_digit = c >= '0' && c <= '9';
	return is_letter || is_digit || (unsigned char)c >= 0x80 ||
	    strchr("-_./,+@%", c) != NULL;
}

/* Between double quotes no backslash keeps "!" from meaning an earlier line:
 * single quotes do. */
static void
add_in_double(struct str *out, char c)
{
	if (c == '!') {
		str_add(out, "\"'!'\"");
		return;
	}
	if (strchr("\"\\$`", c) != NULL)
		str_add_char(out, '\\');
	str_add_char(out, c);
}

void
shell_quote(struct str *out, const char *word, char quote)
{
	if (*word == '\0' && quote == 0)
		str_add(out, "''");
	for (const char *c = word; *c != '\0'; c++) {
		if (quote == '"') {
			add_in_double(out, *c);
		} else if (quote == '\'' && *c == '\'') {
			str_add(out, "'\\''");
		} else {
			if (quote == 0 && !is_plain(*c))
				str_add_char(out, '\\');
			str_add_char(out, *c);
		}
	}
}
