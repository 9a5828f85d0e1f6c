#!/bin/sh
# Names and codes that are not there: what may have been meant.
. "${0%/*}/lib.sh"
start
w stages --json
stage=$(json 'a["items"][0]["code"]')

near() { # STATUS WANTED WORDS…
	wanted=$1
	words=$2
	shift 2
	w "$@"
	status "$wanted" "$*: not there"
	tells "$words" "$*: did you mean"
}

near 3 'Did you mean “Analysis and interpretation” (S-' stage begin Anaylsis
near 3 'Did you mean “Amina” (M-' --as Amna reflect --for team -m x
near 3 'Did you mean “Ward days” (P-' --project 'Wrad days' stages
near 3 'Did you mean “Design and proposal” (S-' diary --stage Desing
near 3 'Did you mean “Amina” (M-' diary --by Amnia
near 3 'is called “Xylophone”' diary --by Xylophone
case $stage in *0) other=${stage%?}1 ;; *) other=${stage%?}0 ;; esac
near 3 "Did you mean $stage “Before we start”?" show "$other"
near 3 'Lists show the codes' show R-zzzz
near 2 'at least four signs' show "${stage%??}"
near 2 'at least four signs' show R-7
near 2 'is not a code' show 'what ever'
near 3 "Did you mean $stage" stage begin "$other"
w stage add Talks
w stage add Talks
w stage begin Talks
status 2 'two of one name'
is "$(flat "$err" | grep -o 'Talks (S-[0-9a-z]*)' | sort -u | wc -l)" 2 \
	'are told apart by their codes'
finish
