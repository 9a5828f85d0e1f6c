/* Short codes: the kind's letter and the start of an id, "D-7kq4". */
#ifndef MODEL_CODE_H
#define MODEL_CODE_H

#include <withus/record.h>

#include <stdbool.h>

#define CODE_SIZE 32 /* letter, dash, 26 digits and a NUL */
#define CODE_DIGITS_MIN 4
#define CODE_DIGITS_PAPER 6

/* Prints a code of `digits` digits; '?' for a kind without a letter. */
void code_print(char out[CODE_SIZE], const char *kind, const struct id *id,
    size_t digits);

/* How many digits set `id` apart from its neighbours in order (NULL for
 * none): at least CODE_DIGITS_MIN. */
size_t code_digits(const struct id *id, const struct id *before,
    const struct id *after);

/* What a person typed: letter (0: none given) and the folded digits. */
struct code_typed {
	char letter;
	char digits[27];
};

/* Reads a code kindly: "D-7kq4", "d-7KQ4", "d7kq4", "7kq4". -ERR_CODE_FORM;
 * -ERR_CODE_SHORT below four digits (`out` then has what there is), and
 * -ERR_CODE_NOT_THERE for what is written like a code and can be none. */
int code_parse(struct code_typed *out, const char *text);

/* The least and the greatest id that begin with these digits. */
void code_range(struct id *least, struct id *greatest,
    const struct code_typed *typed);

#endif
