#!/bin/sh
# Random walks: whatever three people do, in any order, in one home or in two
# that exchange what they have: check finds nothing, rebuild gives the same,
# undo brings back, a refused command changes nothing. See walks/walk.py.
#
# FAULTS=quick walks for some 40 seconds, FAULTS=all a hundred times, FAULTS=
# every a thousand times. FAULTS_SEED (1) is the first seed.
program=${WITHUS:-build/fault/withus}
first=${FAULTS_SEED:-1}
case ${FAULTS:-quick} in
quick) amount=6 steps=70 limit='--seconds 30' ;;
all) amount=100 steps=200 limit= ;;
*) amount=1000 steps=200 limit= ;;
esac

[ -x "$program" ] || {
	echo "Bail out! there is no $program"
	exit 1
}
echo 1..1
# shellcheck disable=SC2046,SC2086
if said=$(/usr/bin/python3 -B tests/fault/walks/walk.py --steps $steps $limit \
	"$(realpath "$program")" $(seq "$first" $((first + amount - 1))) 2>&1)
then
	echo 'ok 1 - every walk keeps the laws'
else
	echo 'not ok 1 - every walk keeps the laws'
fi
printf '%s\n' "$said" | sed 's/^\(# \)\?/# /'
