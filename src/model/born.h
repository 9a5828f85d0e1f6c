/*
 * What `born` says in the kinds that decide whose key it is: the hash of a
 * key, a parent's id, or who added somebody; and the one word "rhythm". Each
 * may end in " 2", " 3" …, when a forerunner was erased. withus-record(5) has
 * the forms.
 */
#ifndef MODEL_BORN_H
#define MODEL_BORN_H

#include <withus/record.h>

#include <stdbool.h>

#define BORN_KEY_SIZE 32
#define BORN_MARK_SIZE 16

/* The first half of a key's hash, by which `born` names it. */
void born_mark_key(unsigned char mark[BORN_MARK_SIZE],
    const unsigned char key[BORN_KEY_SIZE]);

/* Reads a `born` that is a key's mark; false for anything else. */
bool born_read_mark(unsigned char mark[BORN_MARK_SIZE], const char *born);

/* True if `born` is the mark of this key. */
bool born_is_key(const char *born, const unsigned char key[BORN_KEY_SIZE]);

/* Reads a `born` that is the id of a parent; false for anything else. */
bool born_read_parent(struct id *parent, const char *born);

/* Reads who added somebody, from `<id> <16 digits>`; false for anything
 * else. */
bool born_read_adder(struct id *adder, const char *born);

/* True for the `born` of the one document that says how a team reflects. */
bool born_is_rhythm(const char *born);

/* True if the id is what the formula gives: with `by`, as in the kinds that
 * `by` alone may write, or without. */
bool born_fits_id(const struct record *record, bool with_by);

#endif
