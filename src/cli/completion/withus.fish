# withus: what fish offers where somebody types a command of it and presses
# TAB. The program itself knows what fits; fish quotes what it answers, and
# never reads it as a command.

function __withus_words
	set -l found (command withus completion words fish -- \
		(commandline -opc) (commandline -ct) 2>/dev/null </dev/null)
	switch "$found[1]"
		case files
			__fish_complete_path (commandline -ct)
		case folders
			__fish_complete_directories (commandline -ct) ''
		case '*'
			string join \n -- $found[2..]
	end
end

complete -c withus -f -k -a '(__withus_words)'
