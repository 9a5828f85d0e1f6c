/*
 * The tree at the tip of a history, held against what the versions give. A
 * stranger's hand may have added files, changed some or taken some away; then
 * one more commit, a join of the tip with nothing, sets the tree right
 * (design: no commit is refused for its tree).
 */
#ifndef CORE_TIP_H
#define CORE_TIP_H

#include "core/inside.h"
#include "core/layer.h"
#include "core/take.h"

#include "base/point.h"

/*
 * Lists what would have to change in the tree of `at` so that it is render of
 * all versions that do not wait. Reads git in a worker. The caller clears
 * `out`; no changes: the tree is right.
 */
int tip_compare(struct journal *journal, const struct id *project,
    const struct point *at, struct layer_changes *out);

/* Sets the tree right where it is not, and moves the branch; `*at` becomes
 * where it then stands. Under the project's lock. */
int tip_set_right(struct journal *journal, const struct id *project,
    struct point *at);

/* Where a taking in left files out, or some were taken away, sets the tree
 * right; if it was not, the person is told, once, as it is from then on. (We
 * take files away too, where versions are joined.) Words come first: that the
 * tree stays as it is keeps no save out, and `check` tells it. */
void tip_leave_out(const struct take *take, struct point *at);

#endif
