#!/bin/sh
# An older release, which lacks the kinds reflection, reply and stage, takes
# part: what it cannot name it keeps, shows as text and gives back whole.
. "${0%/*}/lib.sh"
case ${BUILD:-build/debug} in
/*) older=$BUILD/../older/withus ;;
*) older=$top/${BUILD:-build/debug}/../older/withus ;;
esac
newer=$WITHUS

new() { WITHUS=$newer w --home "$place/newer" "$@"; }
old() { WITHUS=$older w --home "$place/older" "$@"; }

# tree HOME: what stands in the history of its only project.
tree() {
	git --git-dir="$(echo "$place/$1"/projects/*.git)" \
		rev-parse 'journal^{tree}'
}

same_tree() { # NAME
	is "$(tree older)" "$(tree newer)" "$1"
}

# carry FROM TO FOLDER: by a folder of JSON.
carry() {
	$1 export json "$3"
	status 0 "the $1 one writes out: $3"
	$2 import json "$3"
	status 0 "the $2 one brings it in: $3"
}

whole() { # NAME
	old check
	status 0 "$1: the older home is whole"
	says 'All is well.' "$1: and it says so"
	old rebuild
	status 0 "$1: the older home is built anew"
	same_tree "$1: it still has the same tree"
	old check
	status 0 "$1: and is whole again"
	new check
	status 0 "$1: the newer home is whole"
}

# last: the code that was saved.
last() { sed -n 's/^Saved: \([A-Z]-[0-9a-z]*\).*/\1/p' "$out"; }

[ -x "$older" ] && [ -x "$newer" ]
ok $? 'there are two programs'
old reflect -m 'Words.'
status 2 'the older one knows no diary'
[ ! -e "$place/older" ]
ok $? 'and makes nothing'

new new 'Ward days' --as Amina
status 0 'a project'
new stage add Interviews
status 0 'a stage of its own'
new reflect --for team --stage Interviews --tags reciprocity \
	-m 'We met in the *library*.'
entry=$(last)
new edit "$entry" -m 'We met in the *library*, all four of us.'
status 0 'an entry, edited'
new reply "$entry" -m 'I missed the bus.'
reply=$(last)
status 0 'a reply'
new reflect --for team -m 'This was meant for another day.'
gone=$(last)
new withdraw "$gone"
status 0 'an entry, withdrawn'
new member add Ben --here
new --as Ben reflect --for public -m 'I was glad to be there.'
public=$(last)
status 0 'an entry of a second person'

carry new old first
same_tree 'the same tree in both'
whole 'first'

old projects --json
is "$(json 'a["items"][0]["title"]')" 'Ward days' 'the older knows the project'
old members
says 'Ben' 'and its members'
old show "$entry"
status 0 'an entry, by its code'
says 'We met in the library, all four of us.' 'is shown as text'
says 'written with a newer withus' 'and it says why it looks plain'
says 'reciprocity' 'with what goes with it'
old show "?-${entry#R-}"
status 0 'the code that the older one prints is good too'
old withdraw "$entry"
[ "$rc" != 0 ]
ok $? 'it cannot be taken back there'
old show "$reply"
says 'I missed the bus.' 'so is a reply'
old show "$public"
says 'I was glad to be there.' 'and who wrote does not matter'
old history "$entry"
status 0 'its history'
says '1 ' 'has a first version'
says '2 ' 'and a second'

before=$(tree newer)
carry old new back
is "$(tree newer)" "$before" 'the way back brings nothing new'
same_tree 'and both still have the same tree'
says 'Brought in: 0.' 'it says so'

new --as Amina edit "$entry" --from 1
status 0 'the first words of the entry again'
new --as Amina undo
status 0 'and undone'
new --as Amina reply "$public" -m 'So was I.'
answer=$(last)
status 0 'a reply to the other person'
new --as Amina stage end Interviews
status 0 'the stage has ended'
new --as Amina edit "$gone" --from 1
status 0 'what was withdrawn is back'
[ "$(tree newer)" != "$before" ]
ok $? 'the newer one went on'

carry new old second
same_tree 'the same tree again'
whole 'second'
old show "$answer"
says 'So was I.' 'a newer reply is text too'
old show "$gone"
says 'This was meant for another day.' 'and what was withdrawn is shown'

carry old new again
same_tree 'once more nothing new'
rm -rf "$place/older"
old import json again
status 0 'all of it at once into another older home'
same_tree 'the same tree from nothing'
whole 'from nothing'
new diary --json
is "$(json 'len(a["items"])')" 3 'no entry is lost'
finish
