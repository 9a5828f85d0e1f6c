#!/bin/sh
# Stages: order, days, names, and what a field takes.
. "${0%/*}/lib.sh"
start --stages empty

w stage add 'First ideas'
status 0 'a stage is added'
first=$(sed -n 's/^Saved: \(S-[^ ]*\) .*/\1/p' "$out")
says "Saved: $first “First ideas”." 'with its code'
w stage add Analysis --begin-planned '1 March' --tags power --tags time
w stage add 'Before it all' --order 5
w stages
is "$(sed 's/.*  //' "$out" | tr '\n' ,)" \
	'Before it all,First ideas,Analysis,' 'they stand in their order'
says 'planned (1 March 2027) Analysis' 'a planned one says when'
COLUMNS=30 w stages
says 'Analysis planned (1 March 2027)' 'a narrow line has it below'
w stage edit Analysis --title 'Analysis and interpretation of all that was said'
COLUMNS=40 w stages
says 'Analysis and interpretation of all that was said' 'a title is never cut'
[ "$(wc -L <"$out")" -le 40 ]
ok $? 'but wrapped'
w stage edit Analysis --title Analysis

w stage begin 'first'
status 0 'a stage begins, found by the start of its name'
says "Saved: $first “First ideas” has begun: today." 'and it says what happened'
says "withus stage end $first" 'and what comes then'
w stages
says 'going on (today) First ideas' 'from today'
w stage begin "$first"
status 1 'it has begun'
tells 'the words that S-' 'nothing is saved twice'
w stage begin "$first" --on '3 May'
w stages
says 'going on (3 May 2026)' 'on another day'
w stage end "$first" --on 2026-10-01
says "“First ideas” has ended: 1 October 2026." 'it says so'
says '“Analysis”. “withus stage begin S-' 'and what is next'
w stages
says 'ended (1 October 2026) First ideas' 'it ends'
w stage begin "$first"
says 'goes on again. It began: 3 May 2026.' 'it says that they come back'
w stages
says 'going on (3 May 2026) First ideas' 'and the team comes back to it'
w stage begin "$first" --on tomorrow
says '“First ideas” will begin: tomorrow.' 'a day to come is said to be one'
w stage begin "$first" --on '3 May'
w stage end 'first' --on '3/5'
status 2 'a day that means two things is refused'
tells 'Write it like 2026-05-03' 'and it says how'

w stage edit Analysis --title 'Making sense' --tags +hope --tags -time
w stages --json
fits 'the list as JSON'
is "$(json '[i["title"] for i in a["items"]]')" \
	"['Before it all', 'First ideas', 'Making sense']" 'in order too'
is "$(json 'a["items"][2]["tags"]')" "['hope', 'power']" 'with its fields'
is "$(json 'a["items"][2]["begin-planned"]')" 2027-03-01 'days as days'
is "$(json 'a["items"][2]["versions"]')" 4 'and its versions'

w stage edit Making --goes-with 'A film | in the office | We walk'
w stage edit Making --goes-with 'A song'
w stage edit Making --goes-with 'a=A poem | on the wall'
w stages --json
is "$(json '[r[1:] for r in a["items"][2]["goes-with"]]')" \
	"[['A poem', 'on the wall'], ['A song']]" 'rows are added and changed'
w stage edit Making --goes-with a=
w stages --json
is "$(json '[r[1:] for r in a["items"][2]["goes-with"]]')" \
	"[['A song']]" 'and taken out'

w stage begin nowhere
status 3 'a stage that is not there'
w stage begin M-0000
status 2 'a code of another kind'
w stage add Analysis
w stage add Analytics
w stage begin Anal
status 2 'a name that could be two'
tells 'could mean any of these' 'it lists them'
w stage add ''
status 2 'a stage needs a title'
w stage add X --order many
status 2 'and a number where one is wanted'

printf 'Wide words:\r\n\r\n- one\r\n- two\r\n' >words
w stage edit Analysis -F words
status 0 'words from a file'
w stages --json
is "$(json '[i["text"] for i in a["items"] if i["title"] == "Analysis"]')" \
	"['Wide words:\\n\\n- one\\n- two\\n']" \
	'they are kept, with plain line ends'
w stage edit Analysis -F - <words
status 1 'the same words again are no change'
w stage edit Analysis -m One. -m Two.
w stages --json
is "$(json '[i["text"] for i in a["items"] if i["title"] == "Analysis"]')" \
	"['One.\\n\\nTwo.\\n']" 'each -m is a paragraph'

finish
