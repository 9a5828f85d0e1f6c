#!/bin/sh
# Changing what is there: options, editors, old versions, several texts made
# one, and taking back.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"
start
w member add Ben --here
export WITHUS_AS=Amina
w reflect --for team --stage Analysis --tags one -m 'First words.'
entry=$(saved)
text() { w show "$entry" --json && json 'a["items"][0]["text"]'; }

w edit "$entry"
status 2 'there must be something to change'
tells 'an option that says what to change' 'it says so'
w edit "$entry" -m 'Second words.' --tags +two --for public --stage '' --json
status 0 'all at once'
fits 'as JSON'
is "$(json 'a["items"][0]["tags"]')" "['one', 'two']" 'a tag more'
is "$(json 'a["items"][0]["readers"]')" public 'other readers'
is "$(json '"stages" in a["items"][0]')" False 'about no stage'
is "$(json 'a["items"][0]["text"]')" 'Second words.' 'other words'
is "$(json 'a["items"][0]["versions"]')" 2 'two versions'
w edit "$entry" --for private
status 2 'not for fewer than the team'
w edit "$entry" --for ''
status 2 'nor for nobody'
w edit "$entry" --tags +two
status 1 'nothing is different'
tells 'the words that R-' 'it says so'
w edit "$entry" -m 'Second words.'
status 1 'nor here'
w edit "$entry" --working x
status 2 'an option of another kind'
tells 'diary entry' 'it says of which it is not'
printf 'Third\r\nwords.\r\n' >file
w edit "$entry" -F file
is "$(text)" 'Third
words.' 'from a file'
w drafts
says 'There are no drafts.' 'no drafts of any of it'
w edit "$entry" -m "$(printf 'x\033y')"
status 1 'words with a hidden sign'
tells 'it is draft 1' 'are kept'
w drafts
says "Draft 1: new words for $entry, today (could not be saved)" 'as a draft'
w drafts finish 1 -m 'Fourth words.'
status 0 'and can be saved'
is "$(text)" 'Fourth words.' 'where they belong'

# Editors.
editor 'cp "$1" "'"$place"'/page"; sed -i s/Fourth/Fifth/ "$1"'
w edit "$entry" -e
status 0 'in an editor'
is "$(cat page)" 'Fourth words.' 'which has the words of now'
is "$(text)" 'Fifth words.' 'and gives the new ones'
at_terminal '' -- "$WITHUS" edit "$entry"
status 1 'at a terminal it opens for the text'
is "$(cat page)" 'Fifth words.' 'with the words of now'
says 'the words that R-' 'they are the same'
w edit "$entry" -e --tags +three
status 0 'the same words and another tag'
for body in : ': >"$1"' 'exit 1'; do
	editor "$body"
	w edit "$entry" -e
	status 1 "an editor that does $body"
done
w drafts
says 'There are no drafts.' 'leaves no draft where nothing was written'
editor 'echo "Half." >>"$1"; exit 1'
w edit "$entry" -e
status 1 'an editor that fails with words'
tells 'it is draft' 'keeps them'
w drafts finish "$(kept)"
is "$(text)" 'Fifth words.
Half.' 'and they can be saved'

# Somebody else in between.
w stage add Talking -m 'Words about it.'
stage=$(saved)
cat >"$place/behind" <<END
WITHUS_TEST_SEED=9001 "$WITHUS" --as Ben edit $stage -m 'By Ben.' >/dev/null
echo 'By Amina.' >"\$1"
END
editor '. "'"$place"'/behind"'
w edit "$stage" -e
status 1 'somebody changed it meanwhile'
tells "Somebody changed $stage while you wrote." 'it says so'
tells 'it is draft' 'the words are kept'
draft=$(kept)
w show "$stage"
says 'By Ben.' 'theirs are not touched'
w drafts finish "$draft"
status 0 'who has seen them can put theirs in'
w show "$stage"
says 'By Amina.' 'now these are shown'
editor 'echo "Late." >"$1"; kill -9 $PPID'
w edit "$stage" -e
draft=$((draft + 1))
WITHUS_TEST_CLOCK=2026-11-20T15:00:00 w --as Ben edit "$stage" -m 'Ben, later.'
WITHUS_TEST_CLOCK=2026-11-20T16:00:00 w drafts finish "$draft"
status 1 'a draft from before the change of somebody else'
tells "Somebody changed $stage" 'is told once'
WITHUS_TEST_CLOCK=2026-11-20T16:05:00 w drafts finish "$draft"
status 0 'and then saved'
w show "$stage"
says 'Late.' 'it is there'
w history "$stage" --json
is "$(json 'len(a["items"])')" 5 'and all others are in the history'

# Whose it is.
w --as Ben edit "$entry" -m 'Mine now.'
status 1 'nobody changes the words of others'
tells 'Only Amina can change' 'it says who can'
editor 'echo never >"'"$place"'/opened"'
w --as Ben edit "$entry" -e
[ ! -e opened ]
ok $? 'and is told before they write'
w --as Ben withdraw "$entry"
status 1 'nor take them back'
w --as Ben --for-person Amina --confirmed 'by phone' edit "$entry" -m Typed.
status 1 'nor typed for them, where they write themselves'
w member add Ifeoma
w --for-person Ifeoma --confirmed 'by phone' reflect --for team -m 'By phone.'
typed=$(saved)
w --for-person Ifeoma --confirmed 'read back' edit "$typed" -m 'Again.' --json
status 0 'typed words can be typed again'
is "$(json 'a["items"][0]["confirmed"]')" 'read back' 'confirmed anew'

# Old versions, and taking back.
w edit "$entry" --from 1
status 0 'an old version'
is "$(text)" 'First words.' 'is back'
w show "$entry" --json
is "$(json 'a["items"][0]["tags"]')" "['one']" 'with all its fields'
w edit "$entry" --from 2 --tags four
w show "$entry" --json
is "$(json 'a["items"][0]["text"], a["items"][0]["tags"]')" \
	"('Second words.\\n', ['four'])" 'or with a change to it'
w edit "$entry" --from 99
status 3 'a version that is not there'
w withdraw "$entry"
status 0 'taken back'
says 'still in the history' 'it says what that means'
w diary
lacks 'Second words' 'it is in no list'
w show "$entry"
says 'This was taken back.' 'it can still be named'
w withdraw "$entry"
status 1 'once is enough'
tells 'was taken back before' 'it says so'
w edit "$entry" -m 'Over it.'
status 1 'what was taken back is not changed'
w edit "$entry" --from 2
status 0 'but a version can be brought back'
is "$(text)" 'Second words.' 'it is'
w withdraw "$entry" --json
fits 'as JSON'
is "$(json 'a["items"][0]["status"]')" "['withdrawn']" 'taken back once more'
w undo
is "$(text)" 'Second words.' 'an undo brings it back'
w projects
w withdraw "$(code 1)"
status 1 'a project cannot be taken back'
w withdraw R-0000
status 3 'nor what is not there'

# Two computers: several texts are made one.
w edit "$entry" -m 'Top.' -m 'Middle.' -m 'End.'
w stage edit Talking --working 'As ever.' -m 'All.'
cp -r "$HOME/.local/share/withus" laptop
w edit "$entry" -m 'Top.' -m 'Middle, here.' -m 'End.'
w edit "$stage" --title 'Talking here' --working 'One.'
w --home laptop edit "$entry" -m 'Top.' -m 'Middle, there.' -m 'End.'
w --home laptop --as Ben edit "$stage" --title 'Talking there' --working 'Two.'
w --home laptop export json copy
w import json copy
editor 'cp "$1" "'"$place"'/page"; sed -i "/Middle, here/d" "$1"'
w edit "$entry" -e
status 0 'both texts in one editor'
cat page >"$out"
prints 'with lines that say whose each is' <<'END'
<!-- Lines like this one are here to help. They are taken out when you save. -->

Top.

<!-- Amina wrote this (2026-11-20): -->
Middle, here.

<!-- Amina wrote this (2026-11-20): -->
Middle, there.

End.
END
is "$(text)" 'Top.

Middle, there.

End.' 'what is left counts, without the lines'
w show "$entry" --json
is "$(json '"clashes" in a["items"][0], a["items"][0]["status"]')" \
	'(False, [])' 'it is one text again'
w edit "$stage" -m 'Neither.'
status 2 'a field with two texts must be settled'
tells 'withus edit S-' 'it says how'
tells '--title' 'and which'
w stage begin "$stage"
status 2 'beginning it settles nothing in silence'
tells 'withus edit S-' 'it says what to do first'
at_terminal 1 2 -- "$WITHUS" stage begin "$stage"
status 0 'at a terminal it asks'
says 'Which of them should stand?' 'which one'
says 'Talking here (Amina, today)' 'and whose it is'
w show "$stage" --json
is "$(json 'a["items"][0]["title"], a["items"][0]["working"]')" \
	"('Talking here', 'Two.')" 'what was chosen stands'
is "$(json 'a["items"][0]["status"]')" '[]' 'it is one again'
w check
status 0 'all is well'
finish
