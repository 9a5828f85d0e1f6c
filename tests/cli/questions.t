#!/bin/sh
# Every command by its questions alone; stopping at each of them.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"
. "$top/tests/cli/ledger.sh"
start --stages service
export WITHUS_AS=Amina
w member add Ben --here
w member add 'Rosa Mbeki'

mkdir "$place/tools"
ln -s "$(command -v git)" "$place/tools/git"

# typed WORDS…: one run at a terminal without an editor, with the lines of
# the file.
typed() {
	runs=$((runs + 1))
	PATH=$place/tools COLUMNS=80 WITHUS_TEST_SEED=$runs \
		"$python" "$top/tests/cli/typist.py" \
		"$place/lines" "$WITHUS" "$@" >"$out" 2>"$err"
	rc=$?
}

# found: the code that the last run saved; left: the draft that it kept.
found() { flat "$out" | sed -n 's/.*Saved: \([A-Z]-[0-9a-z]*\).*/\1/p'; }
left() { flat "$out" | sed -n 's/.*it is draft \([0-9]*\).*/\1/p'; }

# whole CODE: all that is shown of it, without codes, which are others.
whole() {
	w show "$1"
	sed -E 's/[A-Z]-[0-9a-z]{4}/X-0000/g' "$out"
}

# lines FROM TO: these answers, a line each. Lines of one answer have a caret
# between them in the file.
lines() { sed -n "$1,$2p" "$place/answers.all" | tr '^' '\n'; }

# questions NAME WORDS… <ANSWERS: asked for all of it; then stopped at each
# question, in three ways, and each time finished with the rest.
questions() {
	name=$1
	shift
	cat >"$place/answers.all"
	count=$(wc -l <"$place/answers.all")
	lines 1 "$count" >"$place/lines"
	typed "$@"
	status 0 "$name: by questions alone"
	whole "$(found)" >"$place/once"
	w undo
	for key in ^C ^HUP ^KILL; do
		at=0
		while [ $at -lt "$count" ]; do
			stop "$@"
			at=$((at + 1))
		done
	done
	w drafts
	says 'There are no drafts.' "$name: none is left over"
}

stop() {
	{
		[ $at = 0 ] || lines 1 $at
		echo "$key"
	} >"$place/lines"
	typed "$@"
	if [ $key = ^KILL ]; then
		status 247 "$name: a power cut at question $((at + 1))"
		w drafts
		number=$(sed -n 's/^Draft \([0-9]*\):.*/\1/p' "$out")
	else
		status 1 "$name: $key at question $((at + 1))"
		number=$(left)
	fi
	if [ $at = 0 ]; then
		is "$number" '' 'nothing was answered, nothing is kept'
		return
	fi
	lines $((at + 1)) "$count" >"$place/lines"
	typed drafts finish "$number"
	status 0 'it goes on with what is still open'
	whole "$(found)" >"$place/again"
	cmp -s "$place/once" "$place/again"
	same=$?
	ok $same 'and nothing was lost'
	[ $same = 0 ] || diff "$place/once" "$place/again" | sed 's/^/# /'
	w undo
}

questions 'a decision' decide <<'END'
Where do we meet?
It says whose place this is.^.
Hospital
Library

2, 3
Ben, Rosa
1 December
We vote.
There is tea.^.
END

w decide 'Where do we eat?' --option Inside --option Outside
decision=$(saved)
questions 'a settlement' settle "$decision" <<'END'
2
We eat outside.^.
The sun shines.^.
the funder
In the garden
Rosa
I was ill.

=the night staff, Ben


END

questions 'a view' view "$decision" <<'END'
2
b
If it is warm.^.
END

w settle "$decision" --how lead --outcome Outside. --because 'It is warm.'
questions 'what came of it' answer "$decision" <<'END'
3
It rained.^.
END

questions 'ground rules' rules write <<'END'
How we meet

1 June
We let each other finish.^^Phones stay off.^.
END

w rules write 'How we eat' -m 'Slowly.'
rules=$(saved)
questions 'an agreement' rules agree "$rules" <<'END'
2
My lunch is short.^.
END

questions 'a stage' stage add <<'END'
Reading together
1 March

Everyone reads two interviews.^.

What we read.^.
END

questions 'a diary entry' reflect <<'END'
1
2, Idea
2
It rained.^.

We bring umbrellas.^.
END

# What a command is about.
cat >"$place/lines" <<'END'
?
nonsense here
1
back
Where do we eat
aside
back
3

Not me.
.
END
typed view
status 0 'a view without a code'
says 'Which decision do you want to give your view on?' 'it asks which'
says 'You can also type a code' 'with help'
says 'Nobody and nothing here is called “nonsense here”' 'says what is none'
is "$(flat "$out" | grep -o 'Which decision do you' | wc -l)" 2 \
	'and back leads there again'
says '[stand aside] >' 'an answer stands there when its question comes again'
w view "$decision" --aside -m 'Not me.'
status 1 'the same view twice'
w drafts
says 'There are no drafts.' 'makes no draft'

answers() { printf '%s\n' "$@" >"$place/lines"; }
answers 1 'I like it.' . && typed reply
status 0 'a reply'
answers Zoe no && typed member add
status 0 'a member'
answers Idea '3 May' && typed stage begin
status 0 'a stage that began'
says '3 May 2026' 'on that day'
answers Idea '' && typed stage end
status 0 'and ended'
says 'has ended: today' 'today is the usual day'
answers 'How we eat' '' && typed rules again
says 'Do these words still fit?' 'a second look'
answers 'How we eat' 2 'What we eat' '' && typed edit
status 0 'changed by questions'
says 'Now: How we eat' 'it says what stands there'
w show "$rules"
says 'What we eat' 'it is changed'
answers "$decision" 'Who else' Rosa 'Who else' '""' '' && typed edit
status 1 'what is put there and taken away again changes nothing'
answers "$rules" && typed withdraw
status 0 'taken back'
w undo
w reflect -m 'For later.'
answers 1 1 && typed drafts finish
status 0 'a draft is finished'
says 'Who may read this entry?' 'and asked for what it needs'
printf '[2026-05-03 09:00] Old words.\n' >old
answers 2 && typed import jrnl old
status 0 'entries that are brought in'
says 'cannot be called back' 'it says what the choice means'

# Each stance asks for its own words.
answers "$decision" object b 'Rain.' . && typed view
status 0 'somebody objects'
says 'Why do you object?' 'and is asked why'
w undo
answers "$decision" 1 && typed answer
status 1 'the lines end'
says 'How far is it?' 'what is under way is asked how far'
w drafts drop "$(left)"

# An answer that will not do is told without options, and asked alone.
answers 'Why?' '' '' '' Bne '' nonsense 5 '' '' '' && typed decide
status 0 'a decision with wrong answers on the way'
says 'Nobody and nothing here is called “Bne”. Did you mean “Ben”' 'a name'
says 'For somebody who is no member, write = in front' 'and what else to do'
says '“nonsense” is not a day that I can read.' 'a day'
lacks 'Nothing was saved' 'nothing is said of saving'
lacks '--until' 'nor of options'
is "$(flat "$out" | grep -o 'Who should be involved' | wc -l)" 1 \
	'the question stands there once'
is "$(flat "$out" | grep -o 'Write as many lines' | wc -l)" 1 \
	'how to write lines is said once'
w undo

# What begins alike is none of them; each is called what it is.
w decide 'Where do we rest?'
rest=$(saved)
answers 'Where do we' "$rest" && typed edit
says '“Where do we” could mean more than one of these.' 'it says so'
says '(decision, D-' 'and what each of them is'
w withdraw "$rest"

# Answers for one thing are none for another.
answers "$decision" object back back "$decision" && typed view
status 1 'went back to the list, and stopped'
w drafts
says 'There are no drafts.' 'leaves no draft behind'

# Ground rules that are there are offered.
answers 'What we eat' Title 'How we dine' '' && typed rules write
status 0 'changed from the list'
says '1 new ones' 'new ones stand first'
says 'Who must agree Now: everyone' 'everyone stands for all'
lacks 'Own diary every' 'weeks of a rhythm belong to its own page'
w show "$rules"
says 'How we dine' 'they are changed'
answers new back 1 'How we rest' '' '' 'We sit.' . && typed rules write
status 0 'or new ones, after going back'
w undo
answers "$rules" 1 && typed rules agree
status 0 'somebody agrees'
answers "$rules" yes 3 'No soup.' . && typed rules agree
status 0 'and thinks again'
says 'Would you like to give another answer?' 'is asked first'
says 'What has to change first?' 'and what it needs'
answers "$rules" 1 && typed rules agree
answers "$rules" '' && typed rules agree
status 0 'no other answer'
lacks 'Saved' 'saves nothing'

# What no list can offer is typed.
answers Outside && typed find
status 0 'words to look for'
says '[Outside]' 'are found'
answers safe && typed backup
status 0 'a name for the backup'
answers nowhere safe && typed --home "$place/copy" restore
status 0 'and the file to bring back'
says '“nowhere” could not be read' 'one that is not there is asked again'
printf '[2026-05-04 09:00] More old words.\n' >more
answers 1 more 1 && typed import
status 0 'what to import, and from where'
says 'Brought in: 1.' 'and it is here'
answers && typed drafts finish
status 0 'nothing to finish'
says 'There are no drafts.' 'is told'

# Who is at a terminal, and where two live: a wrong code is told first.
unset WITHUS_AS
answers 1 && typed rules agree G-0000
status 3 'a code that is not there'
lacks 'Who are you?' 'is told before anything is asked'

# Where nobody can be asked.
export WITHUS_AS=Amina
for words in view settle answer reply decide 'stage add' 'member add' \
	'rules write' 'rules agree' edit withdraw 'drafts finish'; do
	w $words </dev/null
	status 2 "$words names what is missing"
done
w settle
tells 'CODE; --how agreement|majority|named|lead|imposed|differ; '\
'--outcome TEXT; --because TEXT' 'all of it at once'
w reply
tells 'CODE; words (-m TEXT or -F FILE)' 'words too'
w drafts
says 'There are no drafts.' 'and keeps nothing'
finish
