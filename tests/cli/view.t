#!/bin/sh
# Views on a decision: one's own, changed, unasked, late, typed for somebody.
. "${0%/*}/lib.sh"
. "$top/tests/cli/editor.sh"
. "$top/tests/cli/ledger.sh"
start
export WITHUS_AS=Amina
w member add Ben --here
w member add Cal --here
w member add 'Rosa Mbeki'
w decide 'What first?' --option 'Steps' --option 'Sleep, all night' \
	-m 'One thing.'
decision=$(saved)

# What is needed.
w view
status 2 'a code is needed'
w view "$decision"
status 2 'and where one stands'
tells '--agree, --reservations, --aside, --object or --leave-out' 'it says so'
w view "$decision" -m 'Words alone.'
status 2 'words alone are no view'
tells 'it is draft 1' 'but are kept'
w drafts finish 1 --stance aside --option a
status 0 'and finished'
w show "$decision"
only Views
shape
prints 'as a view' <<'END'
V-0000  Amina stands aside (today). Would choose a.
        Words alone.
END
w undo
w view "$decision" --agree --object -m 'Both?'
status 2 'one stance alone'
tells '“--agree” and “--object” do not go together' 'it says so'
tells 'it is draft' 'the words are kept'
w view "$decision" --agree --stance object
status 2 'in whatever way it is given'
w view D-0000 --agree
status 3 'a code of nothing'
w view 'Something else' --agree
status 3 'a question that is not there'
w view 'what f' --agree
status 0 'the start of one that is'
w undo
w stages
w view "$(code 1)" --agree
status 2 'a code of something else'
tells 'Give the code of this instead: decision' 'it says so'
w view "X-${decision#D-}" --agree
status 3 'a letter of no kind'
tells "nothing with the code “X-${decision#D-}”" 'it says so'

# Giving one.
w view "$decision" --agree --option b -m 'I *sleep* badly.' \
	--speaking-as 'a carer' --tags trust
status 0 'a view'
says 'Saved: V-' 'with a code'
lacks 'changed your view' 'the first one'
view=$(saved)
w view "$decision" --agree --option b -m 'I *sleep* badly.' \
	--speaking-as 'a carer' --tags trust
status 1 'the same once more'
tells 'the words that' 'is nothing new'
w --as Ben view "$decision" --object --option ste -m 'Steps, please.' --json
fits 'as JSON'
is "$(json 'a["items"][0]["stance"]')" object 'what was saved'
for words in c Sleeping steps, z; do
	w --as Cal view "$decision" --agree --option "$words" -m 'Hm.'
	status 2 "“$words” is no option"
	tells 'Its options are: a Steps; b Sleep, all night.' 'it says which'
	tells 'it is draft' 'the words are kept'
done
w --as Cal drafts finish "$(kept)" --option c
status 2 'nor is it when the draft is finished'
tells 'Its options are: a Steps; b Sleep, all night.' 'and it says which'
w --as Cal view "$decision" --reservations --option '=Neither, or both'
status 0 'own words for an option'
w show "$decision"
only Views
shape
LC_ALL=C sort "$out" >sorted && mv sorted "$out"
prints 'on the page' <<'END'
        I sleep badly.
        Steps, please.
V-0000  Amina agrees (today). Would choose b. Speaking as: a carer.
V-0000  Ben objects (today). Would choose a.
V-0000  Cal agrees, with reservations (today). Would choose: Neither, or both.
END
w show "$decision"
says 'a Steps (chosen by 1) b Sleep, all night (chosen by 1)' 'counted'
says 'Gave their view: Amina, Ben, Cal Still to come: Rosa Mbeki' 'and who'
is "$(now "$decision")" open 'it is still open'
w show "$view"
says 'View: agree Option: b, Sleep, all night' 'the view itself'
says "“withus show $decision” shows all of the decision." 'leads to it'
w show "$view" --json
fits 'as JSON'
is "$(json 'a["items"][0]["about"]["title"]')" 'What first?' 'too'
w view "$decision" --aside --option '='
status 2 'an option without words'

# Changing it.
w view "$decision" --object
status 0 'a second view'
is "$(saved)" "$view" 'is the same one, changed'
says "You changed your view. What you said before is kept: “withus history" \
	'it says so'
w show "$view"
lacks 'I sleep badly.' 'what was said before is not said again'
lacks 'Option' 'nor what was chosen'
w undo
w show "$view"
says 'I sleep badly.' 'until it is undone'
w edit "$view" --option a
status 0 'one thing of it changes with edit'
w changes "$view"
says 'Option [-Sleep, all night-]{+Steps+}' 'what changed is in words'
w show "$view"
says 'Option: a, Steps' 'and the words stay'
w --as Ben edit "$view" -m 'Not mine.'
status 1 'nobody else changes it'
tells 'Only Amina can change' 'it says so'
w withdraw "$view"
w show "$decision"
says 'Still to come: Amina, Rosa Mbeki' 'taken back, it is to come again'
w view "$decision" --agree
status 0 'and given again'
lacks 'changed your view' 'as if it were the first'

# For somebody who does not type.
w --as Ben --for-person Rosa --confirmed 'read back on 3 May' view \
	"$decision" --leave-out -m 'I am tired.'
status 0 'a typed view'
says 'That was the last view still to come.' 'the last one'
rosa=$(saved)
is "$(now "$decision")" ready 'makes it ready'
is "$(part 'Rosa Mbeki')" left-out 'she left herself out'
w show "$decision"
says 'Asked to be left out: Rosa Mbeki' 'it says so'
says 'Rosa Mbeki asked to be left out of this one (today). Typed by Ben,' 'who'
says 'and confirmed: read back on 3 May. I am tired.' 'and how'
w --as Ben --for-person Rosa --confirmed 'on paper' view "$decision" --aside
says 'The view of Rosa has changed. What it was before is kept' 'changed'
is "$(saved)" "$rosa" 'the same one'
is "$(now "$decision")" ready 'it is still ready'
w --for-person Ben --confirmed 'on paper' view "$decision" --agree -m 'No.'
status 1 'who has said it in own words'
tells 'Only Ben can change' 'is not spoken for'
tells 'it is draft' 'what was typed is kept'
w --for-person Cal view "$decision" --agree
status 2 'it has to be confirmed'

# The question changes, and comes back.
w edit "$decision" --option 'Pain'
w show "$decision" --json
is "$(viewed Ben words)" changed 'given before the question changed'
w show "$decision"
says 'Ben objects (today). Would choose a. Given before the question changed.' \
	'it says so'
is "$(now "$decision")" ready 'but it counts'
w --as Ben view "$decision" --object --option a -m 'Steps, please.'
status 0 'the same again, to the new question'
w show "$decision" --json
is "$(viewed Ben words)" same 'stands by it'
is "$(viewed Cal words)" changed 'who said nothing again does not'
w edit "$decision" --option 'c='
w show "$decision" --json
is "$(viewed Cal words)" same 'equal words: it still stands'
is "$(viewed Ben words)" changed 'and the other way round'
w undo
w show "$decision" --json
is "$(viewed Ben words)" same 'after an undo it stands again'
w edit "$decision" --until '1 December' --involve '+=a friend' --tags power
w show "$decision" --json
is "$(viewed Ben words)" same 'days and names are not the question'
w edit "$decision" --option 'a='
w show "$decision"
says 'The option they would choose is not there any more.' 'an option that went'
w undo

# Unasked, and after it was settled.
w decide 'Who speaks?' --involve Ben
asked=$(saved)
w view "$asked" --reservations -m 'Me?'
says 'This view was not asked for. It is welcome' 'unasked'
w show "$asked" --json
fits 'as JSON'
is "$(viewed Amina unasked)" True 'it says so'
is "$(now "$asked")" open 'Ben is still to come'
w settle "$asked" --how lead --outcome 'Ben speaks.' --because 'He likes to.'
w --as Ben view "$asked" --object -m 'I do not.'
says 'The decision was settled before. This view stands beside it' 'late'
w view "$asked" --aside
says 'The page says that this view changed afterwards.' 'changed late'
w show "$asked"
says 'Ben objects (today). Given after it was settled. I do not.' 'on the page'
says 'Amina stands aside (today). Given unasked. Changed after it was'\
' settled.' 'too'

# Two computers of one person.
cp -r "$HOME/.local/share/withus" laptop
w --as Cal view "$decision" --agree -m 'Here.'
w --home laptop --as Cal view "$decision" --object -m 'There.'
both
w show "$decision"
says 'Cal said two different things at the same time (today).' 'two things'
says '- agree - object' 'both of them'
says 'Here. There.' 'with the words'
w show "$decision" --json
fits 'as JSON'
is "$(viewed Cal two-things)" True 'in JSON too'
w --as Cal view "$decision" --agree -m 'Here.'
status 0 'until it is said again'
w show "$decision" --json
is "$(viewed Cal two-things)" False 'then there is one'
w --as Cal decide 'Two laptops?'
laptops=$(saved)
both
w --as Cal view "$laptops" --agree
w --home laptop --as Cal view "$laptops" --agree
both
w show "$laptops" --json
is "$(viewed Cal two-things)" False 'the same said twice is one thing'
is "$(json 'len(a["items"][0]["standing"]["views"])')" 1 'and one view'

# A question that has not come yet.
w --home laptop --as Cal edit "$laptops" --option 'On the roof'
w --home laptop --as Cal view "$laptops" --agree -m 'Up.'
w --home laptop export json copy
sed -i 's/On the roof/On the tree/' copy/*.json
w import json copy
rm -r copy
w show "$laptops"
says 'Cal agrees (today). Given to words that are not all on this computer'\
' yet.'\
' Up.' 'it says so'
w show "$laptops" --json
is "$(viewed Cal words)" unknown 'in JSON too'
both
w show "$laptops" --json
is "$(viewed Cal words)" same 'until it is here'

# What waits for me is told where withus begins.
w --as Ben
says "“Two laptops?” waits for your view: “withus view $laptops”." 'it is told'
w --as Ben view "$laptops" --leave-out
w --as Ben
lacks 'Two laptops?' 'until it was given'

# At a terminal.
unset EDITOR
w decide 'Where?' --option Inside --option Outside
where=$(saved)
PATH=/nowhere at_terminal 4 out 'Rain is fine.' . -- "$WITHUS" view "$where"
status 0 'asked'
says 'a Inside (chosen by nobody)' 'the options are shown'
says 'Where do you stand? 1 agree' 'the stances'
says 'Which option would you choose?' 'and the options'
w show "$where"
says 'Amina objects (today). Would choose b. Rain is fine.' 'and saved'
PATH=/nowhere at_terminal 5 '' -- "$WITHUS" --as Ben view "$where"
lacks 'Which option' 'who is left out chooses nothing'
PATH=/nowhere at_terminal 'Why not.' . -- "$WITHUS" --as Cal view "$where" \
	--agree
lacks 'Which option' 'who says where they stand is asked for words alone'
status 0 'and saved'
PATH=/nowhere at_terminal 1 x b '' -- "$WITHUS" --as Ben view "$where"
says 'There is no option “x”. Type the letter of one' 'asked again'
PATH=/nowhere at_terminal 2 a 'Half a' ^D -- "$WITHUS" view "$where"
status 1 'stopped in the middle'
says 'it is draft' 'the words are kept'
editor 'echo "From an editor." >"$1"'
w view "$where" --agree -e
status 0 'from an editor'
w show "$where"
says 'From an editor.' 'its words'

# Empty and large.
w view "$where" --aside -m ''
status 0 'no words'
printf '%0900000d' 7 >long
w view "$where" --aside -F long
status 0 'many words'
printf '%01100000d' 7 >long
w view "$where" --aside -F long
status 1 'too many'
w view "$where" --aside -m 'سلام' -m 'สวัสดี'
status 0 'Arabic and Thai'
w show "$where"
says 'سلام สวัสดี' 'as they were written'
w view "$where" --aside --speaking-as "$(printf '%01001d' 7)" -m 'Kept.'
status 2 'a field that is too long'
tells 'it is draft' 'the words are kept'

# What people say to a view stands below it.
w --as Ben reply "$view" -m 'I see.'
w show "$decision"
says 'Reply of Ben (confirmed), today I see.' 'on the page'
w show "$decision" --json
fits 'as JSON'
is "$(json '[v["view"]["replies"][0]["text"] for v in
	a["items"][0]["standing"]["views"] if v["view"]["replies"]]')" \
	"['I see.\\n']" 'and in it'
finish
