/* What a piece of a test prints to standard output and error. */
#ifndef SUPPORT_CAPTURE_H
#define SUPPORT_CAPTURE_H

/* From here on both go into temporary files. */
void capture_begin(void);

/* Puts them back; what was printed is to be freed. `errors` may be NULL. */
char *capture_end(char **errors);

/* Standard input has this text, and ends after it. */
void capture_feed(const char *input);

#endif
