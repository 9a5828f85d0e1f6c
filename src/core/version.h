/* Finding one version of a record by what a person typed. */
#ifndef CORE_VERSION_H
#define CORE_VERSION_H

#include "model/lineage.h"

#include <withus/record.h>

/* Index of the version that `typed` means: its number, or the start of its
 * vid. -ERR_VERSION_NOT_THERE. */
int version_find(const struct lineage *lineage, const char *typed, size_t *out);

/* -ERR_VERSION_NOT_THERE with the code of a lineage's record. */
int version_refuse_typed(const struct lineage *lineage, const char *typed);

/* The number that people give a version. */
size_t version_number(const struct lineage *lineage, size_t index);

/* -ERR_CODE_NOT_THERE with the id of a record that is not here. */
int version_refuse(const struct id *record);

#endif
