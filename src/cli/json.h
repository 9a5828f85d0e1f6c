/*
 * JSON as withus-json(7) describes it: what --json prints. Every answer is
 * one object {"withus": 1, "items": [ ... ]}, or with another word for what
 * it holds.
 */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include "base/json.h"

#include <withus/draft.h>
#include <withus/err.h>
#include <withus/history.h>
#include <withus/item.h>
#include <withus/project.h>

/* Each result is the caller's until it is put into another or printed. */
struct json *json_of_item(const struct item *item);
struct json *json_of_person(const struct person *person);
struct json *json_of_moment(const struct moment *moment);
struct json *json_of_change(const struct change_run *run);
struct json *json_of_draft(const struct draft *draft);
struct json *json_of_project(const struct project_row *row);
struct json *json_of_fault(const struct err *err);

/* Puts fields by their names, and a body as "text", into an object. */
void json_put_words(struct json *object, const struct record *words);

/* Prints {"withus": 1, NAME: VALUE} and frees the value. */
void json_print_as(const char *name, struct json *value);
/* The same as "items": an array, or one item in an array. */
void json_print_items(struct json *items);
void json_print_one(struct json *item);
/* Prints a list where all went well (`result` 0), else frees it; NULL: none
 * was asked for. Returns `result`. */
int json_end_items(struct json *items, int result);

#endif
