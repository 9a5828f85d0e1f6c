#!/bin/sh
# Undo: the last thing that I did, and the undo itself.
. "${0%/*}/lib.sh"
start

w stage add Analysis
w undo
status 0 'something new is undone'
says 'is taken back' 'it says what became of it'
says 'once more brings it back' 'and how to bring it back'
w stages
is "$(grep -c ' Analysis$' "$out")" 0 'it is gone'
w undo
says 'is here again' 'an undo is undone'
w stages
is "$(grep -c ' Analysis$' "$out")" 1 'it is back'

w stage edit Analysis --title Reading
status 0 'a whole name comes before the start of another'
w undo --json
status 0 'a change is undone'
fits 'as JSON'
is "$(json 'a["items"][0]["undone"]')" earlier-words 'with what came of it'
is "$(json 'a["items"][0]["title"]')" Analysis 'under its earlier name'

w member add Ben --here
w --as Ben member show
words=$(tail -n 1 "$out")
w --as Amina member confirm Ben --words "$words"
w --as Amina undo
status 0 'a confirmation'
says 'That cannot be taken back' 'does not stop counting'
lacks 'brings it back' 'and there is nothing to bring back'
w --as Amina member confirm Ben --words "$words"
status 1 'it still counts'
tells 'You confirmed Ben before' 'and it says so'

# Ben writes here too, so his record is his own: that he left counts all the
# same, and so does taking that back.
w --as Amina member leave Ben
w --as Amina undo
status 0 'that somebody left is undone'
says 'what is known of Ben (M-' 'it says so'
w members
lacks left 'he is here again'
w --as Ben reflect --for team -m 'I stay.'
status 0 'and writes'
w --as Amina undo
w members
says 'left (today)' 'an undo of that counts too'
w --as Amina undo
w --as Amina member away Ben --until '1 December'
w --as Ben member edit Ben --name 'Ben Ali'
w --as Amina undo
status 1 'not once he has gone on from it'
tells 'Ben Ali has gone on from M-' 'it says so'
w --as Amina member leave Ben
w --as Ben member back
w --as Amina undo
status 1 'where he has said otherwise since'
tells 'Ben Ali has gone on from M-' 'it stays his word'

w new Other --as Ben --stages empty
w undo
status 1 'the start of a project cannot be undone'
tells 'start of a project' 'and it says so'

finish
