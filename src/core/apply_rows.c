/* Rows as people type them: one added, changed, or taken out. */
#include "core/apply_inside.h"

#include "base/base32.h"
#include "base/mem.h"
#include "base/random.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void
apply_row_name(char out[ROW_NAME_SIZE])
{
	unsigned char bytes[16];
	char digits[BASE32_DIGITS + 1];

	/* A letter first, so that no reader takes a name for a number. */
	do {
		random_bytes(bytes, sizeof(bytes));
		base32_encode(digits, bytes);
		memcpy(out, digits + BASE32_DIGITS - 4, 4);
		out[4] = '\0';
	} while (!isalpha((unsigned char)out[0]));
}

/* Which row "b=…" or "k7f3=…" means; count where it is none. */
static size_t
find_row(const struct value *rows, const char *typed, size_t len)
{
	size_t count =
	    rows != NULL && rows->shape == VALUE_ROWS ? rows->count : 0;

	if (len == 1 && islower((unsigned char)typed[0]) &&
	    (size_t)(typed[0] - 'a') < count)
		return (size_t)(typed[0] - 'a');
	for (size_t i = 0; i < count; i++)
		if (strlen(rows->rows[i].cells[0]) == len &&
		    strncmp(rows->rows[i].cells[0], typed, len) == 0)
			return i;
	return count;
}

/* The next cell of a row as it was typed. */
struct cell {
	size_t len;
	const char *next; /* NULL: it was the last */
};

/* Up to a bar; "NAME=WHY" parts a name too, and "=WORDS=WHY". */
static struct cell
find_cell(const char *typed, bool is_name)
{
	const char *bar = strstr(typed, " | ");
	const char *sign = strchr(typed + (typed[0] == '='), '=');

	if (bar != NULL)
		return (struct cell){
			.len = (size_t)(bar - typed),
			.next = bar + 3,
		};
	if (is_name && sign != NULL)
		return (struct cell){
			.len = (size_t)(sign - typed),
			.next = sign + 1,
		};
	return (struct cell){ .len = strlen(typed) };
}

static int
read_cells(const struct applying *applying, const char *typed, struct row *row)
{
	size_t cap = row->count;
	int err = 0;

	for (bool more = true; err == 0 && more;) {
		bool is_name = applying->field->names_first && row->count == 1;
		struct cell cell = find_cell(typed, is_name);
		char *text = NULL;

		err = is_name ? apply_name(applying, typed, cell.len, &text) :
				apply_text(applying, typed, cell.len, &text);
		if (err != 0)
			break;
		row->cells = mem_grow(row->cells, &cap, row->count + 1,
		    sizeof(*row->cells));
		row->cells[row->count++] = text;
		more = cell.next != NULL;
		typed = cell.next;
	}
	return err;
}

static void
clear_row(struct row *row)
{
	for (size_t i = 0; i < row->count; i++)
		free(row->cells[i]);
	free(row->cells);
}

/* Puts `row` in place `at` of the rows, or at their end, or takes one out
 * where `row` is NULL. */
static void
put_row(struct record *words, const char *key, size_t at, const struct row *row)
{
	const struct value *before = record_get(words, key);
	size_t count =
	    before != NULL && before->shape == VALUE_ROWS ? before->count : 0;
	struct row *rows = mem_new_array(count + 1, sizeof(*rows));
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		if (i != at)
			rows[kept++] = before->rows[i];
		else if (row != NULL)
			rows[kept++] = *row;
	}
	if (at == count && row != NULL)
		rows[kept++] = *row;
	record_set_rows(words, key, rows, kept);
	free(rows);
}

int
apply_rows(const struct applying *applying, struct record *words,
    const char *typed)
{
	const char *key = applying->field->name;
	const struct value *before = record_get(words, key);
	size_t count =
	    before != NULL && before->shape == VALUE_ROWS ? before->count : 0;
	size_t head = strcspn(typed, "=");
	size_t at = typed[head] == '=' ? find_row(before, typed, head) : count;
	struct row row = { 0 };
	char name[ROW_NAME_SIZE];
	size_t cap = 0;
	int err;

	if (at < count)
		typed += head + 1;
	if (at < count && *typed == '\0') {
		put_row(words, key, at, NULL);
		return 0;
	}
	apply_row_name(name);
	row.cells = mem_grow(NULL, &cap, 1, sizeof(*row.cells));
	row.cells[0] =
	    mem_dup_text(at < count ? before->rows[at].cells[0] : name);
	row.count = 1;
	err = read_cells(applying, typed, &row);
	if (err == 0)
		put_row(words, key, at, &row);
	clear_row(&row);
	return err;
}
