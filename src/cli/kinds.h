/* The table of kinds for other programs. */
#ifndef CLI_KINDS_H
#define CLI_KINDS_H

/*
 * Lists every field of every kind, one a line, seven words parted by a space,
 * `-` where there is nothing to say:
 *
 *   rules group set names required all member
 *
 * kind; field, or `text` for the body; `one`, `set` or `rows`; form; whether
 * it is `required`; choices, and kinds that it can point to, parted by commas.
 */
void kinds_list(void);

#endif
