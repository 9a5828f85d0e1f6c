/* Where one person stands with a document that the group agrees. */
#ifndef CLI_PRINT_AGREEMENT_H
#define CLI_PRINT_AGREEMENT_H

#include <withus/rules.h>

/* A sentence, and below it their own words. */
void print_agreement(const struct rules_person *person);

/* The name of it in JSON. Static. */
const char *print_agreement_where(enum rules_where where);

#endif
