#!/bin/sh
# Looking for words: what is found, in which order, how it looks.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"

w find tea
status 3 'without a project there is nothing'
start
w member add Ben --here
w --as Amina reflect --for team --on 2026-09-30 --stage Analysis -m \
	'We looked at the first ten interviews together, all of us in one room,
and it took the whole day. What stays with me is how quiet the ward
was when Rosa read her own words aloud, and that nobody hurried her.' \
	-m 'In the café next door we had tea.'
first=$(saved)
w --as Ben reflect --for public --on '18 November' --stage Analysis \
	--tags 'listening' -m 'The tea room was cold. Nobody sat at the front.'
second=$(saved)
w --as Amina reply "$second" -m 'Cold, yes. But the gardeners were kind.'
w --as Ben stage add 'A garden for all' --working 'We plant it together.'

found() { # CODES NAME WORDS…: just these, in this order
	wanted=$1 name=$2
	shift 2
	w find --json "$@"
	is "$(json '" ".join(i["code"] for i in a["items"])' 2>/dev/null)" \
		"$wanted" "$name"
}
w find --json 'garden*'
fits 'as JSON'
reply=$(json '[i["code"] for i in a["items"] if i["kind"] == "reply"][0]')
stage=$(json '[i["code"] for i in a["items"] if i["kind"] == "stage"][0]')
case $reply in C-*) ;; *) false ;; esac
ok $? 'a reply'
case $stage in S-*) ;; *) false ;; esac
ok $? 'and a stage'
found "$second $first" 'newest first' tea
found "$second" 'all of the words' tea cold
found '' 'which must be in one text' kind cold interviews
found "$second" 'in any order, capitals or not' COLD Tea
found "$first" 'marks of letters do not matter' CAFE
found "$second" 'words one after the other' '"tea room"'
found '' 'and only so' '"room tea"'
found "$first" 'not with a word' 'room -cold'
w find 'room -tea'
status 3 'where every text has it, nothing is left'
found "$first" 'not with several words' 'tea -"tea room"'
w find -- tea -cold
is "$(code 1)" "$first" 'a - after two hyphens'
found "$second" 'a field' listening
found "$stage" 'a longer field, of a stage' plant
found "$stage" 'a whole word' garden
w find Ben --kind member
status 0 'a member by name'

# Which of them.
found "$second" 'of a person' tea --by Ben
found "$first" 'until a day' tea --until '1 October'
found "$second" 'since a day' tea --since '1 October'
found "$first" 'about a stage and of a person' tea --stage Analysis --by Am
found "$reply" 'of a kind' 'garden*' --kind reply
found "$second $first" 'by a word of its name' tea --kind entry
found "$second" 'no more than one' tea --most 1
w find tea --kind nothing
status 2 'a kind that is not there'
tells 'diary entry' 'and it says which there are'
w find tea --by Nobody
status 3 'a member who is not there'
w find tea --most 0
status 2 'none is no number'
w find
status 2 'words are needed'
w find '!? ""'
status 2 'and not signs alone'
w find tea --ranked --all
status 2 'the best are among what is shown'
w find tea --ranked
status 0 'the best first'

# Words of languages that put no spaces between words.
w --as Ben reflect --for team -m '我们在病房开会。 สวัสดีครับ हिन्दी مُحَمَّد'
many=$(saved)
found "$many" 'the start of Chinese words' 我们
found '' 'but not the middle' 病房
found "$many" 'Thai words' สวัส
found "$many" 'Hindi words' हिन्दी
found '' 'with their vowels' हन
found "$many" 'Arabic words with their signs' مُحَمَّد

# What is not there.
w find hospital
status 3 'what is not there'
is "$(cat "$out")" '' 'no result'
tells 'Nothing was found for “hospital”' 'and a sentence that helps'
w find hospital --json
status 3 'also as JSON'
is "$(cat "$out")" '' 'without an answer'

# How it looks.
w find 'garden*' tea
status 3 'not in one'
w find tea
shape
prints 'at 80 columns' <<'END'
R-0000  diary entry, 18 November 2026, Ben
        The [tea] room was cold. Nobody sat at the front.

R-0000  diary entry, 30 September 2026, Amina
        …In the café next door we had [tea].
END
w find plant garden
shape
prints 'a title, and a field' <<'END'
S-0000  stage, today, Ben
        A [garden] for all
        We [plant] it together.
END
COLUMNS=40 w find 'tea room'
shape
prints 'at 40 columns' <<'END'
R-0000  diary entry, 18 November 2026,
        Ben
        The [tea] [room] was cold.
        Nobody sat at the front.

R-0000  diary entry, 30 September 2026,
        Amina
        We looked at the first ten
        interviews together, all of us
        in one [room], and it took the
        whole day. What stays with me…
END
w find room --most 1
says 'These are the first 1. There are more' 'that there are more'
w find room --most 2
lacks 'There are more' 'and not where there are none'
at_terminal -- "$WITHUS" find tea
grep -q "$(printf '\033\\[1m\\[tea\\]\033\\[0m')" "$out"
ok $? 'at a terminal what was found is bold too'
at_terminal -- "$WITHUS" find tea --plain
harmless "$out" 'not with --plain'
w find tea --json
is "$(json 'a["items"][0]["found"]["text"][:2]')" \
	"[{'text': 'The ', 'hit': False}, {'text': 'tea', 'hit': True}]" \
	'in pieces as JSON'

# Words that were changed, or taken back.
w --as Ben edit "$second" -m 'The kitchen was cold.'
found "$first" 'words that were changed are gone' tea
found "$second" 'those that came are there' kitchen
w find '"tea room"'
status 3 'nothing is shown that has them'
tells 'Look through them with --all.' 'but it says where they are'
w find --all '"tea room"'
shape
prints 'with --all' <<'END'
R-0000  diary entry, today, Ben
        The [tea room] was cold. Nobody sat at the front.
        (words of version 1; changed since)
END
found "$second" 'once where older words have it too' --all cold --by Ben
w --as Ben undo
found "$second $first" 'brought back' tea
found '' 'and the others gone' kitchen
w --as Amina withdraw "$first"
found "$second" 'what was taken back is gone' tea
w find --all quiet ward
says '(words of version 1; taken back since)' 'and found with --all'
lacks 'interviews' 'with a few words around'
w find --all quiet --json
fits 'as JSON'
is "$(json 'a["items"][0]["found"]["version"]')" 1 'with the version'
w --as Amina undo
found "$second $first" 'an undo brings it back' tea

# Words that two people wrote at the same time stand together.
w export json copy
cp -R home/.local/share/withus other 2>/dev/null ||
	cp -R "$HOME/.local/share/withus" other
w --as Ben edit "$second" -m 'The kettle was cold.'
w --home other --as Ben edit "$second" -m 'The biscuits were cold.'
w --home other export json copy2
w import json copy2
found "$second" 'words of the one' kettle
found "$second" 'and of the other' biscuits
found '' 'and not what neither has now' '"tea room"'

# Nothing is lost by a rebuild, and check has nothing to say.
w check
status 0 'all is well'
w rebuild
found "$second" 'a rebuild finds the same' biscuits kettle
found "$first" 'of each' interviews
w check
status 0 'and all is well'

# Damage is seen and mended.
sqlite3 "$HOME/.local/share/withus/journal.db" \
	"INSERT INTO search (search) VALUES ('delete-all')"
w check
status 6 'an index without words'
w check --repair
status 0 'is mended'
found "$first" 'and finds again' interviews

# Words that would steer a terminal.
bad=$(printf 'tea\302\2331m\342\200\256b\342\201\246c\342\200\213d\302\2352;e')
w --as Amina stage add "$bad"
w --as Amina reflect --for team --stage "$bad" --speaking-as "$bad" -m "$bad"
w find 'tea*'
harmless "$out" 'what is found is harmless'
w find "$bad$bad nowhere"
harmless "$err" 'also what is not'
finish
