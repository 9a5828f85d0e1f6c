/* What another implementation must read out of a file, as JSON. */
#ifndef SUPPORT_VECTOR_H
#define SUPPORT_VECTOR_H

#include "base/json.h"
#include "base/str.h"

#include <withus/record.h>

/* Of a version with its bytes and the key that signed it; to be freed. */
struct json *vector_describe(const struct record *record,
    const struct str *bytes, const unsigned char key[32]);

#endif
