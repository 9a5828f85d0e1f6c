/*
 * Three steps, because which options there are depends on the command, and
 * the command may stand behind options with values:
 *
 *   1  options of every command, up to the first word: the noun
 *   2  the same, up to the next word: if the noun has it as a verb, the verb
 *   3  all options of that command, and its arguments, in the order given
 *
 * An option that steps 1 and 2 read and that stands behind the noun is read
 * again by step 3, with the same result.
 */
#include "cli/parse.h"

#include "base/mem.h"
#include "base/near.h"
#include "base/str.h"
#include "cli/options.h"

#include <withus/err.h>
#include <withus/say.h>

#include <getopt.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* getopt_long() returns the index of a long option above all characters, and
 * 1 for a word that is no option. */
#define LONG_BASE 256
#define WORD 1

/* getopt's tables for a list of options; free both. */
struct getopt_tables {
	struct option *longs;
	char *shorts;
};

static void
make_tables(struct getopt_tables *out, const struct option_list *list,
    const char *mode)
{
	struct str shorts = { 0 };
	str_add(&shorts, mode);
	out->longs = mem_new_array(list->count + 1, sizeof(*out->longs));
	for (size_t i = 0; i < list->count; i++) {
		const struct option_entry *entry = &list->entries[i];
		out->longs[i] = (struct option){
			.name = entry->name,
			.has_arg = entry->takes_value ? required_argument :
							no_argument,
			.val = LONG_BASE + (int)i,
		};
		if (entry->letter == '\0')
			continue;
		str_add_char(&shorts, entry->letter);
		if (entry->takes_value)
			str_add_char(&shorts, ':');
	}
	out->shorts = str_take(&shorts);
}

static void
clear_tables(struct getopt_tables *tables)
{
	free(tables->shorts);
	free(tables->longs);
}

static void
take_global(struct parsed *out, const char *name, const char *value)
{
	if (strcmp(name, "home") == 0)
		out->run.home_typed = value;
	else if (strcmp(name, "project") == 0)
		out->run.project_typed = value;
	else if (strcmp(name, "as") == 0)
		out->run.member_typed = value;
	else if (strcmp(name, "for-person") == 0)
		out->run.for_person = value;
	else if (strcmp(name, "confirmed") == 0)
		out->run.confirmed = value;
	else if (strcmp(name, "json") == 0)
		out->run.json = true;
	else if (strcmp(name, "plain") == 0)
		out->run.plain = true;
	else if (strcmp(name, "help") == 0)
		out->wants_help = true;
	else
		out->wants_version = true;
}

static void
take_entry(struct parsed *out, const struct option_entry *entry,
    const char *value)
{
	if (entry->origin == OPTION_GLOBAL) {
		take_global(out, entry->name, value);
		return;
	}
	struct run *run = &out->run;
	out->given = mem_grow(out->given, &out->given_cap, run->given_count + 1,
	    sizeof(*out->given));
	out->given[run->given_count++] = (struct given){
		.option = entry->row,
		.field = entry->field,
		.value = entry->takes_value ? value : NULL,
	};
	run->given = out->given;
}

static void
take_word(struct parsed *out, const char *word)
{
	struct run *run = &out->run;
	out->args = mem_grow(out->args, &out->arg_cap, run->arg_count + 1,
	    sizeof(*out->args));
	out->args[run->arg_count++] = word;
	run->args = out->args;
}

/* The command as people know it so far. */
static void
print_name(char out[COMMAND_NAME_SIZE], const struct command *command)
{
	if (command != NULL)
		command_print_name(out, command);
	else
		memcpy(out, "withus", sizeof("withus"));
}

/* An option that is not there, or that is the start of several, or a flag
 * with a value. `given` begins with a dash. */
static int
refuse_option(const struct option_list *list, const struct command *command,
    const char *given)
{
	char name[COMMAND_NAME_SIZE];
	print_name(name, command);
	size_t dashes = strspn(given, "-");
	char *typed = mem_dup(given + dashes, strcspn(given + dashes, "="));
	const struct option_entry *exact = options_find(list, typed);
	const char *nearest = dashes == 2 ? options_nearest(list, typed) : NULL;
	struct str option = { 0 };
	str_add(&option, "--");
	str_add(&option, nearest != NULL ? nearest : "");
	int result = 0;
	if (exact != NULL && !exact->takes_value && strchr(given, '='))
		result = err_set(ERR_USAGE_FLAG, option.data, NULL);
	else if (nearest != NULL)
		result = err_set(ERR_USAGE_OPTION_NEAR, name, given,
		    option.data, NULL);
	else
		result = err_set(ERR_USAGE_OPTION, name, given, NULL);
	str_clear(&option);
	free(typed);
	return result;
}

/* What getopt refused: '?' or ':'. */
static int
refuse(const struct option_list *list, const struct command *command,
    int result, const char *given)
{
	if (result == ':')
		return err_set(ERR_USAGE_VALUE, given, NULL);
	/* A letter inside a cluster is named alone. */
	char letter[] = { '-', (char)optopt, '\0' };
	bool is_letter = optopt > 0 && optopt < LONG_BASE;
	return refuse_option(list, command, is_letter ? letter : given);
}

/*
 * Reads options up to the first word, to the end, or to what is not in the
 * list: *fault then is set and -1 returned. Else the index of the word, or
 * argc.
 */
static int
skip_globals(struct parsed *out, int argc, char **argv, int *fault)
{
	struct option_list list;
	struct getopt_tables tables;
	options_gather(&list, NULL);
	make_tables(&tables, &list, "+:");
	int result = 0;
	for (;;) {
		result =
		    getopt_long(argc, argv, tables.shorts, tables.longs, NULL);
		if (result == -1 || result == '?' || result == ':')
			break;
		const struct option_entry *entry = result >= LONG_BASE ?
		    &list.entries[result - LONG_BASE] :
		    options_find_letter(&list, (char)result);
		take_entry(out, entry, optarg);
	}
	int index = optind;
	*fault = 0;
	if (result != -1) {
		*fault = refuse(&list, NULL, result, argv[optind - 1]);
		index = -1;
	}
	clear_tables(&tables);
	options_clear(&list);
	return index;
}

/* Step 3: `argv` begins with the program's name. */
static int
read_rest(struct parsed *out, int argc, char **argv)
{
	struct option_list list;
	struct getopt_tables tables;
	int fault = 0;
	options_gather(&list, out->run.command);
	make_tables(&tables, &list, "-:");
	optind = 0;
	for (;;) {
		int result =
		    getopt_long(argc, argv, tables.shorts, tables.longs, NULL);
		if (result == -1)
			break;
		if (result == '?' || result == ':') {
			fault = refuse(&list, out->run.command, result,
			    argv[optind - 1]);
			goto out;
		}
		if (result == WORD)
			take_word(out, optarg);
		else if (result >= LONG_BASE)
			take_entry(out, &list.entries[result - LONG_BASE],
			    optarg);
		else
			take_entry(out,
			    options_find_letter(&list, (char)result), optarg);
	}
	while (optind < argc)
		take_word(out, argv[optind++]);
out:
	clear_tables(&tables);
	options_clear(&list);
	return fault;
}

/* The word of a command that was typed: its name, or a noun's verb. */
static const char *
find_word(const struct command *command, const char *noun, bool is_verb)
{
	if (!is_verb)
		return command->name;
	return strcmp(noun, command->name) == 0 ? command->verb : NULL;
}

/* The command nearest to what was typed, by its name, or among the verbs of
 * a noun; NULL where none is near. */
static const struct command *
find_nearest(const char *noun, const char *verb)
{
	const struct command *nearest = NULL;
	const char *typed = verb != NULL ? verb : noun;
	size_t best = SIZE_MAX;
	const struct command *const *each = command_all();
	for (; *each != NULL; each++) {
		const char *word = find_word(*each, noun, verb != NULL);
		if (word == NULL || !near_is_likely(typed, word))
			continue;
		if (near_distance(typed, word) < best) {
			best = near_distance(typed, word);
			nearest = *each;
		}
	}
	return nearest;
}

/* Adds a command as it was, or should be, typed. */
static void
add_command(struct str *out, const char *noun, const char *verb)
{
	str_add(out, noun);
	if (verb == NULL)
		return;
	str_add_char(out, ' ');
	str_add(out, verb);
}

/* The only command that has this as its verb: "rules agree" for "agree"; NULL
 * where none has, or several. */
static const struct command *
find_of_verb(const char *verb)
{
	const struct command *found = NULL;
	const struct command *const *each = command_all();
	for (; *each != NULL; each++) {
		if ((*each)->verb == NULL || strcmp((*each)->verb, verb) != 0)
			continue;
		if (found != NULL)
			return NULL;
		found = *each;
	}
	return found;
}

int
parse_refuse_command(const char *noun, const char *verb)
{
	struct str given = { 0 };
	struct str near = { 0 };
	add_command(&given, noun, verb);
	const struct command *nearest = find_nearest(noun, verb);
	bool is_verb = verb != NULL;
	if (nearest == NULL && !is_verb) {
		nearest = find_of_verb(noun);
		is_verb = true;
	}
	if (nearest != NULL)
		add_command(&near, nearest->name,
		    is_verb ? nearest->verb : NULL);
	int result = nearest != NULL ?
	    err_set(ERR_USAGE_COMMAND_NEAR, given.data, near.data, NULL) :
	    err_set(ERR_USAGE_COMMAND, given.data, NULL);
	str_clear(&near);
	str_clear(&given);
	return result;
}

/* What a list does not take, and `show` does: "rules G-7kq4", "rules show". */
static int
refuse_extra(const char *name, const char *extra)
{
	struct str given = { 0 };
	struct str near = { 0 };
	bool is_code = extra[0] != '\0' && extra[1] == '-';
	bool is_show = strcmp(extra, "show") == 0;
	add_command(&given, name, extra);
	add_command(&near, "show", is_code ? extra : NULL);
	int result = is_code || is_show ?
	    err_set(ERR_USAGE_COMMAND_NEAR, given.data, near.data, NULL) :
	    err_set(ERR_USAGE_EXTRA, name, extra, NULL);
	str_clear(&near);
	str_clear(&given);
	return result;
}

/* No more arguments than the command takes; those that are missing may be
 * asked for. */
static int
check_count(const struct run *run)
{
	const struct command *command = run->command;
	char name[COMMAND_NAME_SIZE];
	command_print_name(name, command);
	if (run->arg_count <= command->args_most)
		return 0;
	const char *extra = run->args[command->args_most];
	const char *noun =
	    command->also != NULL ? command->also : command->name;
	if (command->args_most == 0 && find_nearest(noun, extra) != NULL)
		return parse_refuse_command(noun, extra);
	if (command->args_most == 0)
		return refuse_extra(name, extra);
	return err_set(ERR_USAGE_EXTRA, name, extra, NULL);
}

/* Steps 2 and 3 for a noun at argv[at]. */
static int
read_command(struct parsed *out, int argc, char **argv, int at)
{
	int ignored = 0;
	const char *noun = argv[at];
	optind = at + 1;
	int next = command_has_verbs(noun) ?
	    skip_globals(out, argc, argv, &ignored) :
	    -1;
	const char *verb = next >= 0 && next < argc ? argv[next] : NULL;
	const struct command *command =
	    verb != NULL ? command_find(noun, verb) : NULL;
	if (command == NULL) {
		next = -1;
		command = command_find(noun, NULL);
	}
	if (command == NULL)
		return parse_refuse_command(noun, verb);
	out->run.command = command;

	/* What is left: without noun and verb. */
	char **rest = mem_new_array((size_t)argc + 1, sizeof(*rest));
	int count = 0;
	rest[count++] = argv[0];
	for (int i = at + 1; i < argc; i++) {
		if (i != next)
			rest[count++] = argv[i];
	}
	int result = read_rest(out, count, rest);
	free(rest);
	if (result == 0 && !out->wants_help && !out->wants_version)
		result = check_count(&out->run);
	return result;
}

int
parse_line(struct parsed *out, int argc, char **argv)
{
	*out = (struct parsed){ 0 };
	int fault = 0;
	opterr = 0;
	optind = 0;
	int at = skip_globals(out, argc, argv, &fault);
	if (fault != 0)
		return fault;
	return at < argc ? read_command(out, argc, argv, at) : 0;
}

void
parse_clear(struct parsed *parsed)
{
	free(parsed->given);
	free(parsed->args);
	*parsed = (struct parsed){ 0 };
}
