#compdef withus
# withus: what zsh offers where somebody types a command of it and presses
# TAB. The program itself knows what fits; zsh quotes what it answers, and
# never reads it as a command.

_withus()
{
	local what line
	local -a words_before found shown
	words_before=("${(@Q)words[1,CURRENT-1]}")
	for line in "${(@f)$(command withus completion words zsh -- \
		"${words_before[@]}" "${(Q)PREFIX}" 2>/dev/null </dev/null)}"; do
		if [[ -z $what ]]; then
			what=$line
			continue
		fi
		found+=("${line%%$'\t'*}")
		if [[ -n ${line#*$'\t'} ]]; then
			shown+=("${line%%$'\t'*}  (${line#*$'\t'})")
		else
			shown+=("${line%%$'\t'*}")
		fi
	done
	case $what in
	files | folders)
		[[ $PREFIX != --*=* ]] || compset -P '*='
		if [[ $what = files ]]; then
			_files
		else
			_files -/
		fi
		return
		;;
	esac
	((${#found})) || return 1
	compadd -U -l -V withus -d shown -a found
}

if [[ ${funcstack[1]} = _withus ]]; then
	_withus "$@"
else
	compdef _withus withus
fi
