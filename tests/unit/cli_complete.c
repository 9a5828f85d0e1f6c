/* What could stand at the word at hand: from the tables, in all of them. The
 * journal is looked up by tests/cli/completion.t. */
#include "cli/complete.h"
#include "cli/lookup.h"
#include "cli/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define WORDS_MOST 8

/* What is suggested for a line of words parted by "|", the last at hand. There
 * is no journal. */
static void
suggest(struct suggestions *out, const char *line)
{
	const char *words[WORDS_MOST];
	size_t count = 0;
	char *copy = strdup(line);
	assert_non_null(copy);
	for (char *rest = copy; rest != NULL;) {
		assert_true(count < WORDS_MOST);
		words[count++] = rest;
		rest = strchr(rest, '|');
		if (rest != NULL)
			*rest++ = '\0';
	}
	struct entered entered;
	struct lookup lookup = { .was_opened = true };
	*out = (struct suggestions){ .typed = "" };
	entered_read(&entered, words, count - 1);
	complete_word(out, &lookup, &entered, words[count - 1]);
	out->typed = "";
	entered_clear(&entered);
	free(copy);
}

static bool
has(const struct suggestions *all, const char *word)
{
	for (size_t i = 0; i < all->count; i++) {
		if (strcmp(all->words[i], word) == 0)
			return true;
	}
	return false;
}

/* Words parted by spaces, in their order, each with what stays before it. */
static void
assert_words(const char *line, const char *wanted)
{
	struct suggestions all;
	struct str words = { 0 };
	suggest(&all, line);
	for (size_t i = 0; i < all.count; i++)
		str_add_format(&words, "%s%s%s", i > 0 ? " " : "",
		    all.before != NULL ? all.before : "", all.words[i]);
	assert_string_equal(str_text(&words), wanted);
	str_clear(&words);
	suggest_clear(&all);
}

static void
assert_has(const char *line, const char *word)
{
	struct suggestions all;
	suggest(&all, line);
	if (!has(&all, word))
		fail_msg("%s: no %s", line, word);
	suggest_clear(&all);
}

/* "stage|add|" and more. */
static void
make_line(char out[], size_t size, const struct command *command,
    const char *more)
{
	struct str line = { 0 };
	str_add(&line, command->name);
	if (command->verb != NULL)
		str_add_format(&line, "|%s", command->verb);
	str_add_format(&line, "|%s", more);
	assert_true(line.len < size);
	memcpy(out, str_text(&line), line.len + 1);
	str_clear(&line);
}

static void
every_command_is_offered(void **state)
{
	(void)state;
	const struct command *const *each = command_all();
	for (; *each != NULL; each++) {
		const struct command *command = *each;
		assert_has("", command->name);
		assert_has("--plain|help|", command->name);
		if (command->also != NULL)
			assert_has("", command->also);
		if (command->verb == NULL)
			continue;
		char line[64] = "";
		make_line(line, sizeof(line),
		    &(struct command){ .name = command->name }, "");
		assert_has(line, command->verb);
	}
}

static void
every_option_is_offered(void **state)
{
	(void)state;
	const struct command *const *each = command_all();
	for (; *each != NULL; each++) {
		char line[64];
		struct option_list list;
		struct suggestions all;
		make_line(line, sizeof(line), *each, "--");
		options_gather(&list, *each);
		suggest(&all, line);
		assert_int_equal(all.count, list.count);
		for (size_t i = 0; i < list.count; i++) {
			char name[64] = "--";
			strncat(name, list.entries[i].name, sizeof(name) - 3);
			assert_true(has(&all, name));
		}
		suggest_clear(&all);
		options_clear(&list);
	}
}

/* Of one option of one command. */
static void
check_choices(const struct command *command, const struct option_entry *entry)
{
	const struct field_choice *choice = entry->field->choices;
	char line[96];
	char more[64] = "--";
	strncat(more, entry->name, sizeof(more) - 4);
	strcat(more, "|");
	make_line(line, sizeof(line), command, more);
	for (; choice != NULL && choice->name != NULL; choice++)
		assert_has(line, choice->name);
	more[strlen(more) - 1] = '=';
	make_line(line, sizeof(line), command, more);
	choice = entry->field->choices;
	for (; choice != NULL && choice->name != NULL; choice++)
		assert_has(line, choice->name);
}

static void
every_choice_is_offered(void **state)
{
	(void)state;
	const struct command *const *each = command_all();
	for (; *each != NULL; each++) {
		struct option_list list;
		options_gather(&list, *each);
		for (size_t i = 0; i < list.count; i++) {
			if (list.entries[i].field != NULL)
				check_choices(*each, &list.entries[i]);
		}
		options_clear(&list);
	}
}

/* A command with a new one is not forgotten here. */
static void
every_placeholder_is_known(void **state)
{
	(void)state;
	const struct command *const *each = command_all();
	for (; *each != NULL; each++) {
		struct option_list list;
		options_gather(&list, *each);
		if (!complete_knows((*each)->args))
			fail_msg("%s: %s", (*each)->name, (*each)->args);
		for (size_t i = 0; i < list.count; i++) {
			const struct option_row *row = list.entries[i].row;
			if (row != NULL && !complete_knows(row->value))
				fail_msg("--%s: %s", row->name, row->value);
		}
		options_clear(&list);
	}
	assert_false(complete_knows("CODE [SOMETHING]"));
	assert_true(complete_knows("[TITLE|team] CODE"));
}

static void
place_decides(void **state)
{
	(void)state;
	assert_words("dia", "diary");
	assert_words("DIA", "diary");
	assert_words("stage|b", "begin");
	assert_words("stage|--plain|b", "begin");
	assert_words("--as|stage|dia", "diary");
	assert_words("--as=stage|dia", "diary");
	assert_words("--nowhere|dia", "diary");
	assert_words("reflect|--for|t", "team");
	assert_words("reflect|--for=t", "--for=team");
	assert_words("reflect|--fo=t", "");
	assert_words("reflect|--asking|c", "cycle");
	assert_words("reflect|-m|--for|--for|p", "public");
	assert_words("reflect|-em|--for|--for|p", "public");
	assert_words("reflect|-mwords|--for|p", "public");
	assert_words("reflect|--fil", "--file");
	assert_words("reflect|--|--fil", "");
	assert_words("diary|--plain=", "");
	assert_words("drafts|finish|1|--pla", "--plain");
	assert_words("new|--stages|s", "service scie");
	assert_words("completion|z", "zsh");
	assert_words("rules|write|--group|a", "all");
	assert_words("rules|write|--group|x,a", "x,all");
	assert_words("rules|write|--group=+a", "--group=+all");
	assert_words("find|--kind|refl", "reflection");
	assert_words("nothing|", "");
	assert_words("nothing|--pl", "--plain");
}

static void
files_are_left_to_the_shell(void **state)
{
	(void)state;
	struct suggestions all;
	suggest(&all, "reflect|--file|x");
	assert_int_equal(all.what, SUGGEST_FILES);
	assert_int_equal(all.count, 0);
	suggest_clear(&all);
	suggest(&all, "--home|x");
	assert_int_equal(all.what, SUGGEST_FOLDERS);
	suggest_clear(&all);
	suggest(&all, "backup|");
	assert_int_equal(all.what, SUGGEST_FILES);
	suggest_clear(&all);
}

/* ------------------------------------------------------------ shells */

static void
quoting_is_undone(void **state)
{
	(void)state;
	static const char *const words[] = { "", "plain", "two words",
		"$(x) `y` \"z\" 'q' \\ ; & | < > * ? # ~ ! = :", "~/x",
		"\303\244 \342\202\254" };
	static const char quotes[] = { 0, '"', '\'' };
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		for (size_t k = 0; k < sizeof(quotes); k++) {
			struct str line = { 0 };
			if (quotes[k] != 0)
				str_add_char(&line, quotes[k]);
			shell_quote(&line, words[i], quotes[k]);
			if (quotes[k] != 0)
				str_add_char(&line, quotes[k]);
			char *back = shell_unquote(str_text(&line));
			assert_string_equal(back, words[i]);
			free(back);
			str_clear(&line);
		}
	}
}

static void
open_quotes_are_found(void **state)
{
	(void)state;
	char quote = 0;
	assert_true(shell_find_quote("a\\\"b", &quote));
	assert_int_equal(quote, 0);
	assert_true(shell_find_quote("\"a'b", &quote));
	assert_int_equal(quote, '"');
	assert_true(shell_find_quote("'a\"b\\", &quote));
	assert_int_equal(quote, '\'');
	assert_false(shell_find_quote("a\"b", &quote));
	assert_false(shell_find_quote("\"a\"b", &quote));
	char *home = shell_unquote("~/x\\ y");
	assert_true(getenv("HOME") == NULL || home[0] == '/');
	free(home);
}

/* What a terminal would not show as it is, or what parts lines, is no word. */
static void
hidden_words_are_left_out(void **state)
{
	(void)state;
	struct suggestions all = { .typed = "" };
	struct str text = { 0 };
	suggest_add(&all, "a\tb", NULL);
	suggest_add(&all, "a\nb", NULL);
	suggest_add(&all, "a\033[1mb", NULL);
	suggest_add(&all,
	    "a\xe2\x80\xae"
	    "b",
	    NULL);
	assert_int_equal(all.count, 0);
	suggest_add(&all, "a b", "c\td\ne");
	suggest_add(&all, "a b", "again");
	suggest_print(&text, &all, true, 0);
	assert_string_equal(str_text(&text), "words\na\\ b\tc d e\n");
	str_clear(&text);
	suggest_clear(&all);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_is_offered),
		cmocka_unit_test(every_option_is_offered),
		cmocka_unit_test(every_choice_is_offered),
		cmocka_unit_test(every_placeholder_is_known),
		cmocka_unit_test(place_decides),
		cmocka_unit_test(files_are_left_to_the_shell),
		cmocka_unit_test(quoting_is_undone),
		cmocka_unit_test(open_quotes_are_found),
		cmocka_unit_test(hidden_words_are_left_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
