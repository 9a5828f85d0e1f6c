#!/bin/sh
# Options that were refused: a draft keeps them as they were typed.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"
start

w reflect --for team --stage Xylophone --on tomorow --tags a,b -m 'Words.'
status 3 'two options are refused'
tells 'it is draft 1' 'the words are kept'
w drafts show 1
says '--stage Xylophone' 'with one'
says '--on tomorow' 'and the other'
says 'Tags: a, b' 'and what was good'
w drafts finish 1
status 3 'they are not forgotten'
tells 'Xylophone' 'the first is named again'
w drafts finish 1 --stage Design
status 2 'then the second'
tells '“tomorow” after --on is not a day' 'by the option as it is typed'
w drafts finish 1 --on 3/5
status 2 'another wrong one'
tells '“3/5” after --on' 'takes its place'
w drafts finish 1 --on '3 May' --json
status 0 'and with good ones it is saved'
fits 'as JSON'
is "$(json 'a["items"][0]["day"]')" 2026-05-03 'the day'
is "$(json 'len(a["items"][0]["stages"])')" 1 'the stage'
is "$(json 'a["items"][0]["tags"], "refused" in a["items"][0]')" \
	"(['a', 'b'], False)" 'nothing but fields'

w reflect --for team --on tomorow -m 'Asked.'
w drafts --json
fits 'a draft with such an option, as JSON'
at_terminal 'no day' '2 May' -- "$WITHUS" drafts finish 2
status 0 'at a terminal it is asked for'
says 'Before, “tomorow” stood after --on.' 'with what was typed'
w reflect --for team --on tomorow -m 'Left out.'
w drafts finish 3 --on '' --json
status 0 'or left out'
is "$(json 'a["items"][0]["day"]')" 2026-11-20 'the day is that of writing'

# Days that mean two things, and days to come.
w reflect --for team --on 11/12/2026 -m 'Two.'
status 2 'a day that could be two'
tells 'could be 11 December 2026 or 12 November 2026' 'both are said in words'
tells 'Write the month as a word' 'and how to write it'
w drafts finish 4 --on 11.13.2026
status 2 'no month has that number'
w drafts finish 4 --on 19.11.2026 --json
is "$(json 'a["items"][0]["day"]')" 2026-11-19 'day, month and year'
w diary --since 11/12/2026
status 2 'the same where entries are looked for'
tells 'after --since could be' 'by its option'
w diary --since 13/11/2026
status 0 'and the same days'
w reflect --for team --on 'in 2 weeks' -m 'To come.'
status 0 'a day to come of what happened'
says 'Its day is still to come: 4 December 2026.' 'is said in the answer'
at_terminal yes -- "$WITHUS" reflect --for team --on 2026-12-04 -m 'Sure.'
status 0 'at a terminal'
says '4 December 2026 is still to come. Is that right?' 'it is asked'
at_terminal no yesterday -- "$WITHUS" reflect --for team --on tomorrow \
	-m 'Not so.'
status 0 'another day may be given'
w diary --until yesterday --since yesterday
says 'Not so.' 'and is taken'
finish
