#!/bin/sh
# Help: one screen first, all of it for who asks.
. "${0%/*}/lib.sh"

w help
status 0 'help'
[ "$(wc -l <"$out")" -le 23 ]
ok $? 'fits a screen of 24 lines'
[ "$(wc -L <"$out")" -le 80 ]
ok $? 'and 80 columns'
for word in new reflect diary show find edit undo stages members rules decide \
	decisions check backup; do
	says " $word " "$word is on it"
done
says 'withus help all' 'and where the rest is'
COLUMNS=40 w help
[ "$(wc -L <"$out")" -le 40 ]
ok $? 'a narrow one'
w help all
for name in import rebuild 'stage begin' 'member confirm'; do
	says " $name " "all has $name"
done
says '--for-person NAME You type' 'and explains the options of every command'

w help edit
[ "$(wc -l <"$out")" -le 40 ]
ok $? 'edit is short'
lacks '--begin-planned' 'it has no options of one kind'
for kind in stage member project reflection reply; do
	says "withus help edit $kind" "it names the page of $kind"
done
cp "$out" page
w edit --help
cmp -s page "$out"
ok $? 'the same by an option'
w help edit stage
status 0 'the page of a kind'
says '--begin-planned DAY' 'has its options'
lacks '--takes-part' 'and no others'
w help edit 'diary entry'
says '--for team|public' 'a kind by the word that people see'
w help drafts finish stage
says '--begin-planned DAY' 'behind a verb too'
w help edit xylophone
status 2 'no such kind'
w help stage add stage
status 2 'a command of one kind has no pages'
finish
