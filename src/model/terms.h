/*
 * What a person types to find something: words, all of which must occur.
 *
 *	tea room      both words, anywhere
 *	"tea room"    these words, one after the other; also in “ ”
 *	garden*       words that begin so
 *	-hospital     not this word
 *
 * Nothing that is typed is an error: other signs part words, and what is no
 * word, such as "!", asks for nothing.
 *
 * Capitals do not matter, nor the marks of Latin letters; that is the index's
 * work. Chinese, Japanese, Thai, Lao, Khmer and Burmese put no spaces between
 * words, and the index takes what stands together for one word: so a word
 * that ends in such a script is found where something begins with it, and
 * Korean ones likewise, where endings hang on words.
 */
#ifndef MODEL_TERMS_H
#define MODEL_TERMS_H

#include <stdbool.h>
#include <stddef.h>

struct term {
	char *text;     /* one or several words; any bytes but NUL */
	bool is_prefix; /* the last of them may go on */
	bool is_not;
};

struct terms {
	struct term *terms;
	size_t count;
	size_t cap;
};

/* Zeroed is empty. `is_typing`: the last word may go on, unless a space or a
 * quote ends it. */
void terms_parse(struct terms *terms, const char *typed, bool is_typing);
void terms_clear(struct terms *terms);

/*
 * All terms as one question to the index: an expression of FTS5 in which
 * every word stands in quotes. `marks` are words of model/sought.h with spaces
 * between, at least one; they must occur too. To be freed.
 */
char *terms_match(const struct terms *terms, const char *marks);

/* The words that must occur, as such a question: for finding them again in a
 * text that is known to fit. NULL where there is none. To be freed. */
char *terms_match_again(const struct terms *terms);

#endif
