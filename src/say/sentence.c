#include "say/sentence.h"

#include "base/intl.h"

/*
 * One message for each fault: what happened, what it means for people's
 * words, what to do next. The places {1} to {4} are the arguments named
 * in err.def.
 */
static const char *const sentences[ERR_COUNT] = {
	[ERR_NONE] = N_("Nothing went wrong."),

	[ERR_FILE_READ] =
	    N_("“{1}” could not be read: {2}. What you saved is safe. Check "
	       "that it is there and that you may open it, then try again."),
	[ERR_FILE_WRITE] =
	    N_("“{1}” could not be written: {2}. What you saved before is "
	       "safe. Check that you may write there, then try again."),
	[ERR_FILE_SYNC] =
	    N_("The disk did not take “{1}”. Your last words may not be "
	       "kept, so copy them to another place. Then look after the "
	       "disk, and run “withus check”."),
	[ERR_FILE_TOO_LARGE] =
	    N_("“{1}” is too big. The most that fits is {2} bytes. Nothing "
	       "was changed. Make it smaller or split it, then try again."),
	[ERR_FILE_EXISTS] =
	    N_("“{1}” is there already. Nothing was changed. Choose another "
	       "name, or move what is there out of the way."),
	[ERR_DISK_FULL] =
	    N_("The disk is full, so “{1}” could not be written. What you "
	       "wrote just now was not saved; what you saved before is safe. "
	       "Make room on the disk, then try again."),
	[ERR_CHILD_START] =
	    N_("The program “{1}” could not be started: {2}. What you saved is "
	       "safe. Check that it is installed, then try again."),
	[ERR_CHILD_FAILED] =
	    N_("The program “{1}” could not do its work. What you saved is "
	       "safe."),
	[ERR_CHILD_HUNG] =
	    N_("The program “{1}” took too long and was stopped. What you "
	       "saved is safe."),
	[ERR_OUT_CLOSED] =
	    N_("Not everything could be shown: {1}. What you saved is safe. "
	       "Make room where it should go, then try again."),

	[ERR_TEXT_NOT_UTF8] =
	    N_("This text is not in the form called UTF-8. Nothing was saved. "
	       "Save it again as UTF-8, then try again."),
	[ERR_TEXT_NUL] =
	    N_("This text has an empty character in it. Nothing was saved. "
	       "Take it out, then try again."),
	[ERR_TEXT_CONTROL] =
	    N_("This text has a hidden sign in it ({1}). Nothing was saved. "
	       "Take it out, then try again."),
	[ERR_TEXT_TOO_LONG] =
	    N_("This text is too long: the most that fits is {1} bytes. "
	       "Nothing was saved. Split it in two, then try again."),
	[ERR_TEXT_EMPTY] =
	    N_("There are no words here yet. Nothing was saved. Write "
	       "something, then try again."),

	[ERR_FORM_SIZE] =
	    N_("This file is too long to be part of a journal. It was left "
	       "out, and all other words are safe. Ask for a good copy of it."),
	[ERR_FORM_NO_HEADER] =
	    N_("This file does not begin like a file of a journal. It was left "
	       "out, and all other words are safe. Ask for a good copy of it."),
	[ERR_FORM_OPEN_HEADER] =
	    N_("The first part of this file has no end. The file was left out, "
	       "and all other words are safe. Ask for a good copy of it."),
	[ERR_FORM_LINES] =
	    N_("The first part of this file has more than {1} lines. The file "
	       "was left out, and all other words are safe. Ask for a good "
	       "copy of it."),
	[ERR_FORM_CRLF] =
	    N_("Another program changed the line ends of this file. The file "
	       "was left out, and all other words are safe. Ask for the file "
	       "as it was."),
	[ERR_FORM_TAB] =
	    N_("There is a tab where none may be. The file was left out, and "
	       "all other words are safe. Ask for a good copy of it."),
	[ERR_FORM_LINE] =
	    N_("This line is not a name, a colon and a value. The file was "
	       "left out, and all other words are safe. Ask for a good copy "
	       "of it."),
	[ERR_FORM_KEY] =
	    N_("“{1}” cannot be the name of a line here. The file was left "
	       "out, and all other words are safe. Ask for a good copy of it."),
	[ERR_FORM_KEY_TWICE] =
	    N_("“{1}” is there twice. The file was left out, and all other "
	       "words are safe. Ask for a good copy of it."),
	[ERR_FORM_KEY_ORDER] =
	    N_("“{1}” stands after “{2}” and should come before it. The file "
	       "was left out, and all other words are safe. Ask for a good "
	       "copy of it."),
	[ERR_FORM_KEY_MISSING] =
	    N_("The line “{1}” is missing. The file was left out, and all "
	       "other words are safe. Ask for a good copy of it."),
	[ERR_FORM_HEAD_VALUE] =
	    N_("The line “{1}” should look like this: {2}. The file was left "
	       "out, and all other words are safe. Ask for a good copy of it."),
	[ERR_FORM_VALUE] =
	    N_("The line “{1}” is not written as a journal writes it. The file "
	       "was left out, and all other words are safe. Ask for a good "
	       "copy of it."),
	[ERR_FORM_YAML] =
	    N_("The line “{1}” uses signs that a journal never uses. The file "
	       "was left out, and all other words are safe. Ask for a good "
	       "copy of it."),
	[ERR_FORM_ESCAPE] =
	    N_("The line “{1}” has a backslash where none may be. The file was "
	       "left out, and all other words are safe. Ask for a good copy "
	       "of it."),
	[ERR_FORM_LIST_ORDER] =
	    N_("The list in “{1}” is not in order. The file was left out, and "
	       "all other words are safe. Ask for a good copy of it."),
	[ERR_FORM_ROW_NAME] =
	    N_("A row of “{1}” has a wrong name. The file was left out, and "
	       "all other words are safe. Ask for a good copy of it."),
	[ERR_FORM_EMPTY_VALUE] =
	    N_("The line “{1}” is empty. The file was left out, and all other "
	       "words are safe. Ask for a good copy of it."),
	[ERR_FORM_REV] =
	    N_("This file does not say rightly which words it follows. It was "
	       "left out, and all other words are safe. Ask for a good copy "
	       "of it."),
	[ERR_FORM_WITHDRAWN] =
	    N_("This file says that words were taken back, and still holds "
	       "some. It was left out, and all other words are safe. Ask for "
	       "a good copy of it."),
	[ERR_FORM_BODY] =
	    N_("There is an empty line at the start or end of this text. The "
	       "file was left out, and all other words are safe. Ask for a "
	       "good copy of it."),
	[ERR_FORM_ID] =
	    N_("The name inside this file does not fit what it holds. It was "
	       "left out, and all other words are safe. Ask for a good copy "
	       "of it."),
	[ERR_FORM_PATH] =
	    N_("The file “{1}” should be called “{2}”. It was left out, and "
	       "all other words are safe. Ask for a good copy of it."),
	[ERR_FORM_PROJECT] =
	    N_("This file belongs to another project. It was left out, and all "
	       "other words are safe. Look whether it was sent by mistake."),
	[ERR_FORM_SIGNATURE] =
	    N_("This file was changed after its writer saved it, or somebody "
	       "else made it. It was left out, and all other words are safe. "
	       "Ask its writer for a good copy."),
	[ERR_FORM_MODE] =
	    N_("“{1}” is not a plain file. It was left out, and all other "
	       "words are safe. Ask for a good copy of it."),
	[ERR_FORM_VID] =
	    N_("The bytes of this file changed after it was saved. It was left "
	       "out, and all other words are safe. Ask for a good copy of it."),

	[ERR_FIELD_UNKNOWN] =
	    N_("There is no place for “{2}” in this: {1}. Nothing was saved. "
	       "“withus help” with the command lists what there is."),
	[ERR_FIELD_MISSING] =
	    N_("Something is still needed for this ({1}): “{2}”. Nothing was "
	       "saved. Give it with --{2}, then try again."),
	[ERR_FIELD_SHAPE] =
	    N_("“{2}” was given in a way that does not fit this: {1}. Nothing "
	       "was saved. “withus help” with the command says how."),
	[ERR_FIELD_CHOICE] =
	    N_("“{2}” after --{1} is not one of its choices. Nothing was "
	       "saved. Choose one of these: {3}."),
	[ERR_FIELD_DATE] =
	    N_("“{2}” after --{1} is not a day that can be read. Nothing was "
	       "saved. Write it like 2026-05-03, or 3 May, or yesterday."),
	[ERR_FIELD_DATE_TWO] =
	    N_("“{2}” after --{1} could be {3} or {4}. Nothing was saved. "
	       "Write the month as a word, like “{3}”."),
	[ERR_FIELD_NUMBER] =
	    N_("“{2}” after --{1} is not a whole number. Nothing was saved. "
	       "Write it in digits, like 12."),
	[ERR_FIELD_RECORD] =
	    N_("“{2}” is not something that --{1} can name. Nothing was saved. "
	       "Give its code, such as S-0a1b."),
	[ERR_FIELD_ROW] =
	    N_("“{2}” after --{1} cannot be read as a line. Nothing was "
	       "saved. TEXT adds a line, b=TEXT changes the second, b= takes "
	       "it out."),
	[ERR_FIELD_TOO_LONG] =
	    N_("What stands after --{1} is too long: the most that fits is "
	       "{2} letters and signs. Nothing was saved. Make it shorter, "
	       "then try again."),
	[ERR_KIND_NEWER] =
	    N_("{1} was written with a newer withus. You can read it but not "
	       "change it here. Install the newer withus to change it."),
	[ERR_KIND_UNKNOWN] =
	    N_("This withus does not know the kind “{1}”. Nothing was changed. "
	       "“withus help --kinds” lists those that it knows."),

	[ERR_CODE_FORM] =
	    N_("“{1}” is not a code. Nothing was changed. A code is a letter, "
	       "a dash and some signs, such as S-0a1b. Lists show the codes: "
	       "“withus diary”, “withus stages” and “withus members”."),
	[ERR_CODE_SHORT] =
	    N_("“{1}” is too short for a code. Nothing was changed. Type at "
	       "least four signs behind the dash, as a list shows them: "
	       "“withus diary”, “withus stages” or “withus members”."),
	[ERR_CODE_NEAR] =
	    N_("There is nothing with the code “{1}” in this project. Nothing "
	       "was changed. Did you mean {2} “{3}”?"),
	[ERR_CODE_NOT_THERE] =
	    N_("There is nothing with the code “{1}” in this project. Nothing "
	       "was changed. Lists show the codes: “withus diary”, “withus "
	       "stages” and “withus members”. “withus projects” lists other "
	       "projects."),
	[ERR_CODE_SEVERAL] =
	    N_("“{1}” could mean any of these: {2}. Nothing was changed. Type "
	       "one more sign of the code."),
	[ERR_CODE_KIND] =
	    N_("{1} is something else: {2}. Nothing was changed. Give the code "
	       "of this instead: {3}."),
	[ERR_NAME_NOT_THERE] =
	    N_("Nobody and nothing here is called “{1}”. Nothing was changed. "
	       "“withus members” and “withus stages” list the names."),
	[ERR_NAME_NEAR] =
	    N_("Nobody and nothing here is called “{1}”. Nothing was changed. "
	       "Did you mean “{2}” ({3})?"),
	[ERR_NAME_SEVERAL] =
	    N_("“{1}” could mean any of these: {2}. Nothing was changed. Type "
	       "the whole name, or its code."),
	[ERR_VERSION_NOT_THERE] =
	    N_("{1} has no version “{2}”. Nothing was changed. “withus history "
	       "{1}” lists them with their numbers."),
	[ERR_PROJECT_NONE] =
	    N_("There is no project here yet, and nothing was changed. Start "
	       "one with “withus new TITLE --as YOUR-NAME”."),
	[ERR_PROJECT_NOT_THERE] =
	    N_("There is no project called “{1}” here. Nothing was changed. "
	       "“withus projects” lists them."),
	[ERR_PROJECT_NEAR] =
	    N_("There is no project called “{1}” here. Nothing was changed. "
	       "Did you mean “{2}” ({3})?"),
	[ERR_PROJECT_SEVERAL] =
	    N_("“{1}” could mean any of these projects: {2}. Nothing was "
	       "changed. Type the whole title, or its code."),
	[ERR_MEMBER_NOT_HERE] =
	    N_("{1} does not write on this computer. Nothing was changed. To "
	       "write down words that {1} gave you, use --for-person and "
	       "--confirmed."),
	[ERR_MEMBER_SEVERAL] =
	    N_("More than one person writes here: {1}. Nothing was changed. "
	       "Say who you are with --as and the name or the code."),
	[ERR_MEMBER_NONE] =
	    N_("Nobody on this computer is a member of “{1}” yet. Nothing was "
	       "changed. You can read it all."),
	[ERR_MEMBER_KEYLESS] =
	    N_("{1} has not written on any computer yet, so there is nothing "
	       "to confirm. Nothing was changed. Try again when {1} has "
	       "joined on their own computer."),
	[ERR_DRAFT_NOT_THERE] =
	    N_("There is no draft {1}. Nothing was changed. “withus drafts” "
	       "lists those that there are."),

	[ERR_NOT_YOURS] =
	    N_("Only {2} can change {1}. Nothing was changed. You can reply to "
	       "it with “withus reply {1}”."),
	[ERR_NOT_WITHDRAWABLE] =
	    N_("{1} cannot be taken back. Nothing was changed. You can still "
	       "edit it with “withus edit {1}”."),
	[ERR_ALREADY_WITHDRAWN] =
	    N_("{1} was taken back before. Nothing was changed. “withus "
	       "history {1}” shows when."),
	[ERR_NOTHING_CHANGED] =
	    N_("These are the words that {1} has already. Nothing was saved, "
	       "and nothing is lost. Change something, then try again."),
	[ERR_ALREADY_CONFIRMED] =
	    N_("You confirmed {1} before. Nothing was changed, and there is "
	       "nothing more to do."),
	[ERR_NOTHING_TO_UNDO] =
	    N_("There is nothing of yours to undo on this computer. All is as "
	       "it was. “withus history” shows what came before."),
	[ERR_UNDO_BUILT_ON] =
	    N_("{2} has gone on from {1} since ({3}), so it cannot be undone. "
	       "Nothing was changed. You can edit it, or take it back."),
	[ERR_UNDO_COLLIDES] =
	    N_("{1} brought two texts together that differ, so it cannot be "
	       "undone by itself. Nothing was changed. “withus history {1}” "
	       "shows both."),
	[ERR_UNDO_START] =
	    N_("The start of a project cannot be undone. Nothing was changed. "
	       "You can edit it with “withus project edit”."),
	[ERR_EDIT_CLASH] =
	    N_("People wrote different words in {1} ({2}). Nothing was "
	       "changed, and all of them are kept. “withus show {1}” shows "
	       "them. Make one of them count with “withus edit {1} --{2}”, "
	       "then try again."),
	[ERR_KEY_SEVERAL] =
	    N_("The words of {1} come from more than one key. Nothing was "
	       "changed. “withus member show” lists them; say which one you "
	       "mean with --key NUMBER, or give its six words with --words."),
	[ERR_KEY_NOT_THERE] =
	    N_("{1} has no key “{2}”. Nothing was changed. “withus member "
	       "show” lists the keys with their numbers."),
	[ERR_EDIT_BEHIND] =
	    N_("Somebody changed {1} while you wrote. Your words are not lost, "
	       "and nothing of theirs was changed. Look with “withus show "
	       "{1}”, then put yours in again."),

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
	    N_("There is no command “{1}”. Nothing was changed. “withus help” "
	       "lists all commands."),
	[ERR_USAGE_COMMAND_NEAR] =
	    N_("There is no command “{1}”. Nothing was changed. Did you mean "
	       "“{2}”? “withus help” lists all commands."),
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
	    N_("“{1}” needs something more: {2}. Nothing was changed. “withus "
	       "help {1}” shows how to write it."),
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

const char *
sentence_of_fault(enum err_code code)
{
	return sentences[code];
}
