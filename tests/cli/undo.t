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

w new Other --as Ben --stages empty
w undo
status 1 'the start of a project cannot be undone'
tells 'start of a project' 'and it says so'

finish
