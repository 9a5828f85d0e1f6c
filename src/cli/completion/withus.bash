# withus: what bash offers where somebody types a command of it and presses
# TAB. The program itself knows what fits; what it answers is only ever put
# into COMPREPLY, quoted by the program, and never read as a command.

_withus()
{
	local what= word about
	local -a words=() abouts=()
	COMPREPLY=()
	while IFS=$'\t' read -r word about; do
		if [[ -z $what ]]; then
			what=$word
			continue
		fi
		words+=("$word")
		abouts+=("$about")
	done < <(command withus completion words bash -- \
		"${COMP_WORDS[@]:0:COMP_CWORD+1}" 2>/dev/null </dev/null)
	case $what in
	files)
		compopt -o default 2>/dev/null
		return
		;;
	folders)
		compopt -o dirnames 2>/dev/null
		return
		;;
	esac
	COMPREPLY=("${words[@]}")

	# Where several are listed (TAB, and TAB again), say what each is. What
	# they all begin with goes into the line, and so may that: not behind a
	# quote, where a space is no end, nor where each goes in by turns (37).
	local -i i
	[[ ${COMP_WORDS[COMP_CWORD]} != [\"\']* ]] || return
	if ((${#words[@]} > 1 && ${COMP_TYPE:-9} != 37)); then
		for ((i = 0; i < ${#words[@]}; i++)); do
			[[ -z ${abouts[i]} ]] ||
				COMPREPLY[i]+="  (${abouts[i]})"
		done
	fi
}
complete -F _withus withus
