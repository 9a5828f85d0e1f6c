#!/bin/sh
# Many saves that come into a history at once: layers, and a side line. In the
# builds for tests thirty of them are too many to be held in memory.
. "${0%/*}/lib.sh"

start
for day in $(seq 10 29); do
	printf '[2026-01-%s 09:00] First of %s\n[2026-02-%s 09:00] Also\n\n' \
		"$day" "$day" "$day"
done | sed '$d' | grep -v 2026-02-29 >notes
w import jrnl notes --for team
status 0 'a diary comes in'
w diary --most 100
for code in $(sed -n 's/^\(R-[0-9a-z]*\).*/\1/p' "$out" | head -30); do
	w edit "$code" -m "Anew: $code."
	[ $rc = 0 ] || ok 1 "$code is edited"
done
git="git --git-dir $(echo "$HOME"/.local/share/withus/projects/*.git)"
versions() {
	$git rev-list --objects journal | grep -c '\.md$'
}
all=$(versions)
tree=$($git rev-parse 'journal^{tree}')

# Somebody put the branch back on its newest files alone: what these follow is
# in no commit any more, and comes in beside them.
$git update-ref refs/heads/journal \
	"$($git -c user.name=a -c user.email=a@b commit-tree -m x "$tree")"
w diary
tells 'earlier saves were not yet in the history' 'earlier words come back'
is "$(versions)" "$all" 'all of them'
is "$($git rev-parse 'journal^{tree}')" "$tree" 'and the newest files stay'
is "$($git rev-list --count journal)" 3 'by a side line, and a join'
is "$($git rev-list --count --merges journal)" 1 'of both'
w check
status 0 'all is well'

# The whole history is gone.
rm -rf "${git#git --git-dir }"
w check --repair
status 0 'it is written again'
is "$(versions)" "$all" 'with all words'
is "$($git rev-parse 'journal^{tree}')" "$tree" 'to the same files'
is "$($git rev-list --count journal)" 2 'in two layers'
w check
status 0 'and all is well'
finish
