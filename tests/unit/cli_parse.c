/* The command line, and whether its tables fit together. */
#include "base/near.h"
#include "cli/options.h"
#include "cli/parse.h"

#include <withus/err.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define WORDS_MOST 16
#define SUMMARY_MOST 50

/* Reads a command line of words parted by "|". The words live as long as
 * `line`. */
struct line {
	char *words;
	char *argv[WORDS_MOST];
	struct parsed parsed;
};

static int
read_line(struct line *line, const char *words)
{
	int argc = 0;
	line->words = strdup(words);
	assert_non_null(line->words);
	static char name[] = "withus";
	line->argv[argc++] = name;
	char *rest = line->words;
	while (rest != NULL && *rest != '\0') {
		assert_true(argc < WORDS_MOST - 1);
		line->argv[argc++] = rest;
		rest = strchr(rest, '|');
		if (rest != NULL)
			*rest++ = '\0';
	}
	line->argv[argc] = NULL;
	return parse_line(&line->parsed, argc, line->argv);
}

static void
clear_line(struct line *line)
{
	parse_clear(&line->parsed);
	free(line->words);
}

static void
assert_fault(const char *words, enum err_code code, const char *last_arg)
{
	struct line line;
	int result = read_line(&line, words);
	if (result != -(int)code)
		fail_msg("%s: %s instead of %s", words,
		    err_name((enum err_code) - result), err_name(code));
	const struct err *err = err_last();
	if (last_arg != NULL)
		assert_string_equal(err->arg[err->arg_count - 1], last_arg);
	clear_line(&line);
}

static void
assert_command(const char *words, const struct command *command)
{
	struct line line;
	if (read_line(&line, words) != 0)
		fail_msg("%s: %s", words, err_name(err_last()->code));
	assert_ptr_equal(line.parsed.run.command, command);
	clear_line(&line);
}

static void
test_commands_and_verbs(void **state)
{
	(void)state;
	assert_command("projects", &cmd_projects);
	assert_command("project", &cmd_project);
	assert_command("project|edit|--ended|today", &cmd_project_edit);
	assert_command("stages", &cmd_stages);
	assert_command("stage", &cmd_stages);
	assert_command("member", &cmd_members);
	assert_command("stage|add|X", &cmd_stage_add);
	assert_command("--json|stage|--plain|add|X", &cmd_stage_add);
	assert_command("stage|--json", &cmd_stages);
	assert_command("--project|stage|stages", &cmd_stages);
	assert_command("", NULL);
}

static void
test_global_options_stand_anywhere(void **state)
{
	(void)state;
	static const char *const lines[] = {
		"--project|P-1|--json|stage|add|X",
		"stage|--project|P-1|--json|add|X",
		"stage|add|--project|P-1|X|--json",
		"stage|add|X|--project=P-1|--json",
	};
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct line line;
		assert_int_equal(read_line(&line, lines[i]), 0);
		const struct run *run = &line.parsed.run;
		assert_string_equal(run->project_typed, "P-1");
		assert_true(run->json);
		assert_int_equal(run->arg_count, 1);
		assert_string_equal(run->args[0], "X");
		assert_int_equal(run->given_count, 0);
		clear_line(&line);
	}
}

static void
test_values_begin_with_any_sign(void **state)
{
	(void)state;
	struct line line;
	assert_int_equal(read_line(&line,
			     "stage|add|X|--tags|-a|--tags|+b|-m|--json"),
	    0);
	const struct run *run = &line.parsed.run;
	assert_int_equal(run->given_count, 3);
	assert_string_equal(run->given[0].value, "-a");
	assert_string_equal(run->given[1].value, "+b");
	assert_string_equal(run->given[1].field->name, "tags");
	assert_string_equal(run_option(run, "message"), "--json");
	assert_false(run->json);
	clear_line(&line);
}

static void
test_two_dashes_end_options(void **state)
{
	(void)state;
	struct line line;
	assert_int_equal(read_line(&line, "stage|add|--|--json"), 0);
	assert_false(line.parsed.run.json);
	assert_string_equal(line.parsed.run.args[0], "--json");
	clear_line(&line);
}

/* A variable of the C library must not change where options may stand. */
static void
test_environment_changes_nothing(void **state)
{
	(void)state;
	setenv("POSIXLY_CORRECT", "1", 1);
	struct line line;
	assert_int_equal(read_line(&line, "stage|add|X|--json"), 0);
	assert_true(line.parsed.run.json);
	clear_line(&line);
	unsetenv("POSIXLY_CORRECT");
}

static void
test_what_is_wrong_is_named(void **state)
{
	(void)state;
	assert_fault("stgaes", ERR_USAGE_COMMAND_NEAR, "stages");
	assert_fault("xylophone", ERR_USAGE_COMMAND, "xylophone");
	assert_fault("stage|ad|X", ERR_USAGE_COMMAND_NEAR, "stage add");
	assert_fault("project|edti", ERR_USAGE_COMMAND_NEAR, "project edit");
	assert_fault("projects|zzzzzz", ERR_USAGE_EXTRA, "zzzzzz");
	assert_fault("stage|add|X|Y", ERR_USAGE_EXTRA, "Y");
	assert_fault("stage|add|X|--begn|3", ERR_USAGE_OPTION_NEAR, "--begin");
	assert_fault("stage|add|X|--qqqqq", ERR_USAGE_OPTION, "--qqqqq");
	assert_fault("stage|add|X|-q", ERR_USAGE_OPTION, "-q");
	assert_fault("--qqqqq|stages", ERR_USAGE_OPTION, "--qqqqq");
	assert_fault("stage|add|X|--begin", ERR_USAGE_VALUE, "--begin");
	assert_fault("stages|--json=3", ERR_USAGE_FLAG, "--json");
	/* Fields of other kinds are no options here. */
	assert_fault("stage|add|X|--hats|y", ERR_USAGE_OPTION, NULL);
}

static void
test_help_and_version(void **state)
{
	(void)state;
	struct line line;
	assert_int_equal(read_line(&line, "stage|add|--help"), 0);
	assert_true(line.parsed.wants_help);
	assert_ptr_equal(line.parsed.run.command, &cmd_stage_add);
	clear_line(&line);
	assert_int_equal(read_line(&line, "--version"), 0);
	assert_true(line.parsed.wants_version);
	clear_line(&line);
}

static void
test_last_value_counts(void **state)
{
	(void)state;
	struct line line;
	assert_int_equal(read_line(&line,
			     "stage|begin|X|--on|monday|--on|today"),
	    0);
	assert_string_equal(run_option(&line.parsed.run, "on"), "today");
	assert_true(run_has(&line.parsed.run, "on"));
	assert_false(run_has(&line.parsed.run, "message"));
	assert_false(run_has_fields(&line.parsed.run));
	clear_line(&line);
}

static void
test_every_command_is_whole(void **state)
{
	(void)state;
	const struct command *const *each = command_all();
	for (; *each != NULL; each++) {
		const struct command *command = *each;
		assert_non_null(command->summary);
		assert_non_null(command->help);
		assert_non_null(command->run);
		assert_true(command->args_least <= command->args_most);
		if (command->args_most > 0)
			assert_non_null(command->args);
		if (strlen(command->summary) > SUMMARY_MOST)
			fail_msg("long: %s", command->summary);
		assert_ptr_equal(command_find(command->name, command->verb),
		    command);
		if (command->kind != NULL &&
		    strcmp(command->kind, COMMAND_ANY_KIND) != 0)
			assert_non_null(kind_by_name(command->kind));
	}
}

/* An option that every command takes must not be hidden by a field or an own
 * option of the same name; nor must two options share a letter. */
static void
test_options_do_not_hide_each_other(void **state)
{
	(void)state;
	struct option_list globals;
	options_gather(&globals, NULL);
	const struct command *const *each = command_all();
	for (; *each != NULL; each++) {
		struct option_list list;
		options_gather(&list, *each);
		for (size_t i = 0; i < globals.count; i++) {
			const struct option_entry *entry =
			    options_find(&list, globals.entries[i].name);
			assert_int_equal(entry->origin, OPTION_GLOBAL);
		}
		for (size_t i = 0; i < list.count; i++) {
			if (list.entries[i].letter != '\0')
				assert_ptr_equal(options_find_letter(&list,
						     list.entries[i].letter),
				    &list.entries[i]);
		}
		options_clear(&list);
	}
	options_clear(&globals);
}

/* The same for the fields of all kinds, also those of no command yet. */
static void
test_fields_do_not_hide_options(void **state)
{
	(void)state;
	struct option_list globals;
	options_gather(&globals, NULL);
	for (const struct kind *const *kind = kind_all(); *kind; kind++) {
		const struct kind_field *field = (*kind)->fields;
		for (; field->name != NULL; field++) {
			const char *option = kind_field_option(field);
			if (!field->hidden &&
			    options_find(&globals, option) != NULL)
				fail_msg("%s: --%s", (*kind)->name, option);
		}
	}
	options_clear(&globals);
}

static void
test_distances(void **state)
{
	(void)state;
	assert_int_equal(near_distance("stage", "stage"), 0);
	assert_int_equal(near_distance("stgae", "stage"), 1);
	assert_int_equal(near_distance("stag", "stage"), 1);
	assert_int_equal(near_distance("", "abc"), 3);
	assert_int_equal(near_distance("kitten", "sitting"), 3);
	assert_true(near_is_likely("stgaes", "stages"));
	assert_false(near_is_likely("cat", "stages"));
	assert_false(near_is_likely("x", "y"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_commands_and_verbs),
		cmocka_unit_test(test_global_options_stand_anywhere),
		cmocka_unit_test(test_values_begin_with_any_sign),
		cmocka_unit_test(test_two_dashes_end_options),
		cmocka_unit_test(test_environment_changes_nothing),
		cmocka_unit_test(test_what_is_wrong_is_named),
		cmocka_unit_test(test_help_and_version),
		cmocka_unit_test(test_last_value_counts),
		cmocka_unit_test(test_every_command_is_whole),
		cmocka_unit_test(test_options_do_not_hide_each_other),
		cmocka_unit_test(test_fields_do_not_hide_options),
		cmocka_unit_test(test_distances),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
