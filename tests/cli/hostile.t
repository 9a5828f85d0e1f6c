#!/bin/sh
# Words that could steer a terminal, hide, or be too many: in every field of
# every kind, and in every option and argument of every command. What there is
# to try comes from the program's own lists, so what is new is tried by itself.
. "${0%/*}/lib.sh"

# All cases take minutes: FAULTS=all. With sanitizers each is slow.
case $WITHUS,${FAULTS:-quick} in
*/asan/*) share=61 ;;
*,quick) share=7 ;;
*) share=1 ;;
esac

w try sample
status 0 'a journal with something of every kind'
for part in fields commands bodies; do
	$python "$top/tests/cli/hostile.py" --share $share --part $part \
		"$WITHUS" "$place" >"$out" 2>"$err"
	rc=$?
	status 0 "nothing hostile gets through: $part"
	sed -n 's/^cases: /# &/p' "$out"
	w --home tried check
	status 0 'and all is well'
done
finish
