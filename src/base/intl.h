/* Marks a string that people see, for translation where it is shown. */
#ifndef BASE_INTL_H
#define BASE_INTL_H

#define N_(text) text

#endif
