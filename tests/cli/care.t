#!/bin/sh
# Care: looking, mending, building again, copying out and back.
. "${0%/*}/lib.sh"
home=$HOME/.local/share/withus

for command in check 'backup file'; do
	w $command
	status 3 "$command: there is nothing yet"
	[ ! -e "$home" ]
	ok $? "$command: and nothing is made"
done
w rebuild
status 3 'rebuild: there is nothing yet'

start
w stage add Analysis
w stages --json
cp "$out" stages.before

w check
status 0 'all is well'
says 'All is well. 14 versions were looked at.' 'and it says so'
w check --json
fits 'as JSON'
is "$(json 'a["check"]["faults"]')" 0 'no faults'
is "$(json 'a["check"]["versions"]')" 14 'and how much there is'

w rebuild
status 0 'everything is built again'
says 'Projects: 1. Versions: 14.' 'it says how much'
w rebuild --project Ward --json
fits 'one project, as JSON'
is "$(json 'a["rebuild"]["recovered"]')" False 'nothing had to be recovered'
w rebuild --project Other
status 3 'a project that is not there'
w stages --json
cmp -s "$out" stages.before
ok $? 'the same stages as before'

w backup copy
status 0 'a backup'
says 'copy' 'it names the file'
is "$(stat -c %a copy)" 600 'nobody else can read it'
w backup copy
status 1 'a file that is there is not touched'
w --home back restore copy
status 0 'it comes back'
says 'with 1 project' 'with its projects'
w --home back stages --json
cmp -s "$out" stages.before
ok $? 'the same stages'
w --home back stage add More
status 0 'and it can be written to'
w --home back restore copy
status 1 'a journal that is there is not touched'
echo nothing >empty
w --home third restore empty
status 1 'a file that is no backup'
tells 'not a whole backup' 'and it says so'

printf 'x' | dd of="$home/journal.db" bs=1 seek=100 conv=notrunc 2>/dev/null
dd if=/dev/zero of="$home/journal.db" bs=1024 count=8 conv=notrunc 2>/dev/null
w stages
[ "$rc" = 6 ] || [ "$rc" = 1 ]
ok $? 'a damaged journal is told'
w rebuild
status 0 'and built again'
says 'set aside' 'the damaged one is set aside'
w stages --json
cmp -s "$out" stages.before
ok $? 'the same stages as before'
w check
status 0 'all is well'

finish
