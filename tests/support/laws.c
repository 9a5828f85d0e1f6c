#include "support/laws.h"

#include <stdlib.h>
#include <string.h>

unsigned long
laws_rounds(unsigned long few)
{
	const char *laws = getenv("LAWS");

	if (laws == NULL)
		return few;
	return strcmp(laws, "full") == 0 ? 100000 : strtoul(laws, NULL, 10);
}
