#!/bin/bash
# What shells offer behind TAB: the scripts in real bash, zsh and fish, held
# against the program's own tables; names that would like to be commands; and
# that looking changes nothing. What fits where is in tests/unit/cli_complete.c.
. "${0%/*}/lib.sh"

mkdir "$place/bin"
ln -s "$WITHUS" "$place/bin/withus"
PATH=$place/bin:$PATH
scripts=$top/src/cli/completion

# The scripts that ask in the place of somebody who types: words of the line,
# the one at hand last; a word that is offered a line.
cat >"$place/ask.bash" <<'END'
source "$1"
COMP_WORDS=("${@:2}") COMP_CWORD=$(($# - 2)) COMP_TYPE=37
compopt() { echo "compopt $2"; }
_withus
printf '%s\n' "${COMPREPLY[@]}"
END
cat >"$place/ask.zsh" <<'END'
compdef() { }
compset() { PREFIX=${PREFIX#*=} }
_files() { print -r -- "files $PREFIX $1" }
compadd() { print -rl -- $found }
source "$1"
words=("${@:2}") CURRENT=$(($# - 1)) PREFIX=${@[-1]}
_withus
END
cat >"$place/ask.fish" <<'END'
source $argv[1]
complete -C "$argv[2..]" | string replace -r '\t.*' ''
END

script=
ask_bash() {
	bash --norc --noprofile "$place/ask.bash" \
		"${script:-$scripts/withus.bash}" "$@" >"$out" 2>"$err"
}
ask_zsh() {
	zsh -f "$place/ask.zsh" "$scripts/withus.zsh" "$@" >"$out" 2>"$err"
}
# Fish takes a line; these words have no signs.
ask_fish() {
	fish --no-config "$place/ask.fish" "$scripts/withus.fish" "$@" \
		>"$out" 2>"$err"
}

# in_each NAME WANTED WORDS…: in each shell that is here these are offered, in
# any order.
shells=
for each in bash zsh fish; do
	command -v $each >/dev/null && shells="$shells $each"
done
in_each() {
	for shell in bash zsh fish; do
		case $shells in
		*$shell*)
			"ask_$shell" "${@:3}"
			is "$(sort "$out")" "$(sort <<<"$2")" "$shell: $1"
			[ ! -s "$err" ]
			ok $? "$shell: $1: no message"
			;;
		*)
			tests=$((tests + 2))
			echo "ok $((tests - 1)) # skip $shell is not here"
			echo "ok $tests # skip $shell is not here"
			;;
		esac
	done
}

# ------------------------------------------------------------ the scripts

for shell in bash zsh fish; do
	w completion $shell
	status 0 "$shell: a script"
	cmp -s "$out" "$scripts/withus.$shell"
	ok $? "$shell: it is the one that is installed"
	case $shells in
	*$shell*) $shell -n "$out" >"$err" 2>&1 ;;
	esac
	ok $? "$shell: it can be read"
done
w completion tcsh
status 2 'another shell'
tells 'bash, zsh, fish' 'it says which there are'
w completion bash zsh
status 2 'one at a time'
w completion
status 2 'which one?'
w completion --help
lacks 'completion words' 'what the scripts ask is no command for people'

# ------------------------------------------------------------ the tables

names=$("$WITHUS" help --names)
in_each 'commands' "$names" withus ''
in_each 'commands begun' "$(grep '^re' <<<"$names")" withus re
in_each 'commands of help' "all
$names" withus help ''
in_each 'options of every command' "$("$WITHUS" help --options)" withus --
in_each 'verbs' "$(printf '%s\n' add edit begin end)" withus stage ''
in_each 'behind options' "$(printf '%s\n' add edit begin end)" \
	withus --plain --as Amina stage ''

# Of every noun, by the options of it and its verbs; in bash, as the words come
# from the program in all of them.
ask_bash withus ''
missing=
for noun in $names; do
	ask_bash withus "$noun" --
	cp "$out" "$place/all"
	ask_bash withus help "$noun" ''
	for verb in $(grep -v '^-' "$out"); do
		ask_bash withus "$noun" "$verb" --
		cat "$out" >>"$place/all"
	done
	"$WITHUS" help --options "$noun" | sort >"$place/wanted"
	sort -u "$place/all" | sed '/^$/d' | cmp -s - "$place/wanted" ||
		missing="$missing $noun"
done
is "$missing" '' 'every option of every command is offered, and no other'

# Every choice of every field that an option sets.
while read -r kind field shape form _ choices _; do
	[ "$form" = choice ] || continue
	case $kind in
	reflection) verb='reflect' ;;
	member) verb='member edit' ;;
	project) verb='project edit' ;;
	rules) verb='rules write' ;;
	*) continue ;;
	esac
	option=--$field
	[ "$field" != readers ] || option=--for
	[ "$field" != model ] || option=--asking
	in_each "choices of $kind, $field" "$(tr , '\n' <<<"$choices")" \
		withus $verb $option ''
done < <("$WITHUS" help --fields)
ask_bash withus reflect --for = te
is "$(cat "$out")" team 'bash: a value behind ='
ask_bash withus reflect --for =
is "$(cat "$out")" "$(printf 'team\npublic')" 'bash: just behind ='
for shell in zsh fish; do
	case $shells in
	*$shell*)
		"ask_$shell" withus reflect --asking=cy
		is "$(cat "$out")" --asking=cycle \
			"$shell: with the option, as one word"
		;;
	esac
done
in_each 'nothing where all is said' '' withus show x y z --plain=
ask_bash withus backup ''
says 'compopt default' 'bash: files'
ask_bash withus --home ''
says 'compopt dirnames' 'bash: folders'
case $shells in
*zsh*)
	ask_zsh withus reflect --file=no
	says 'files no' 'zsh: files, behind ='
	;;
esac

# ------------------------------------------------------------ the journal

start
w stage add 'Plain'
trap_one='a $(touch caught) `touch caught`'
trap_two="it's \"one\"; touch caught & | > caught * ~ ! \\ #"
w stage add "$trap_one"
w stage add "$trap_two"
w member add '$(touch caught)' --name '$(touch caught)'
w member add 'Ben Jones'
w reflect --for team -m 'Hello there'
entry=$(sed -n 's/^Saved: \(R-[0-9a-z]*\).*/\1/p' "$out")
w reflect -m 'My secret words.'
w drafts --json
is "$(json 'a["items"][0]["number"]')" 1 'a draft'

in_each 'members' "$(printf '%s\n' Amina 'Ben Jones' '$(touch caught)' |
	grep '^Am')" withus diary --by Am
in_each 'members, in letters of any size' Amina withus diary --by am
in_each 'stages' Plain withus reflect --stage Pla
in_each 'projects' "$("$WITHUS" projects --json |
	sed -n 's/.*"code": "\(.*\)".*/\1/p')" withus --project P-
in_each 'drafts by number' 1 withus drafts show ''
in_each 'codes' "$entry" withus show "${entry%?}"
in_each 'codes of a letter' "$entry" withus show R
bare=${entry#R-}
ask_bash withus show "r${bare%?}"
is "$(cat "$out")" "$entry" 'a code without its dash'
ask_bash withus show "${bare%?}"
is "$(cat "$out")" "$entry" 'and without its letter'
in_each 'a letter is the start of a name' Amina withus diary --by A
for word in "${entry#*-}" "$(tr 'A-Z' 'a-z' <<<"$entry")"; do
	ask_bash withus show "$word"
	is "$(cat "$out")" "$entry" "a code typed as $word"
done
for word in Q- S-0u 9 'R-0 0' ?- S-00000000000000000000000000000; do
	ask_bash withus show "$word"
	is "$(cat "$out")" '' "no code begins with $word"
done
ask_bash withus stage edit "${entry%?}"
is "$(cat "$out")" '' 'a code of another kind'
ask_bash withus stage edit S-
is "$(grep -vc '^S-' "$out")" 0 'stages by their codes'
ask_bash withus reflect --stage 'Plain,Pl'
is "$(cat "$out")" 'Plain,Plain' 'behind a comma'
in_each 'words of no command' '' withus nothing ''
in_each 'no journal there' '' withus --home "$place/none" show ''
[ ! -e "$place/none" ]
ok $? 'and none is made'
ask_bash withus --home "$HOME/.local/share/withus" diary --by Am
is "$(cat "$out")" Amina 'in the home that is named'
ask_bash withus --project Elsewhere diary --by ''
is "$(cat "$out")" '' 'nothing of another project'

# What is said beside them, where several are listed.
sed 's/COMP_TYPE=37/COMP_TYPE=9/' "$place/ask.bash" >"$place/list.bash"
bash "$place/list.bash" "$scripts/withus.bash" withus diary --by '' >"$out"
says 'Amina (M-' 'bash: a name and its code'
bash "$place/list.bash" "$scripts/withus.bash" withus show '' >"$out"
says "$entry" 'bash: codes'
says '(Hello there)' 'bash: with their titles'
lacks secret 'no word of a draft'
for word in '' --project drafts 'drafts show' show edit 'drafts finish'; do
	"$WITHUS" completion words zsh -- withus $word ''
done >"$out"
lacks secret 'nor anywhere else'

# ------------------------------------------------------------ hostile names

# What is offered, taken into a line as it is: one word, the name.
takes() { # NAME OPEN-QUOTE TYPED WANTED
	ask_bash withus reflect --stage "$2$3"
	eval "set -- \"\$1\" \"\$4\" $2$(cat "$out")$2"
	is "$#" 3 "$1: one word"
	is "$3" "$2" "$1: as it is"
}
takes 'a trap, bare' '' 'a\ ' "$trap_one"
takes 'a trap between quotes' '"' 'a ' "$trap_one"
takes 'a trap between single quotes' "'" 'a ' "$trap_one"
takes 'another, bare' '' it\\\' "$trap_two"
takes 'another between quotes' '"' "it'" "$trap_two"
takes 'another between single quotes' "'" it "$trap_two"
case $shells in
*zsh*)
	ask_zsh withus reflect --stage 'a '
	is "$(cat "$out")" "$trap_one" 'zsh has it as it is, to quote it'
	;;
esac
case $shells in
*fish*)
	ask_fish withus reflect --stage "'a "
	is "$(cat "$out")" "$trap_one" 'fish too'
	;;
esac
ask_bash withus '$(touch caught)' "\`touch caught\`" '$(touch caught)'
ask_bash withus reflect --stage "a'b\"c"
is "$(cat "$out")" '' 'quotes amid a word: nothing'
for shell in $shells; do
	"ask_$shell" withus diary --by ''
	"ask_$shell" withus show ''
done
[ ! -e caught ] && [ -z "$(find "$place" -name caught)" ]
ok $? 'no name was run'
# A script that took them as they are would be seen.
sed 's/words bash/words zsh/' "$scripts/withus.bash" >"$place/bad.bash"
script=$place/bad.bash
ask_bash withus reflect --stage 'a '
script=
(eval "set -- $(cat "$out")") >/dev/null 2>&1
[ -e caught ]
ok $? 'and a trap is one'
rm -f caught

# ------------------------------------------------------------ nothing changes

# A save that waits would be brought in by whoever wakes the journal.
$python -c 'import fcntl, glob, os, sys
lock = open(glob.glob(sys.argv[1])[0])
fcntl.flock(lock, fcntl.LOCK_EX)
sys.exit(os.spawnvp(os.P_WAIT, sys.argv[2], sys.argv[2:]))' \
	"$HOME/.local/share/withus/projects/*.lock" \
	"$WITHUS" stage add Waiting >"$out" 2>"$err"
rc=$?
status 5 'a save waits'
picture() {
	find "$HOME/.local/share/withus" -printf '%p %i %s %m %T@ %C@\n' | sort
}
before=$(picture)
for shell in $shells; do
	"ask_$shell" withus show ''
	"ask_$shell" withus reflect --stage ''
	"ask_$shell" withus --project Ward
	"ask_$shell" withus --project 'Ward' --as Amina drafts show ''
done
is "$(picture)" "$before" 'looking changes no file'
w projects --json
is "$(json 'a["items"][0]["waiting"]')" 1 'and wakes nothing'
w stages >/dev/null
[ "$(picture)" != "$before" ]
ok $? 'a change would be seen'
chmod -R a-w "$HOME/.local/share/withus"
ask_bash withus reflect --stage Pla
is "$(cat "$out")" Plain 'where nothing can be written too'
chmod -R u+w "$HOME/.local/share/withus"
echo garbage >"$HOME/.local/share/withus/journal.db"
in_each 'a damaged journal' '' withus show ''
finish
