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
says 'All is well. 14 saved texts were looked at' 'and it says so'
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

echo mine >copy2.part
w backup copy2
status 0 'another backup'
is "$(cat copy2.part)" mine 'a file of somebody else stays'
is "$(ls copy*)" "$(printf 'copy\ncopy2\ncopy2.part')" \
	'and nothing is left beside a backup'

repo=$(echo "$home"/projects/*.git)
object=$(find "$repo/objects" -type f -path '*/??/*' | sort | head -n 1)
chmod u+w "$object"
cp "$object" object.before
: >"$object"
w check
status 6 'an emptied file of the history is found'
says 'Damaged: files of the history.' 'it says where'
says 'For who helps you with this computer: - ' 'words of git are at the end'
tells 'withus check --repair' 'the way out is named once, at the end'
w check --json
fits 'as JSON'
is "$(json '"detail" in a["check"]["found"][0]["why"]')" True 'with a detail'
is "$(json '"check" in a["check"]["found"][0]["why"]["message"]')" False \
	'whose message does not send people to check'
w check --repair
status 0 'it is mended'
lacks 'check --repair' 'and nobody is sent in a circle'
says 'Mended: ' 'it says how much'
w check
status 0 'all is whole again'

mkdir bin
printf '#!/bin/sh\nexec sleep 1000\n' >bin/git
chmod +x bin/git
PATH_BEFORE=$PATH
PATH=$place/bin:$PATH WITHUS_TEST_HASTE=1000
export PATH WITHUS_TEST_HASTE
aside=$(ls "$home/projects")
w check --repair
PATH=$PATH_BEFORE
unset WITHUS_TEST_HASTE
status 1 'a git that never answers'
tells 'took longer than 30 seconds' 'it says so'
tells 'what you saved is safe' 'and what it means'
is "$(ls "$home/projects")" "$aside" 'and nothing is set aside'

sqlite3 "$home/journal.db" "UPDATE version SET bytes = x'00' WHERE kind = 'key'"
w reflect --for team -m 'Words come first.'
status 0 'damage in a key keeps nobody from saving'
tells 'something that was saved before is damaged' 'it is told afterwards'
w diary
says 'Words come first.' 'the words are there'
w check --repair
status 0 'it is mended'
w check
status 0 'all is whole again'
w stages --json
cp "$out" stages.before

printf 'x' | dd of="$home/journal.db" bs=1 seek=100 conv=notrunc 2>/dev/null
dd if=/dev/zero of="$home/journal.db" bs=1024 count=8 conv=notrunc 2>/dev/null
w stages
[ "$rc" = 6 ] || [ "$rc" = 1 ]
ok $? 'a damaged journal is told'
! grep -qi 'malformed\|not a database\|sqlite' "$err"
ok $? 'in our words'
w rebuild
status 0 'and built again'
says 'set aside' 'the damaged one is set aside'
w stages --json
cmp -s "$out" stages.before
ok $? 'the same stages as before'
w check
status 0 'all is well'

finish
