/* Changes in JSON. */
#ifndef CLI_JSON_COMPARE_H
#define CLI_JSON_COMPARE_H

#include "page/compare.h"
#include "page/since.h"

struct json;

/* What changed between two texts: code, from, to, runs. The caller's. */
int json_compare(const struct compare *compare, struct json **out);

/* The same since somebody said what they think: also by, since, where.
 * -ERR_RULES_ELSEWHERE. */
int json_compare_since(const struct since *since, struct json **out);

#endif
