/*
 * The table of kinds holds together: every kind and field has its words,
 * names are in form, and what points somewhere points to something. Also the
 * ways to ask and the templates of stages.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <withus/asking.h>
#include <withus/kind.h>
#include <withus/template.h>

/* What the head of every file has already. */
static const char *const heads[] = { "withus", "project", "id", "born", "by",
	"typed-by", "confirmed", "made", "rev", "follows", "state", "salt",
	"sig" };

static bool
is_key(const char *name)
{
	size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return len > 0 && len <= RECORD_KEY_MAX && !name[len] && *name >= 'a' &&
	    *name <= 'z';
}

/* A sentence or a name for people: there, and with no blank at its ends. */
static void
is_said(const char *text)
{
	assert_non_null(text);
	assert_true(strlen(text) > 2);
	assert_int_not_equal(text[0], ' ');
	assert_int_not_equal(text[strlen(text) - 1], ' ');
	assert_null(strstr(text, "  "));
	assert_null(strchr(text, '\n'));
}

/* ------------------------------------------------------------ the table */

static void
kinds_stand_in_order_and_are_found(void **state)
{
	const struct kind *const *kinds = kind_all();
	size_t count = 0;

	(void)state;
	for (; kinds[count]; count++) {
		const struct kind *kind = kinds[count];

		if (count > 0)
			assert_true(
			    strcmp(kinds[count - 1]->name, kind->name) < 0);
		assert_true(is_key(kind->name));
		assert_true(strlen(kind->name) <= RECORD_KIND_MAX);
		assert_ptr_equal(kind_by_name(kind->name), kind);
		assert_ptr_equal(kind_by_letter(kind->letter), kind);
		assert_ptr_equal(kind_by_letter(
				     (char)(kind->letter + 'a' - 'A')),
		    kind);
		assert_int_equal(kind->form, 1);
		is_said(kind->word);
		is_said(kind->words);
		is_said(kind->help);
		if (kind->body)
			is_said(kind->body);
		else
			assert_false(kind->body_required);
	}
	assert_int_equal(count, 13);
	assert_null(kind_by_name("decisions"));
	assert_null(kind_by_name(""));
	assert_null(kind_by_letter('?'));
	assert_null(kind_by_letter('\0'));
}

static void
kinds_name_fields_that_they_have(void **state)
{
	(void)state;
	for (const struct kind *const *k = kind_all(); *k; k++) {
		const char *names[] = { (*k)->title, (*k)->day, (*k)->parent };

		for (size_t i = 0; i < 3; i++)
			if (names[i])
				assert_non_null(kind_field(*k, names[i]));
		if ((*k)->title)
			assert_in_range(kind_field(*k, (*k)->title)->form,
			    FORM_TEXT, FORM_WORDS);
		if ((*k)->day)
			assert_int_equal(kind_field(*k, (*k)->day)->form,
			    FORM_DATE);
		if ((*k)->parent)
			assert_int_equal(kind_field(*k, (*k)->parent)->form,
			    FORM_RECORD);
		if ((*k)->born == BORN_PARENT)
			assert_non_null((*k)->parent);
	}
}

/* Every name in `points_to` is that of a kind. */
static void
points_to_kinds(const char *names)
{
	char text[128], *name;

	if (strcmp(names, "*") == 0)
		return;
	assert_true(strlen(names) < sizeof text);
	strcpy(text, names);
	for (name = strtok(text, " "); name; name = strtok(NULL, " "))
		assert_non_null(kind_by_name(name));
}

static void
check_field(const struct kind *kind, const struct kind_field *field)
{
	bool points = field->form == FORM_RECORD || field->form == FORM_NAMES ||
	    field->names_first;
	bool chooses = field->form == FORM_CHOICE ||
	    (field->form == FORM_NAMES && field->choices != NULL);

	assert_true(is_key(field->name));
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		assert_string_not_equal(field->name, heads[i]);
	assert_ptr_equal(kind_field(kind, field->name), field);
	assert_true(is_key(kind_field_option(field)));
	assert_ptr_equal(kind_field_by_option(kind, kind_field_option(field)),
	    field->hidden ? NULL : field);
	is_said(field->word);
	is_said(field->question);
	is_said(field->help);
	assert_int_equal(field->question[strlen(field->question) - 1], '?');
	assert_int_equal(field->shape == VALUE_ROWS, field->cells != NULL);
	assert_int_equal(chooses, field->choices != NULL);
	assert_int_equal(field->form == FORM_ROW, field->rows_of != NULL);
	if (field->names_first)
		assert_int_equal(field->shape, VALUE_ROWS);
	assert_int_equal(points, field->points_to != NULL);
	if (points)
		points_to_kinds(field->points_to);
	for (size_t i = 0; field->cells && field->cells[i]; i++)
		is_said(field->cells[i]);
}

static void
fields_are_whole(void **state)
{
	(void)state;
	for (const struct kind *const *k = kind_all(); *k; k++)
		for (const struct kind_field *f = (*k)->fields; f->name; f++)
			check_field(*k, f);
}

static void
choices_have_words(void **state)
{
	const struct kind_field *readers =
	    kind_field(kind_by_name("reflection"), "readers");
	const struct kind_field *title =
	    kind_field(kind_by_name("stage"), "title");

	(void)state;
	assert_string_equal(kind_field_choice_word(readers, "team"),
	    "the team");
	assert_string_equal(kind_field_choice_word(readers, "public"),
	    "anyone");
	assert_string_equal(kind_field_choice_word(readers, "moon"), "moon");
	assert_string_equal(kind_field_choice_word(title, "moon"), "moon");
}

static void
options_are_the_words_of_commands(void **state)
{
	const struct kind *kind = kind_by_name("reflection");

	(void)state;
	assert_string_equal(kind_field_by_option(kind, "stage")->name,
	    "stages");
	assert_string_equal(kind_field_by_option(kind, "on")->name, "day");
	assert_string_equal(kind_field_by_option(kind, "for")->name, "readers");
	assert_string_equal(kind_field_by_option(kind, "asking")->name,
	    "model");
	assert_null(kind_field_by_option(kind, "stages"));
	assert_null(kind_field_by_option(kind, "moon"));
	assert_null(kind_field(kind, "stage"));
	assert_null(kind_field_by_option(kind_by_name("reply"), "to"));
}

static void
all_but_keys_have_tags_and_goes_with(void **state)
{
	(void)state;
	for (const struct kind *const *k = kind_all(); *k; k++) {
		bool has = (*k)->letter != 'K' && (*k)->letter != 'B';

		assert_int_equal(kind_field(*k, "tags") != NULL, has);
		assert_int_equal(kind_field(*k, "goes-with") != NULL, has);
	}
}

/* What people agree to, or give their view on; all else may change without
 * anybody having to say it again. */
static void
the_right_words_count(void **state)
{
	static const char *const counting[] = { "agreement: ", "answer: ",
		"decision: title why options ", "key: device ", "member: name ",
		"project: title ", "reflection: ", "reply: ",
		("rules: title individual-every team-every answers-within "
		 "rules-every per-stage counted "),
		"settlement: how decided-by outcome because ", "stage: title ",
		"view: ", "vouch: " };
	size_t at = 0;

	(void)state;
	for (const struct kind *const *k = kind_all(); *k; k++) {
		char text[200];

		assert_true(at < sizeof counting / sizeof *counting);
		strcpy(text, (*k)->name);
		strcat(text, ": ");
		for (const struct kind_field *f = (*k)->fields; f->name; f++) {
			if (!kind_field_counts(*k, f))
				continue;
			strcat(text, f->name);
			strcat(text, " ");
		}
		assert_string_equal(text, counting[at++]);
	}
}

/* What is said of a record names the versions that were on the screen. */
static void
what_is_said_of_says_to_which_words(void **state)
{
	static const char *const of[] = { "agreement", "answer", "settlement",
		"view" };

	(void)state;
	for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
		const struct kind *kind = kind_by_name(of[i]);
		const struct kind_field *field = kind_field(kind, "of");

		assert_int_equal(field->shape, VALUE_SET);
		assert_int_equal(field->form, FORM_VERSION);
		assert_true(field->required);
		assert_true(field->hidden);
		assert_int_equal(kind->writer, WRITER_BY);
		assert_non_null(kind->parent);
	}
}

static void
fields_take_kinds(void **state)
{
	const struct kind_field *to = kind_field(kind_by_name("reply"), "to");
	const struct kind_field *replaces =
	    kind_field(kind_by_name("decision"), "replaces");
	const struct kind_field two = { .points_to = "stage term" };

	(void)state;
	for (const struct kind *const *k = kind_all(); *k; k++)
		assert_int_equal(kind_field_takes(to, (*k)->name),
		    (*k)->letter != 'K' && (*k)->letter != 'B');
	assert_true(kind_field_takes(to, "dream"));
	assert_true(kind_field_takes(replaces, "decision"));
	assert_false(kind_field_takes(replaces, "decisio"));
	assert_false(kind_field_takes(replaces, "rules"));
	assert_true(kind_field_takes(&two, "stage"));
	assert_true(kind_field_takes(&two, "term"));
	assert_false(kind_field_takes(&two, "stage term"));
	assert_false(kind_field_takes(&two, ""));
	assert_false(
	    kind_field_takes(kind_field(kind_by_name("stage"), "title"),
		"stage"));
}

/* ------------------------------------------------------------ asking */

/* How often a name stands in a list, parted by spaces. */
static size_t
count_name(const char *names, const char *name)
{
	size_t count = 0;

	while (*names) {
		size_t len = strcspn(names, " ");

		count += len == strlen(name) && strncmp(names, name, len) == 0;
		names += len + (names[len] == ' ');
	}
	return count;
}

static size_t
count_names(const char *names)
{
	size_t count = *names != '\0';

	for (; *names; names++)
		count += *names == ' ';
	return count;
}

/* A whole sentence that asks, and its help, which does not. */
static void
asks_in_sentences(const struct kind_field *field)
{
	is_said(field->question);
	is_said(field->help);
	assert_int_equal(field->question[strlen(field->question) - 1], '?');
	assert_int_equal(field->help[strlen(field->help) - 1], '.');
	for (const struct field_choice *c = field->choices; c && c->name; c++) {
		assert_true(c->word != NULL && *c->word);
		if (c->text)
			assert_int_equal(c->text[strlen(c->text) - 1], '?');
	}
}

static void
every_field_has_a_question(void **state)
{
	(void)state;
	for (const struct kind *const *k = kind_all(); *k; k++)
		for (const struct kind_field *f = (*k)->fields; f->name; f++)
			asks_in_sentences(f);
}

/* Each name in the list is a field that can be given, and stands there once;
 * what is required is asked where a person writes it. */
static void
what_is_asked_is_there(void **state)
{
	(void)state;
	for (const struct kind *const *k = kind_all(); *k; k++) {
		const char *asks = (*k)->asks ? (*k)->asks : "";
		size_t found = 0;

		for (const struct kind_field *f = (*k)->fields; f->name; f++) {
			size_t count = count_name(asks, f->name);

			assert_true(count <= 1);
			assert_false(count > 0 && f->hidden);
			if (f->required && !f->hidden)
				assert_int_equal(count, 1);
			found += count;
		}
		assert_int_equal(found, count_names(asks));
	}
}

static void
ways_to_ask_are_choices(void **state)
{
	const struct kind_field *model =
	    kind_field(kind_by_name("reflection"), "model");
	size_t count = 0;

	(void)state;
	for (const struct asking *a = asking_all(); a->name; a++, count++) {
		assert_ptr_equal(asking_by_name(a->name), a);
		assert_string_equal(model->choices[count].name, a->name);
		assert_string_equal(model->choices[count].word, a->word);
		is_said(a->word);
		is_said(a->help);
		for (size_t i = 0; a->prompts[i]; i++)
			is_said(a->prompts[i]);
	}
	assert_null(model->choices[count].name);
	assert_int_equal(count, 5);
	assert_null(asking_by_name("free")->prompts[0]);
	assert_null(asking_by_name("what")->prompts[3]);
	assert_non_null(asking_by_name("cycle")->prompts[5]);
	assert_null(asking_by_name("cycle")->prompts[6]);
	assert_null(asking_by_name("moon"));
}

/* ------------------------------------------------------------ templates */

static void
templates_begin_and_end_alike(void **state)
{
	size_t count = 0;

	(void)state;
	for (const struct template *t = template_all(); t->name; t++) {
		size_t last = 0;

		count++;
		assert_ptr_equal(template_by_name(t->name), t);
		is_said(t->word);
		is_said(t->help);
		if (!t->stages[0])
			continue;
		while (t->stages[last + 1])
			is_said(t->stages[++last]);
		assert_string_equal(t->stages[0], "Before we start");
		assert_string_equal(t->stages[last], "Afterwards");
	}
	assert_int_equal(count, 4);
	assert_null(template_by_name("empty")->stages[0]);
	assert_string_equal(template_by_name("scie")->stages[1], "Co-design");
	assert_null(template_by_name("moon"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_stand_in_order_and_are_found),
		cmocka_unit_test(kinds_name_fields_that_they_have),
		cmocka_unit_test(fields_are_whole),
		cmocka_unit_test(choices_have_words),
		cmocka_unit_test(options_are_the_words_of_commands),
		cmocka_unit_test(all_but_keys_have_tags_and_goes_with),
		cmocka_unit_test(the_right_words_count),
		cmocka_unit_test(what_is_said_of_says_to_which_words),
		cmocka_unit_test(fields_take_kinds),
		cmocka_unit_test(every_field_has_a_question),
		cmocka_unit_test(what_is_asked_is_there),
		cmocka_unit_test(ways_to_ask_are_choices),
		cmocka_unit_test(templates_begin_and_end_alike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
