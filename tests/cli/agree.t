#!/bin/sh
# Agreeing to ground rules: asked at a terminal, and on two computers at once.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"
. "$top/tests/cli/standing.sh"
start
w member add Ben --here
export WITHUS_AS=Amina
w rules write --rhythm --team-every 12 --look-every 26 \
	-m 'Each alone, and together.'
rhythm=$(saved)
w rules agree "$rhythm"
w --as Ben rules agree "$rhythm"
w rules write --rhythm --team-every 8
w rules write 'How we meet' -m 'We let each other finish.'
rules=$(saved)
unset WITHUS_AS
w rules
says '“withus rules agree CODE”' 'a list that anybody reads says how to answer'
export WITHUS_AS=Amina
w --as Ben rules agree "$rules"

# At a terminal.
unset EDITOR
PATH=/nowhere at_terminal '?' 1 -- "$WITHUS" rules agree "$rhythm"
status 0 'asked at a terminal'
says 'Team reflection every (weeks): 8' 'the exact words are shown'
says 'What changed since you agreed (today):' 'and what changed'
says 'Do you agree to these words?' 'then it asks'
says 'All of these answers are welcome' 'with help'
says 'You agree to' 'and saves the answer'
PATH=/nowhere at_terminal -- "$WITHUS" rules agree "$rhythm"
says 'You agreed to these words of' 'who agreed is not asked'
w rules write "$rhythm" -m 'New words.'
PATH=/nowhere at_terminal ^D -- "$WITHUS" rules agree "$rhythm"
status 1 'who stops has said nothing'
is "$(now "$rhythm")" not-agreed 'nothing was saved'
PATH=/nowhere at_terminal 2 'It is a lot.' . -- "$WITHUS" rules agree "$rhythm"
status 0 'with a reservation'
w show "$rhythm"
says 'Amina agrees, with a reservation (today). It is a lot.' 'in own words'
PATH=/nowhere at_terminal 3 '' -- "$WITHUS" rules agree "$rhythm"
says 'You do not agree' 'not yet, and no reason'
PATH=/nowhere at_terminal 3 'Too often.' . -- \
	"$WITHUS" rules agree "$rhythm"
w show "$rhythm"
says 'Amina does not agree yet (today). Too often.' 'not yet, and why'
PATH=/nowhere at_terminal 2 'Only half' ^D -- "$WITHUS" rules agree "$rhythm"
status 1 'stopped in the middle'
says 'it is draft' 'the words are kept'
w drafts finish "$(sed -n 's/.*it is draft \([0-9]*\).*/\1/p' "$out")"
status 0 'and can be finished'
w show "$rhythm"
says 'with a reservation (today). Only half' 'as they were meant'
at_terminal -- "$WITHUS" rules agree "$rhythm" --stance agree
status 0 'an option answers the question'
says 'New words.' 'the words are shown all the same'
at_terminal no -- "$WITHUS" rules again "$rhythm"
says 'Do these words still fit?' 'a second look asks too'
says 'Nothing was changed.' 'no changes nothing'
at_terminal yes -- "$WITHUS" rules again "$rhythm"
says 'Saved: G-' 'yes saves'
WITHUS_TEST_CLOCK=2026-11-21T09:00:00 \
	at_terminal -- "$WITHUS" rules again "$rhythm" --yes
lacks 'still fit?' '--yes is not asked'
w
says "asks for your look" 'the start page names what waits'

# The words change while somebody writes what they think of them.
editor 'WITHUS_TEST_SEED=9999 "$WITHUS" --as Ben rules write "$RHYTHM" \
	-m "Changed meanwhile." >/dev/null
echo "Said before that." >"$1"'
export WITHUS RHYTHM="$rhythm"
w rules write "$rhythm" -m 'Newer words.'
at_terminal 2 -- "$WITHUS" rules agree "$rhythm"
status 0 'an answer to words that changed meanwhile'
w show "$rhythm" --json
is "$(standing Amina where), $(standing Amina awaited)" 'earlier, True' \
	'is an answer to those that were shown'
w rules changes "$rhythm"
says '[-Newer-]{+Changed+} [-words-]{+meanwhile+}.' 'and not to the others'
unset EDITOR

# Two people change the words at the same time, and two agree to what they
# see.
w rules write 'How we decide' -m 'All of us.' -m 'Slowly.' --group Amina,Ben
both=$(saved)
cp -r "$HOME/.local/share/withus" laptop
w rules write "$both" -m 'All of us, here.' -m 'Slowly.'
w rules agree "$both"
w --home laptop --as Ben rules write "$both" -m 'All of us, there.' \
	-m 'Slowly.' --title 'How we choose'
w --home laptop --as Ben rules agree "$both"
w --home laptop export json copy
w import json copy
w show "$both"
says 'All of us, here.' 'both texts are there'
says 'All of us, there.' 'in one'
says 'Amina agreed to earlier words' 'neither agreed to both'
says 'Ben agreed to earlier words' 'together'
w rules changes "$both" --by Ben
says 'All of us, {+here. All of us,+} there.' 'what is new to Ben'
w rules changes "$both" --json
fits 'as JSON'
is "$(json 'a["changes"]["to"]')" 0 'a text of several versions'
at_terminal 1 -- "$WITHUS" rules agree "$both"
says 'What you are asked about is all of it together' 'the exact words'
says 'Ben (today):' 'and who wrote what'
w --as Ben rules agree "$both"
is "$(now "$both")" 'two-versions agreed' 'all agree to both texts together'
is "$(json '[len(p["agreement"]["of"])
	for p in a["items"][0]["standing"]["people"] if p["in-group"] and
	p["where"] == "agrees"]')" '[2, 2]' 'which name both versions'
rm -r copy
w export json copy
w --home laptop import json copy
w --home laptop --as Ben show "$both" --json
is "$(json '" ".join(a["items"][0]["status"])')" 'two-versions agreed' \
	'so it is on the other computer'

# One person says two things.
w --home laptop --as Ben rules agree "$rules" --not-yet 'I have doubts.'
w --as Ben rules agree "$rules" -m 'Fine.'
rm -r copy
w --home laptop export json copy
w import json copy
w show "$rules"
says 'Ben said two different things at the same time' 'the page says so'
is "$(now "$rules")" not-agreed 'and neither counts'
is "$(standing Ben where)" two-things 'until he says which'
w --as Ben rules agree "$rules"
w show "$rules" --json
is "$(standing Ben where)" agrees 'he agrees'

w check
status 0 'all is well'
finish
