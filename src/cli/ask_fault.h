/* Why an answer will not do. */
#ifndef CLI_ASK_FAULT_H
#define CLI_ASK_FAULT_H

/*
 * Tells the last fault to somebody who answers a question, and so typed no
 * option and has nothing to lose: their sentences speak of neither. Others
 * are told as everywhere.
 */
void ask_fault_tell(void);

#endif
