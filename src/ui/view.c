#include "ui/view.h"

bool
view_has(const struct view_ops *ops, enum keys_action action)
{
	for (const enum keys_action *own = ops->actions; *own != ACTION_NONE;
	     own++)
		if (*own == action)
			return true;
	return false;
}
