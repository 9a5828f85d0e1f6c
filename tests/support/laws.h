/* How many times a law is tried. */
#ifndef SUPPORT_LAWS_H
#define SUPPORT_LAWS_H

/* What LAWS says in the environment: a number, or "full" for 100,000; `few`
 * where it says nothing. */
unsigned long laws_rounds(unsigned long few);

#endif
