/*
 * EXPORT: brings waiting saves into the history, one commit an action (one a
 * layer where an action holds several versions of one record). The order of
 * what reaches the disk is the whole point:
 *
 *   outbox (SAVE)  <  objects  <  names of objects  <  branch
 *                  <  outbox emptied and head noted, in one transaction
 *
 * A kill between any two leaves either waiting saves (done again: the same
 * words, the same tree) or a branch that is ahead of the tables (taken in at
 * the next start, core/wake.h). The last step of an ordinary save is left to
 * the transaction of the next one, by a receipt (core/receipt.h).
 */
#ifndef CORE_EXPORT_H
#define CORE_EXPORT_H

#include "core/inside.h"

/* Takes the lock if it is free at once or soon; 0 also where another process
 * has it and will look again. Otherwise the fault that stopped it; the saves
 * wait. */
int export_waiting(struct journal *journal, const struct id *project);

/* The same for who holds the lock and has woken the project as far as could
 * be, and wants the outbox emptied at once. */
int export_locked(struct journal *journal, const struct id *project);

#endif
