/*
 * The steps of a preparation that are no commands of the program: see
 * scenarios.h for their names.
 */
#ifndef FAULT_PREPARE_H
#define FAULT_PREPARE_H

#include "stage.h"

/* False, with words on standard error, where it could not be done. */
bool prepare_do(struct stage *stage, const struct scenario_step *step);

/* Calls `each` with the path of every repository of a home ("….git"). */
void prepare_each_repo(const struct stage *stage, int home,
    void (*each)(void *data, const char *path), void *data);

#endif
