#!/usr/bin/python3
"""Random walks: three people do whatever people can do, in any order.

    walk.py [--steps N] [--seconds S] [--keep FOLDER] PROGRAM SEED…

A walk is what its seed makes of it: people, one home or two that exchange
what they have, and so many commands. After each command:

    nothing      that was saved is missing from the history
    refused      commands change nothing, and drop no draft
    undo         brings back what people saw, and a second one what came after

and at the end, in each home:

    check        finds nothing
    rebuild      gives the same rows, and the same answers
    exchange     leaves both homes with the same versions and pages

A walk that breaks one is walked again, shorter each time, until its last
command is the one that matters. What is printed says how to walk it alone.
"""
import argparse
import itertools
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

import moves
from home import Fault, Home, LETTERS, forget

PEOPLE = ["Amina", "Ben", "Chidi"]
# What differs between two homes that hold the same: what each did itself.
OWN = {"arrived", "action", "trust", "last-used", "awaits-me", "mine"}
# Pages that are looked at around an undo; all of them at the end.
PAGES = 4


class Walk:
    """One walk, from its seed to its laws."""

    def __init__(self, program, seed, steps, place):
        self.rng = random.Random(seed)
        self.seed = seed
        self.steps = steps
        self.place = Path(place)
        self.done = []
        self.at = 0         # the step that is under way
        self.is_over = False
        self.undone = 0
        self.refused = 0
        seeds = itertools.count(seed * 100000 + 1)
        self.homes = [Home(program, self.place / "one", seeds)]
        self.histories = {}  # of homes that nothing was done in since
        self.two = seed % 2 == 0
        self.mind = moves.Mind(self.rng, self.place, PEOPLE)

    def begin(self):
        home = self.homes[0]
        self.must(home, "new", "Ward days", "--as", PEOPLE[0], "--stages",
                  self.rng.choice(["research", "empty", "scie"]))
        home.project = "P-" + home.ask("project")[0]["id"]
        for name in PEOPLE[1:]:
            self.must(home, "member", "add", name, "--here",
                      who=None if name == PEOPLE[1] else PEOPLE[0])
        self.must(home, "member", "add", "Rosa", who=PEOPLE[0])
        self.mind.people = PEOPLE + ["Rosa"]
        if self.two:
            shutil.copytree(home.path, self.place / "two")
            other = Home(home.program, self.place / "two", home.seeds)
            other.project = home.project
            self.homes.append(other)

    def must(self, home, *words, who=None):
        ran = home.run(*words, who=who)
        self.done.append(f"{home.path.name}: {who}: {words}")
        if ran.status != 0:
            raise Fault(str(ran))
        return ran

    def go(self):
        self.begin()
        for self.at in range(1, self.steps + 1):
            if self.two and self.rng.random() < 0.03:
                self.exchange()
            elif self.rng.random() < 0.02:
                self.rebuild(self.homes[0])
            else:
                self.step()
        self.is_over = True
        if self.two:
            self.meet()
        for home in self.homes:
            self.must(home, "check")
            self.rebuild(home)
            self.must(home, "check")

    def step(self):
        home = self.rng.choice(self.homes)
        who = self.pick_who(home)
        if self.rng.random() < 0.1 and home.day < 29:
            home.day += 1
        history = self.histories.pop(home, None) or home.history()
        drafts = home.drafts(who)
        self.mind.who = who
        self.mind.look(history, drafts)
        move, words = moves.choose(self.mind)
        # Who was once named stays involved, also after an undo.
        often = 0.8 if move.startswith("import") else 0.3
        may_undo = self.rng.random() < often and "--involve" not in words
        before = self.look(home, who) if may_undo else None
        ran = home.run(*words, who=who)
        self.done.append(f"{home.path.name}: {who}: {words}")
        after = home.history()
        self.judge(ran, move, history, after)
        self.judge_drafts(ran, words, drafts, home.drafts(who))
        if before and ran.status == 0 and len(after) > len(history):
            self.undo(home, who, before, after)
        else:
            self.histories[home] = after

    def pick_who(self, home):
        """With two homes one person writes in the first alone, one in the
        second, and one in both."""
        if not self.two:
            return self.rng.choice(PEOPLE)
        return self.rng.choice(PEOPLE[:2] if home is self.homes[0]
                               else PEOPLE[1:])

    def judge(self, ran, move, before, after):
        if ran.status not in (0, 1, 2, 3):
            raise Fault(str(ran))
        had = {each["version"] for each in before}
        has = {each["version"] for each in after}
        if had - has:
            raise Fault(f"{had - has} lost by {ran}")
        if ran.status == 0:
            return
        self.refused += 1
        if not ran.err:
            raise Fault(f"no word: {ran}")
        # An import keeps what it can, and ends with 1 for the rest.
        partly = move in ("import_jrnl", "import_adr") and ran.status == 1
        if before != after and not partly:
            raise Fault(f"something was changed by {ran}")

    def judge_drafts(self, ran, words, before, after):
        mine = words[2] if words[0] == "drafts" and len(words) > 2 else ""
        for number, draft in before.items():
            if after.get(number) != draft and str(number) != mine:
                raise Fault(f"draft {number} is another one after {ran}")
            if number not in after and ran.status != 0:
                raise Fault(f"draft {number} is gone after {ran}")

    def look(self, home, who):
        """What people see: all lists, and some pages."""
        lists = home.lists(who)
        names = [(kind, each["id"]) for key, kind in
                 (("diary", "reflection"), ("rules", "rules"),
                  ("decisions", "decision")) for each in lists[key]]
        names = self.rng.sample(names, min(PAGES, len(names)))
        return lists, {name: home.page(*name, who) for name in names}

    def look_again(self, home, who, before):
        return home.lists(who), {name: self.find_page(home, name, who)
                                 for name in before[1]}

    @staticmethod
    def find_page(home, name, who):
        kind, record = name
        ran = home.run("show", f"{LETTERS[kind]}-{record}", "--json", who=who)
        return home.page(kind, record, who) if ran.status == 0 else None

    def undo(self, home, who, before, history):
        changed = self.look_again(home, who, before)
        ran = home.run("undo", who=who)
        self.done.append(f"{home.path.name}: {who}: undo")
        if ran.status != 0:
            self.allow(ran, home, history)
            return
        self.undone += 1
        if "still" in ran.out or "cannot be taken back" in ran.out:
            return
        self.compare("undo", before, self.look_again(home, who, before))
        if self.rng.random() < 0.5:
            self.must(home, "undo", who=who)
            self.compare("undo of an undo", changed,
                         self.look_again(home, who, before))

    def allow(self, ran, home, history):
        """What may keep an undo from happening: other words at the same time,
        a start."""
        if self.two and ("same time" in ran.err or "went on" in ran.err):
            return
        if home.history() != history:
            raise Fault(f"something was changed by {ran}")
        raise Fault(str(ran))

    @staticmethod
    def compare(what, wanted, got):
        for had, has in zip(wanted, got):
            for key, value in had.items():
                if value != has[key]:
                    raise Fault(f"after {what}, {key}: "
                                f"{differ(value, has[key])}")

    def rebuild(self, home):
        rows = home.rows()
        seen = home.pages(PEOPLE[1])
        self.must(home, "rebuild")
        again = home.rows()
        for table in rows:
            if rows[table] != again[table]:
                raise Fault(f"rebuild, table {table}: "
                            f"{differ(rows[table], again[table])}")
        self.compare("rebuild", seen, home.pages(PEOPLE[1]))

    def exchange(self):
        """One home gets what the other has."""
        self.histories = {}
        source, target = self.rng.sample(self.homes, 2)
        folder = self.mind.folder("sent")
        self.must(source, "export", "json", str(folder))
        self.must(target, "import", "json", str(folder))
        lacks = moves.read_folder(folder) - {
            each["version"] for each in target.history()}
        if lacks:
            raise Fault(f"{lacks} did not come")

    def meet(self):
        """Both homes get what the other has, and show the same."""
        for source, target in (self.homes, self.homes[::-1]):
            folder = self.mind.folder("sent")
            self.must(source, "export", "json", str(folder))
            self.must(target, "import", "json", str(folder))
        day = max(home.day for home in self.homes)
        for home in self.homes:
            home.day = day
        seen = [[forget(each, OWN) for each in home.pages(PEOPLE[1])]
                for home in self.homes]
        self.compare("an exchange", *seen)


def differ(wanted, got, path=""):
    """Where two things differ first."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        for key in sorted(set(wanted) | set(got)):
            if wanted.get(key) != got.get(key):
                return differ(wanted.get(key), got.get(key), f"{path}/{key}")
    if isinstance(wanted, (list, tuple)) and isinstance(got, (list, tuple)):
        if len(wanted) != len(got):
            path += f" ({len(wanted)} and {len(got)})"
        for at, (one, two) in enumerate(zip(wanted, got)):
            if one != two:
                return differ(one, two, f"{path}/{at}")
    return f"{path}: {str(wanted)[:300]} became {str(got)[:300]}"


def walk(program, seed, steps, keep=None):
    """None, or the fault and the commands that led to it."""
    place = keep or tempfile.mkdtemp(prefix="withus-walk-")
    Path(place).mkdir(exist_ok=True)
    one = Walk(program, seed, steps, place)
    try:
        one.go()
        return one, None
    except Fault as fault:
        return one, fault
    finally:
        if not keep:
            shutil.rmtree(place)


def shorten(program, seed, steps, one, fault):
    """The shortest beginning of a walk that breaks a law: up to the command
    that did; else, of a law that holds at the end, halves as long as the half
    breaks it too."""
    if not one.is_over:
        return one.at, one, fault
    least, most = 0, steps
    while least < most:
        half = (least + most) // 2
        shorter, found = walk(program, seed, half)
        if found:
            most, one, fault = half, shorter, found
        else:
            least = half + 1
    return most, one, fault


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--keep")
    parser.add_argument("program")
    parser.add_argument("seeds", type=int, nargs="+")
    given = parser.parse_args()
    begun = time.monotonic()
    sums = [0, 0, 0, 0]
    for seed in given.seeds:
        if given.seconds and time.monotonic() - begun > given.seconds:
            break
        one, fault = walk(given.program, seed, given.steps, given.keep)
        if fault:
            steps, one, fault = shorten(given.program, seed, given.steps, one,
                                        fault)
            print("\n".join(f"# {each}" for each in one.done[-8:]))
            print(f"# {fault}\n# bad: --steps {steps} {seed}")
            sys.exit(1)
        sums = [a + b for a, b in zip(sums, (
            1, len(one.done), one.undone, one.refused))]
    print("# walks: %d, %d commands, %d undone, %d refused, %.0f s" % (
        *sums, time.monotonic() - begun))


if __name__ == "__main__":
    main()
