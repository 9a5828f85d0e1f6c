#!/bin/sh
# Bringing words in and writing them out.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"

w import
status 2 'a form is needed'
tells 'adr FOLDER, jrnl FILE, or json FOLDER' 'it says which there are'
w export
status 2 'also to write out'
w import csv x
status 2 'a form that there is not'
w import jrnl x --for team
status 3 'a diary needs a project'
start

cat >notes <<'END'
stray line
[2026-02-30 09:00] no such day
[2026-02-28 09:00] good
and on

[2025-03-04 09:00] also good
END
printf '[2026-03-01 09:00] bad \033[31m\n' >>notes
printf '[2026-03-02 09:00] bad \377\n[2026-03-03 09:00]\n' >>notes
w import jrnl notes
status 2 'who may read it must be said'
tells '--for team or --for public' 'it says so'
w import jrnl notes --for private
status 2 'and cannot be fewer'
w import jrnl notes --for team --stage-by month
status 2 'no stages by month'
w import jrnl nowhere --for team
status 1 'a file that is not there'

w import jrnl notes --for team --all-or-nothing --stage-by year
status 1 'nothing, where not all can be'
tells 'Kept: 0. Not kept: 5' 'it counts both'
w diary
says 'There are no diary entries yet.' 'nothing came in'
w stages
lacks 2026 'no stage either'
w import jrnl notes --for team
status 1 'the good lines, with faults'
is "$(cat "$out")" '' 'no result to speak of'
for line in 'notes:1: ' 'notes:2: “2026-02-30” is not a day' \
	'notes:7: This text has a hidden sign in it (U+001B).' \
	'notes:8: This text is not in the form called UTF-8.' \
	'notes:9: There are no words here yet.' 'Kept: 2. Not kept: 5'; do
	tells "$line" "it says: $line"
done
! has "$err" 'notes:7: This text has a hidden sign in it (U+001B). Nothing'
ok $? 'and does not say that nothing was saved'
harmless "$err" 'the messages are harmless'
w diary --json
is "$(json '[(i["day"], i["text"]) for i in a["items"]]')" \
	"[('2026-02-28', 'good\\nand on\\n'), ('2025-03-04', 'also good\\n')]" \
	'the good ones are there'
w import jrnl notes --for team --json
status 1 'again, as JSON'
fits 'as JSON'
is "$(json '[a["import"][n] for n in ("kept", "known", "faulty")]')" \
	'[0, 2, 5]' 'all are counted'
is "$(json '[f["line"] for f in a["import"]["faults"]]')" \
	'[1, 2, 7, 8, 9]' 'with their lines'
printf '[2026-05-01 10:00] Piped.\r\n' >piped
w import jrnl - --for public --stage-by year <piped
status 0 'from a pipe'
prints 'the counts' <<'END'
Brought in: 1. Here already: 0.
END
quiet 'no progress without a terminal'
w diary --stage 2026
says 'Piped.' 'about the stage of its year'
w undo
w diary --stage 2026
lacks 'Piped.' 'an import can be undone'
w undo
w import jrnl /dev/null --for team
status 0 'an empty file brings nothing'

# A whole project.
w reflect --for team -m 'One.'
entry=$(saved)
w edit "$entry" -m 'Two.'
w reply "$entry" -m 'Three.'
w export json copy
status 0 'written out'
says 'Written to “copy”.' 'it says where'
is "$(stat -c %a copy)" 700 'nobody else can read it'
w export json copy
status 1 'not into a folder that has something in it'
w export json copy2 --json
fits 'as JSON'
cmp -s copy/00001.json copy2/00001.json
ok $? 'the same each time'
fits_file export.json copy/00001.json 'the file is as its schema says'
w --home other import json copy
status 0 'into another home'
says 'This project was not here before: P-' 'a new project'
w --home other show "$entry"
says 'Two.' 'the newest words'
says 'Three.' 'and the reply'
w --home other history "$entry" --json
is "$(json 'len(a["items"])')" 2 'and all versions'
w --home other reflect --for team -m x
status 1 'nobody of that home is a member'
w --home other import json copy --json
fits 'once more, as JSON'
is "$(json 'a["import"]["kept"]')" 0 'adds nothing'
w import json nowhere
status 1 'a folder that is not there'
mkdir empty
w import json empty
status 1 'an empty one'

sed 's/Two\./Two!/' copy/00001.json >changed && mkdir bent && mv changed \
	bent/00001.json
w --home third import json bent --all-or-nothing
status 1 'changed words are refused'
tells 'bent/00001.json:' 'it says where'
w --home third projects
says 'There is no project here yet' 'all or nothing: nothing'
w --home third import json bent
status 1 'the others are kept'
tells 'Not kept: 1' 'it counts'
w --home third show "$entry"
says 'One.' 'the words before them'
lacks 'Two!' 'not those that were changed'
w check
status 0 'all is well'
w --home other check
status 0 'there too'
finish
