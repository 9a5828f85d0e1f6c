#include <withus/offer.h>

#include "base/base32.h"
#include "base/utf8.h"
#include "core/name.h"
#include "model/code.h"
#include "store/shared.h"

#include <withus/kind.h>

#include <stdlib.h>
#include <string.h>

/* What `each` of the store returns when there is enough. */
#define ENOUGH 1

struct offering {
	struct journal *journal;
	const struct offer_query *query;
	const char *folded; /* the name begun; NULL: any */
	size_t left;
	int (*each)(void *data, const struct offer *offer);
	void *data;
};

static bool
begins_so(const char *title, const char *folded)
{
	char *name = utf8_fold(title, strlen(title));
	bool begins = strncmp(name, folded, strlen(folded)) == 0;

	free(name);
	return begins;
}

static int
give_row(void *data, const struct record_row *row)
{
	struct offering *offering = data;
	char code[ITEM_CODE_SIZE];
	int err;

	if (offering->folded != NULL &&
	    !begins_so(row->title, offering->folded))
		return 0;
	if (offering->left == 0)
		return ENOUGH;
	offering->left--;
	err = name_code(offering->journal, &row->project, row->kind, &row->id,
	    code);
	if (err != 0)
		return err;
	return offering->each(offering->data,
	    &(struct offer){
		.code = code,
		.kind = row->kind,
		.title = row->title,
	    });
}

static int
give_kind(struct offering *offering, const char *kind)
{
	const struct record_query rows = {
		.project = offering->query->project,
		.kind = kind,
		/* With a name, those that do not begin so count too. */
		.most = offering->folded == NULL ? offering->query->most : 0,
	};
	int err;

	offering->left = offering->query->most;
	err = store_each_record(offering->journal->store, &rows, give_row,
	    offering);
	return err == ENOUGH ? 0 : err;
}

/* Keys and what vouches for them are the program's own. */
static bool
is_for_people(const struct kind *kind)
{
	const struct kind_field *field = kind->fields;

	while (field->name != NULL && field->hidden)
		field++;
	return field->name != NULL || kind->body != NULL;
}

/* All of one letter, or of every kind (0). */
static int
give_kinds(struct offering *offering, char letter)
{
	const char *wanted = offering->query->kind;
	const struct kind *const *kind = kind_all();
	int err = 0;

	for (; err == 0 && *kind != NULL; kind++) {
		if (wanted != NULL && strcmp((*kind)->name, wanted) != 0)
			continue;
		if (letter != 0 && (*kind)->letter != letter)
			continue;
		if (is_for_people(*kind))
			err = give_kind(offering, (*kind)->name);
	}
	return err;
}

static int
give_range(struct offering *offering, const struct code_typed *typed)
{
	const struct kind *kind =
	    typed->letter != 0 ? kind_by_letter(typed->letter) : NULL;
	const char *wanted = offering->query->kind;
	struct record_range range = {
		.project = offering->query->project,
		.kind = kind != NULL ? kind->name : wanted,
		.most = offering->query->most,
	};
	int err;

	if (typed->letter != 0 && kind == NULL)
		return 0;
	if (kind != NULL && wanted != NULL && strcmp(kind->name, wanted) != 0)
		return 0;
	code_range(&range.least, &range.greatest, typed);
	offering->left = offering->query->most;
	err = store_each_in_range(offering->journal->store, &range, give_row,
	    offering);
	return err == ENOUGH ? 0 : err;
}

/* "D-" in front of a code, or "D" alone, taken off: its letter, or 0. Where
 * names are meant too, the dash alone tells the two apart. */
static char
take_letter(const char **typed, bool by_name)
{
	char letter = **typed;
	char next = letter != '\0' ? (*typed)[1] : '\0';
	bool is_small = letter >= 'a' && letter <= 'z';
	bool is_large = letter >= 'A' && letter <= 'Z';
	char digit = base32_fold(letter);

	if (!is_small && !is_large)
		return 0;
	if (next != '-' &&
	    (by_name || (digit >= '0' && digit <= '7') ||
		(next != '\0' && (next < '0' || next > '7'))))
		return 0;
	*typed += next == '-' ? 2 : 1;
	return is_small ? (char)(letter - 'a' + 'A') : letter;
}

/* A code that may lack digits yet: code_parse() wants a whole one. False for
 * what cannot become one. */
static bool
read_begun(struct code_typed *out, const struct offer_query *query)
{
	const char *typed = query->typed;
	size_t len = 0;

	*out = (struct code_typed){ .letter = 0 };
	out->letter = take_letter(&typed, query->by_name);
	if (out->letter == 0 && typed[0] != '\0' && typed[1] == '-')
		return false;
	for (; typed[len] != '\0'; len++) {
		if (len == sizeof(out->digits) - 1)
			return false;
		out->digits[len] = base32_fold(typed[len]);
		if (out->digits[len] == '\0')
			return false;
	}
	return out->digits[0] <= '7';
}

int
offer_each(struct journal *journal, const struct offer_query *query,
    int (*each)(void *data, const struct offer *offer), void *data)
{
	struct offering offering = {
		.journal = journal,
		.query = query,
		.each = each,
		.data = data,
	};
	struct code_typed code;
	bool is_code = read_begun(&code, query);
	char *folded = NULL;
	int err = 0;

	if (query->by_name && !(is_code && code.letter != 0)) {
		folded = utf8_fold(query->typed, strlen(query->typed));
		offering.folded = *folded != '\0' ? folded : NULL;
		err = give_kinds(&offering, 0);
	} else if (is_code && code.digits[0] == '\0') {
		err = give_kinds(&offering, code.letter);
	} else if (is_code) {
		err = give_range(&offering, &code);
	}
	free(folded);
	return err;
}
