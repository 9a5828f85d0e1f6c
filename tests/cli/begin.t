#!/bin/sh
# Beginning: help, version, a first project, and what there is then.
. "${0%/*}/lib.sh"

w --version
status 0 'the version'
says 'withus ' 'it names the program'

w
status 0 'alone, without a terminal and a journal'
says 'There is no project here yet' 'it says that there is nothing'
says ' new start a project try make a sample' 'and what can be done without'
lacks ' diary ' 'nothing that needs one'
[ ! -e "$HOME/.local" ]
ok $? 'it makes no folder for that'

w projects --json
status 0 'no projects are no fault'
prints 'an empty list' <<'END'
{
  "withus": 1,
  "items": []
}
END
w stages
status 3 'no project is not there'
tells 'withus new TITLE' 'it says what to do'

w new 'Ward days'
status 2 'a project needs a name for its first member'
tells '--as YOUR-NAME' 'it says which option'
w new --as Amina
status 2 'and a title'
w new 'Ward days' --as Amina --stages quick
status 2 'and stages that there are'
tells 'research, service, scie, empty' 'it lists them'

start --voice 'carers | nobody yet' -m 'We want better days.'
says 'Saved: P-' 'with its code'
says 'first member, Amina' 'and its first member'
is "$(stat -c %a "$HOME/.local/share/withus")" 700 'the home is private'
w project
says 'Ward days' 'its title'
says 'a carers | nobody yet' 'a voice'
says 'We want better days.' 'why'
w stages
is "$(wc -l <"$out")" 10 'stages of the template'
w new 'Empty one' --as Ben --stages empty
w stages
says 'withus stage add' 'an empty list says how to begin'

w projects
is "$(wc -l <"$out")" 2 'two projects'
is "$(sed -n '1s/.*  //p' "$out")" 'Empty one' 'the last used comes first'
w --project 'ward' stages
is "$(wc -l <"$out")" 10 'a project by the start of its title'
w projects --json
fits 'the list as JSON'
is "$(json 'a["items"][0]["title"]')" 'Ward days' 'now that is the last used'
is "$(json 'a["items"][0]["members"]')" 1 'its members are counted'
w --project zzz stages
status 3 'a project that is not there'
WITHUS_PROJECT='Empty' w members
says 'Ben' 'a project by the environment'

w
says 'Ward days' 'alone it lists the projects'
says 'What you can type next' 'and what comes next'
says ' diary read what people wrote' 'with what can be read'

w --home ./other new 'Elsewhere' --as Eve --json
status 0 'a home by an option'
fits 'a new project as JSON'
[ -f "$place/other/journal.db" ]
ok $? 'it is there'
WITHUS_HOME=$place/other w projects
says 'Elsewhere' 'a home by the environment'
XDG_DATA_HOME=$place/data w projects
says 'no project here' 'a home by XDG_DATA_HOME'

finish
