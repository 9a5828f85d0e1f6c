/* Where one person stands with a document that the group agrees. */
#ifndef PAGE_AGREEMENT_H
#define PAGE_AGREEMENT_H

#include "page/paper.h"

#include <withus/rules.h>

/* A sentence, and below it their own words. */
void page_agreement(struct paper *paper, const struct rules_person *person);

#endif
