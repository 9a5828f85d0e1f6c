#!/bin/sh
# Every command answers in JSON, as schema/json/answer.json says, but for the
# few that have no answer: `finish` looks. A command that is new must be tried
# here too.
. "${0%/*}/lib.sh"

# Those of commands.def that have none: words for people, and nouns that do
# nothing without a verb.
without='help completion import export'
tried=

# j COMMAND WORDS…: runs `withus COMMAND WORDS… --json`; COMMAND is a row of
# commands.def, its noun and verb parted by _.
j() {
	row=$1
	shift
	case $row in
	start) w "$@" --json ;;
	*_*) w "${row%%_*}" "${row#*_}" "$@" --json ;;
	*) w "$row" "$@" --json ;;
	esac
	tried="$tried $row"
	[ "$rc" = 0 ] && [ -s "$out" ]
	ok $? "$row"
}

# code_of: of the first item in the answer.
code_of() { json 'a["items"][0]["code"]'; }

j new 'Ward days' --as Amina
j start
j projects
j project
j project_edit --tags care
j stage_add Trying --order 15
j stage_edit Trying --tags x
j stage_begin Trying
j stage_end Trying
j stages
j member_add Ben --joined 2026-01-01
j member_edit Ben --hats carer
j member_show Ben
j member_show
j member_away Ben --until '30 November'
j member_back Ben
w member add Ifeoma --here
export WITHUS_AS=Amina
w member show Ifeoma --json
j member_confirm Ifeoma \
	--words "$(json 'a["items"][0]["key-words"][0]')" --as Amina
j members
j reflect --for team --stage Trying -m 'We *met* under the tree.' --tags a,b \
	--goes-with 'Drawing'
entry=$(code_of)
j reply "$entry" -m 'Yes.'
reply=$(code_of)
j reply "$reply" -m 'And yes.'
j edit "$entry" -m 'We met under a tree.'
j diary
j show "$entry"
j show "$entry" 1
j find tree --all
j history
j history "$entry"
j changes "$entry"
j reflect -m 'Begun.'
j drafts
j drafts_show 1
j drafts_finish 1 --for team
w reflect -m 'Begun again.' --as Amina
j drafts_drop 2

j rules_write 'How we meet' --group all --look-every 26 -m 'We meet on Mondays.'
rules=$(code_of)
j rules_agree "$rules" --reservation 'Not in May.'
j rules_changes "$rules"
j rules_again "$rules"
j rules
j show "$rules"
j decide 'Which tree?' --why 'It rains.' --option Oak --option Ash \
	--involve Amina,Ben -m 'More.'
decision=$(code_of)
j show "$decision"
j view "$decision" --agree --option a -m 'Oak.'
j view "$decision" --object -m 'No.' --for-person Ben \
	--confirmed 'read back'
j decisions
j settle "$decision" --how majority --outcome Oak --because 'It is old.' \
	--who Amina --by-when 2027-01-01 --look-again 2027-02-01 \
	--not-there 'Ben=ill'
j answer "$decision" --done -m 'Planted.'
j decisions
j show "$decision"
j show "$(json 'a["items"][0]["standing"]["views"][0]["view"]["code"]')"

j withdraw "$reply"
j show "$reply"
j undo
j member_leave Ben
j check
j rebuild
j backup "$place/copy"
j restore "$place/copy" --home "$place/restored"
j export_json written
for file in written/*.json; do
	fits_file export.json "$file" "${file#written/}: as its schema says"
done
j import_json written --home "$place/imported"
printf '[2026-05-03 10:00:00 AM] A title.\nWords.\n' >jrnl.txt
j import_jrnl jrnl.txt --for team
mkdir adr
printf '# 1. Use paper\n\n## Status\n\nAccepted\n\n## Decision\n\nPaper.\n' \
	>adr/0001-paper.md
j import_adr adr
j try "$place/sample"

rows=$(sed -n 's/^X(\(.*\))$/\1/p' "$top/src/cli/commands.def")
[ -n "$rows" ]
ok $? 'there are commands'
left=
for row in $rows; do
	case " $tried $without " in
	*" $row "*) ;;
	*) left="$left $row" ;;
	esac
done
is "$left" '' 'every command was tried'
finish
