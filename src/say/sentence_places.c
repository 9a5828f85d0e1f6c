#include "say/sentence.h"

#include "base/intl.h"

/* The home, its stores, its history, what goes in and out, and the command
 * line. */
const char *const sentence_places[ERR_COUNT] = {
	[ERR_HOME_UNKNOWN] =
	    N_("withus cannot tell where your journal is: no home folder is "
	       "set. Nothing was changed. Say where with --home FOLDER."),
	[ERR_HOME_MAKE] =
	    N_("The folder “{1}” could not be made: {2}. Nothing was saved. "
	       "Choose another place with --home FOLDER."),
	[ERR_HOME_OWNER] =
	    N_("The folder “{1}” belongs to somebody else. Nothing was "
	       "changed, so that words stay with the right person. Choose your "
	       "own with --home FOLDER."),
	[ERR_HOME_NETWORK] =
	    N_("“{1}” lies on another computer ({2}), and a journal could lose "
	       "words there. Nothing was made. Choose a folder on this "
	       "computer with --home FOLDER."),
	[ERR_HOME_READ_ONLY] =
	    N_("“{1}” can be read but not changed. Nothing was saved. Ask who "
	       "looks after this computer, or choose another with --home."),
	[ERR_HOME_NOT_EMPTY] =
	    N_("There is a journal in “{1}” already, and it was not touched. "
	       "Choose an empty folder with --home FOLDER."),
	[ERR_SAMPLE_FOLDER] =
	    N_("“{1}” is the place of something else, and it was not touched. "
	       "A sample project has a folder of its own: choose one that is "
	       "not there yet, with “withus try FOLDER”."),
	[ERR_STORE_BUSY] =
	    N_("Another withus is busy with “{1}”. Nothing was changed. Wait a "
	       "moment, then try again."),
	[ERR_STORE_DAMAGED] =
	    N_("The file “{1}”, which holds your journal, is damaged. Nothing "
	       "was changed. Copy the whole folder to a safe place, then run "
	       "“withus rebuild”: it brings back what the history holds."),
	[ERR_STORE_NEWER] =
	    N_("“{1}” was written with a newer withus. Nothing was changed. "
	       "Install the newer withus, then try again."),
	[ERR_STORE_FOREIGN] =
	    N_("“{1}” was not made by withus. Nothing was changed. Choose "
	       "another folder with --home FOLDER."),
	[ERR_STORE_FAILED] =
	    N_("The file “{1}” could not be used. What you saved before is "
	       "safe."),
	[ERR_STORE_READ_ONLY] =
	    N_("The file “{1}” can be read but not changed. Nothing was saved. "
	       "Ask who looks after this computer, then try again."),
	[ERR_REPO_MISSING] =
	    N_("The history of a project is gone: “{1}”. What the journal "
	       "itself holds is safe."),
	[ERR_REPO_DAMAGED] =
	    N_("The history in “{1}” is damaged. Nothing was changed. What the "
	       "journal itself holds is safe."),
	[ERR_REPO_CONFIG] =
	    N_("Somebody changed how the history in “{1}” is kept. It was not "
	       "used, to be safe. Your saved words are not lost."),
	[ERR_REPO_FAILED] =
	    N_("The history in “{1}” could not be used. What you saved is "
	       "safe."),
	[ERR_REPO_MOVED] =
	    N_("Another withus wrote to the history in “{1}” at the same time. "
	       "What you saved is safe. Try again."),
	[ERR_REPO_LOCKED] =
	    N_("Another withus is busy with the history in “{1}”. What you "
	       "saved is safe and waits its turn. You need do nothing."),
	[ERR_NOT_IN_HISTORY] =
	    N_("Your words are saved, but are not yet in the history of “{1}”: "
	       "{2}. withus tries again by itself the next time."),
	[ERR_REBUILD_WAITING] =
	    N_("Some words of “{1}” are saved but not yet in its history. "
	       "Nothing was rebuilt, so that they stay safe. Run “withus "
	       "check” to see why."),
	[ERR_WORKER] =
	    N_("The history in “{1}” could not be read. Nothing was changed, "
	       "and what you saved is safe."),
	[ERR_NOT_IN_TABLES] =
	    N_("The history has something that the lists do not show: {1}. "
	       "No words are lost."),
	[ERR_NOT_IN_GIT] =
	    N_("The history lacks some words that the journal has ({1}). The "
	       "journal still holds them."),
	[ERR_DERIVED] =
	    N_("Some lists do not show what they should ({1}). No words are "
	       "lost."),
	[ERR_VERSION_DAMAGED] =
	    N_("What the journal holds of {1} is not what was saved. All other "
	       "words are safe, and the history may still have it whole."),
	[ERR_HISTORY_LACKS] =
	    N_("A part of the history is gone: “{1}”. The journal itself may "
	       "still have those words."),
	[ERR_HISTORY_SLOW] =
	    N_("Looking through the history in “{1}” took longer than {2} "
	       "seconds, so it was stopped. Nothing was changed, and what you "
	       "saved is safe, but nobody can say yet whether the history is "
	       "whole. Try again when this computer has less to do."),
	[ERR_TREE_WRONG] =
	    N_("Another program added, changed or took away files in the "
	       "history. No words are lost."),
	[ERR_DAMAGE] =
	    N_("Something is damaged. Faults that are left: {1}. They are "
	       "named above, and all else is safe. Copy the whole folder to a "
	       "safe place; then “withus check --repair” mends what it can."),
	[ERR_UNMENDED] =
	    N_("Something could not be mended. Faults that are left: {1}. They "
	       "are named above, and all else is safe. Copy the whole folder "
	       "to a safe place, and ask somebody who knows computers well. "
	       "“withus check” shows what they will want to know."),

	[ERR_IMPORT_LINES] =
	    N_("Some of it could not be read. Kept: {1}. Not kept: {2}, named "
	       "above. What was kept is safe. Mend the others, then bring the "
	       "file in again."),
	[ERR_IMPORT_FORM] =
	    N_("“{1}” could not be brought in: {2}. Nothing was changed. Mend "
	       "it or choose another file, then try again."),
	[ERR_IMPORT_DAY] =
	    N_("“{1}” is not a day. This entry was not brought in, and all "
	       "others were. Mend the day, then bring the file in again."),
	[ERR_IMPORT_NEWER] =
	    N_("“{1}” was written by a newer withus, in a way that this one "
	       "cannot read. Nothing was changed. Install the newer withus, "
	       "then try again."),
	[ERR_JSON_FORM] =
	    N_("“{1}” is not written as JSON should be. Nothing was changed. "
	       "Mend the file, then try again."),
	[ERR_BACKUP_FORM] =
	    N_("“{1}” is not a whole backup of a journal. Nothing was changed. "
	       "Choose another backup, then try again."),

	[ERR_USAGE_COMMAND] =
	    N_("There is no command “{1}”. Nothing was changed. “withus help "
	       "all” lists all commands."),
	[ERR_USAGE_COMMAND_NEAR] =
	    N_("There is no command “{1}”. Nothing was changed. Did you mean "
	       "“{2}”? “withus help all” lists all commands."),
	[ERR_USAGE_OPTION_NEAR] =
	    N_("“{1}” has no option “{2}”. Nothing was changed. Did you mean "
	       "“{3}”? “withus help {1}” lists its options."),
	[ERR_USAGE_OPTION] =
	    N_("“{1}” has no option “{2}”. Nothing was changed. “withus help "
	       "{1}” lists its options."),
	[ERR_USAGE_FLAG] =
	    N_("The option “{1}” stands alone: nothing goes with it. Nothing "
	       "was changed. Leave out what follows the = sign."),
	[ERR_USAGE_VALUE] =
	    N_("The option “{1}” needs something after it. Nothing was "
	       "changed. “withus help” with the command says what."),
	[ERR_USAGE_MISSING] =
	    N_("Something is missing after “withus {1}”: {2}. Nothing was "
	       "changed. “withus help {1}” shows how to write it."),
	[ERR_USAGE_EXTRA] =
	    N_("“{1}” does not know what to do with “{2}”. Nothing was "
	       "changed. If it belongs to the words before, put all of them in "
	       "quotes. “withus help {1}” shows how to write it."),
	[ERR_USAGE_TOGETHER] =
	    N_("“{1}” and “{2}” do not go together. Nothing was changed. Use "
	       "one of them, then try again."),
	[ERR_USAGE_NO_FILE] =
	    N_("“{1}” is not a file with words in it. Nothing was changed. "
	       "After -F give a text file, or - for what is piped in."),
	[ERR_USAGE_READERS] =
	    N_("“{1}” cannot be who reads this yet. Nothing was saved. Choose "
	       "“team” (the members of this project) or “public” (anybody). "
	       "Words for fewer eyes come with a later withus. Until then an "
	       "entry can stay a draft on this computer."),
	[ERR_USAGE_RHYTHM] =
	    N_("--{1} belongs to the one page that says how you reflect. "
	       "Nothing was changed. Write it with “withus rules write "
	       "--rhythm”."),
	[ERR_TYPED_BARE] =
	    N_("--for-person and --confirmed go together. Nothing was changed. "
	       "Say whose words they are, and how they confirmed them: "
	       "--for-person Ifeoma --confirmed \"read back\"."),
	[ERR_WORDS_DIFFER] =
	    N_("These are not the six words of {1}. Nothing was changed. Ask "
	       "{1} to read them out again; if they still differ, ask the "
	       "team."),
	[ERR_EDITOR] =
	    N_("The editor “{1}” could not be used: {2}. Nothing was saved. "
	       "Set another in EDITOR, or give your words with -m TEXT."),
	[ERR_EDITOR_NONE] =
	    N_("No editor is set. Nothing was saved. Set one, such as “export "
	       "EDITOR=nano”, or give your words with -m TEXT or -F FILE."),
	[ERR_STOPPED] =
	    N_("You stopped here. What you saved before is safe. You can start "
	       "again at any time."),
};
