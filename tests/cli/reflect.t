#!/bin/sh
# Writing diary entries: options, files, editors, questions; what becomes of
# words that could not be saved.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"

w reflect -m 'Too early.'
status 3 'without a project there is no diary'
start
w reflect
status 2 'without words, and nobody to ask'
tells '-m TEXT or -F FILE' 'it says what is missing'
w drafts
says 'There are no drafts.' 'and keeps nothing'

w reflect --for team -m 'We read two interviews.' -m 'It took long.'
status 0 'an entry'
says 'Saved: R-' 'with its code'
quiet 'and no message'
entry=$(saved)
w show "$entry" --json
fits 'as JSON'
is "$(json 'a["items"][0]["text"]')" 'We read two interviews.

It took long.' 'each -m is a paragraph'
is "$(json 'a["items"][0]["readers"]')" team 'for the team'
is "$(json 'a["items"][0]["day"]')" 2026-11-20 'of today'

w reflect --for public --stage Analysis --stage 'Ideas and priorities' \
	--on '3 May' --asking what --speaking-as 'a carer' --team yes \
	--asked Amina --present 'Amina,=Rosa' --tags 'sharing power' \
	--goes-with 'A drawing | on the wall | shows the ward' \
	-m 'All options.' --json
status 0 'an entry with all that can be said'
fits 'as JSON'
is "$(json 'a["items"][0]["readers"]')" public 'anybody may read it'
is "$(json 'len(a["items"][0]["stages"])')" 2 'about two stages'
is "$(json 'a["items"][0]["day"]')" 2026-05-03 'of another day'
is "$(json 'a["items"][0]["model"]')" what 'with the way to ask'
is "$(json 'a["items"][0]["speaking-as"]')" 'a carer' 'speaking as'
is "$(json 'a["items"][0]["present"][-1]')" '=Rosa' 'who was there'
is "$(json 'a["items"][0]["goes-with"][0][1]')" 'A drawing' 'what goes with it'
w reflect --for team --stage Xylophone -m 'Kept.'
status 3 'a stage that is not there'
tells 'it is draft' 'the words are kept'
w drafts drop 1

printf 'One.\r\n\r\nTwo.\r\n' >windows
w reflect --for team -F windows --json
is "$(json 'a["items"][0]["text"]')" 'One.

Two.' 'a file from Windows has plain line ends'
printf 'Piped in.\n' >piped
w reflect --for team -F - --json <piped
is "$(json 'a["items"][0]["text"]')" 'Piped in.' 'words that are piped in'
w reflect --for team -m x -F windows
status 2 '-m and -F do not go together'
w reflect --for team -F nowhere
status 1 'a file that is not there'
w reflect --for team -m ''
status 1 'no words'
tells 'There are no words here yet' 'it says so'

# Who can read it.
for readers in private Amina 'Amina,team' me; do
	w reflect --for "$readers" -m 'Not for all.'
	status 2 "--for $readers is refused"
	tells 'cannot be who reads this yet' 'kindly'
done
w drafts
is "$(grep -c 'Not for all.' "$out")" 4 'the words are kept'
w reflect --for private
tells 'cannot be who reads this yet' 'without words it is refused too'
for number in 2 3 4 5; do w drafts drop $number; done
w drafts
says 'There are no drafts.' 'before anything was typed'
w reflect -m 'Only begun.'
status 0 'without --for it is kept as a draft'
says 'Kept as draft 6, on this computer alone.' 'it says so'
says 'Others who use this computer could read it.' 'and who could read it'
says 'withus drafts finish 6 --for team' 'and what to do next'
w reflect -m 'As JSON.' --json
fits 'as JSON'
is "$(json 'a["items"][0]["kept"]')" kept 'a draft'
w reflect -m 'Next.' --for team
quiet 'what was kept on purpose is not brought up'

# Faults of the text.
fault() { # WANTED NAME: piped in
	w reflect --for team -F -
	status 1 "$2 is refused"
	tells "$1" "$2: it says what and where"
	tells 'it is draft' "$2: the words are kept"
	w drafts show "$(kept)"
	harmless "$out" "$2: shown without harm"
}
printf 'one\ntwo \377\n' >t && fault 'line 2, character 5' 'bad UTF-8' <t
printf 'one\ntwo \000 three\n' >t && fault 'line 2, character 5' 'a NUL' <t
says 'three' 'what stands behind it is kept too'
printf 'o\033]52;c;aGk=\007\n' >t && fault 'U+001B). ' 'an escape' <t
printf 'one\rtwo\n' >t && fault 'U+000D' 'a bare carriage return' <t
head -c 1048577 /dev/zero | tr '\0' a >t
fault 'bytes' 'one byte over 1 MiB' <t
w reflect --for team -m words --speaking-as "$(printf 'a\033[31m')"
status 1 'a hidden sign in a field'
! has "$err" 'Look at line'
ok $? 'has no line'
w reflect --for team -m 'Meanwhile.'
tells 'entries that are not saved yet' 'what was refused is brought up'
w drafts --json
for number in $(json '" ".join(str(i["number"]) for i in a["items"])'); do
	w drafts drop "$number"
done

# Editors.
editor 'cp "$1" "'"$place"'/page"; echo "My words." >>"$1"'
w reflect -e --for team
status 0 'an editor where the project chose no way to ask'
w reflect -e --for team --asking what
status 0 'words from an editor'
is "$(head -n 1 page)" '<!-- Lines like this one are here to help. They are '\
'taken out when you save. -->' 'it says what the lines are'
is "$(grep -c '^<!-- .* -->$' page)" 4 'three questions stand in it'
w show "$(saved)" --json
is "$(json 'a["items"][0]["text"]')" 'My words.' 'they are taken out'
w project edit --asking together
w reflect -e --for team --json
is "$(grep -c '^<!-- .* -->$' page)" 6 'the project has its own questions'
is "$(json 'a["items"][0]["model"]')" together 'they are noted'
w reflect -e --for team --asking free
is "$(cat page)" '' 'a blank page is one of the ways'
w reflect --for team -m 'By -m.' --json
is "$(json '"model" in a["items"][0]')" False 'unseen questions are not noted'
editor 'sed -i "s/.*Who was heard.*/<!-- Who? Me! -->/; 1d; 3d" "$1"'
w reflect -e --for team --json
is "$(json 'a["items"][0]["text"]')" '<!-- Who? Me! -->' \
	'a line that somebody wrote into stays'
editor 'grep -v "^<" "$1" >x; printf "A.\n\n\n\nB.\n" >"$1"'
w reflect -e --for team --json
is "$(json 'a["items"][0]["text"]')" 'A.



B.' 'their own empty lines stay'

w drafts
says 'There are no drafts.' 'so far none'
editor ':'
w reflect -e --for team
status 1 'an editor that changes nothing'
tells 'There are no words here yet' 'saves nothing'
editor ': >"$1"'
w reflect -e --for team
status 1 'an editor that leaves nothing'
EDITOR=false w reflect -e --for team
status 1 'an editor that fails'
tells 'could not be used' 'is told'
EDITOR=no-such-editor w reflect -e --for team
status 1 'an editor that is not there'
w drafts
says 'There are no drafts.' 'where nothing was written nothing is kept'

editor 'echo "Half a thought" >>"$1"; exit 1'
w reflect -e --for team --stage Analysis
status 1 'an editor that fails with words'
tells 'What you wrote is not lost: it is draft' 'keeps them'
w reflect -m 'Another.' --for team
tells 'You began an entry that is not saved yet' 'they are brought up'
w drafts --json
is "$(json 'a["items"][0]["kept"]')" stopped 'as stopped'
number=$(json 'a["items"][0]["number"]')
editor ':'
at_terminal 1 -- "$WITHUS" reflect
status 1 'at a terminal they are offered; nothing is changed'
says 'Would you like to go on with them?' 'it asks'
says 'Half a thought' 'and shows the first words'
says "it is draft $number" 'the draft is there as before'
editor ': >"$1"'
at_terminal 1 -- "$WITHUS" reflect
says "it is draft $number" 'also where the words were taken out'
w drafts show "$number"
says 'Half a thought' 'they are still there'
says 'Analysis' 'and what was said about them'
editor 'echo "and the other half." >>"$1"'
at_terminal 2 -- "$WITHUS" reflect --for team
status 0 'at a terminal a new entry can be begun'
says 'Saved: R-' 'it is saved'
at_terminal 1 -- "$WITHUS" reflect
status 0 'or the old one gone on with'
w show "$(sed -n 's/.*Saved: \(R-[0-9a-z]*\).*/\1/p' "$out")"
w drafts
says 'There are no drafts.' 'and it is no draft any more'
w diary --most 1 --stage Analysis
says 'Half a thought and the other half.' 'it is in the diary'

# A program that is killed while the editor is open.
editor 'echo "Before the power went" >>"$1"; kill -9 $PPID'
w reflect -e --for team --asking what
[ "$rc" -gt 128 ]
ok $? 'it is killed'
w drafts
tells 'The editor was cut off the last time.' 'the next time it says so'
says 'Before the power went' 'the words are found'
lacks 'What happened' 'without the questions'
number=$(sed -n 's/^Draft \([0-9]*\):.*/\1/p' "$out")
w drafts finish "$number" --json
is "$(json 'a["items"][0]["text"]')" 'Before the power went' 'and saved'

# Line by line, where there is no editor.
unset EDITOR
PATH=/nowhere at_terminal 'First.' 'Second.' . '' '' 'Hope.' . -- \
	"$WITHUS" reflect --for team --asking before
status 0 'line by line'
says 'What do I hope for?' 'one question after the other'
says 'Saved: R-' 'it is saved'
PATH=/nowhere at_terminal 1 '' 1 'First.' 'Second.' ^D -- "$WITHUS" reflect
status 1 'stopped in the middle'
says 'it is draft' 'the lines are kept'
w drafts
says 'First. Second.' 'all of them'

# Words of somebody else.
w member add Ifeoma
w --for-person Ifeoma --confirmed 'by phone' reflect -m 'Said by phone.'
w drafts --json
number=$(json 'a["items"][-1]["number"]')
w drafts show "$number"
says 'In the name of Ifeoma, who confirmed it: by phone.' \
	'a draft knows whose words it holds'
w drafts finish "$number" --for team --json
is "$(json 'a["items"][0]["by"]["name"]')" Ifeoma 'they are saved as theirs'
is "$(json 'a["items"][0]["typed-by"]["name"]')" Amina 'typed by me'
is "$(json 'a["items"][0]["confirmed"]')" 'by phone' 'and how confirmed'

w check
status 0 'all is well'
finish
