#include "say/sentence.h"

#include "base/intl.h"

/*
 * One message for each fault: what happened, what it means for people's
 * words, what to do next. The places {1} to {4} are the arguments named
 * in err.def.
 */
static const char *const words[ERR_COUNT] = {
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
	    N_("This is not whole yet ({1}): --{2} is missing. Nothing was "
	       "saved. Add it, then try again."),
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
	       "“withus diary”, “withus rules”, “withus decisions”, “withus "
	       "stages” and “withus members”."),
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
	       "rules”, “withus decisions”, “withus stages” and “withus "
	       "members”. “withus projects” lists other projects."),
	[ERR_CODE_SEVERAL] =
	    N_("“{1}” could mean any of these: {2}. Nothing was changed. Type "
	       "the code of the one you mean."),
	[ERR_CODE_KIND] =
	    N_("{1} is something else: {2}. Nothing was changed. Give the code "
	       "of this instead: {3}."),
	[ERR_NAME_NOT_THERE] =
	    N_("Nobody and nothing here is called “{1}”. Nothing was changed. "
	       "Lists show the names: “withus members”, “withus stages”, "
	       "“withus rules” and “withus decisions”."),
	[ERR_NAME_NEAR] =
	    N_("Nobody and nothing here is called “{1}”. Nothing was changed. "
	       "Did you mean “{2}” ({3})?"),
	[ERR_NAME_SEVERAL] =
	    N_("“{1}” could mean any of these: {2}. Nothing was changed. Type "
	       "the whole name, or its code."),
	[ERR_NAME_MAYBE] =
	    N_("Nobody in the team is called “{1}”. Perhaps you mean: {2}. "
	       "Nothing was saved. Type the whole name. For somebody who is "
	       "no member, write = in front."),
	[ERR_OPTION_NOT_THERE] =
	    N_("{2} has no option “{1}”. Its options are: {3}. Nothing was "
	       "saved. Type the letter of one, or your own words with = in "
	       "front."),
	[ERR_OPTION_NONE] =
	    N_("{2} has no options yet, so “{1}” is none. Nothing was saved. "
	       "For your own words write = in front. “withus edit {2} "
	       "--option” adds an option."),
	[ERR_INSTEAD_ELSEWHERE] =
	    N_("{1} says how another decision was settled, so it cannot be "
	       "replaced here. Nothing was saved. “withus show {2}” lists the "
	       "ones you can name."),
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
	[ERR_SEARCH_EMPTY] =
	    N_("“{1}” holds no word to look for. Nothing was changed. Type one "
	       "or more words, such as: withus find garden room"),
	[ERR_SEARCH_NOTHING] =
	    N_("Nothing was found for “{1}”, not among earlier words either. "
	       "All of the words have to be in one text. Try fewer words, "
	       "another spelling, the start of a word with a * behind it, or "
	       "fewer options."),
	[ERR_SEARCH_OLD_ONLY] =
	    N_("Nothing that is shown now was found for “{1}”, but it stands "
	       "in earlier words, which were changed later or taken back. "
	       "Look through them with --all."),

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
	[ERR_RULES_SILENT] =
	    N_("{2} has not said anything about {1} yet, so there is nothing "
	       "to compare. “withus show {1}” shows the words, and who agreed "
	       "to them."),
	[ERR_RULES_ELSEWHERE] =
	    N_("{2} answered to words of {1} that are not all on this computer "
	       "yet, so they cannot be compared. Nothing is lost. “withus show "
	       "{1}” shows the words of today."),
	[ERR_RULES_SAME] =
	    N_("{1} is for the same people as before, and sets no new day to "
	       "look again. Nothing had to be changed. To set a day: “withus "
	       "rules write {1} --look-again DAY”."),
};

const char *
sentence_of_fault(enum err_code code)
{
	return words[code] != NULL ? words[code] : sentence_places[code];
}
