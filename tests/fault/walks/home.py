"""One journal home under a walk: runs the program, and reads what is there.

The program is asked as a person would ask it. Only the rows that `rebuild`
has to give back are read from the file itself.
"""
import json
import os
import re
import sqlite3
import subprocess
from pathlib import Path

TOP = Path(__file__).resolve().parents[3]
CLOCK = "2026-11-%02dT14:05:00"
# A command that takes longer hangs.
PATIENCE = 60

# What an undo does not bring back: how many versions there are, and when the
# newest was made. A code may grow when another of the same start comes.
HISTORY = {"versions", "changed", "in-history", "code", "number"}
# Who wrote last, in what the team shares: who undoes did.
WRITER = {"by", "typed-by", "confirmed", "trust"}
SHARED = {"project", "member", "stage", "rules", "decision"}

# What people see of one project, without its single pages.
LISTS = (["project"], ["members"], ["stages"], ["diary"], ["rules"],
         ["decisions"])
LETTERS = {"reflection": "R", "rules": "G", "decision": "D"}


class Fault(Exception):
    """A law that does not hold."""


class Ran:
    """One run, and what it said."""

    def __init__(self, words, process):
        self.words = words
        self.status = process.returncode
        self.out = process.stdout.decode("utf-8", "replace")
        self.err = process.stderr.decode("utf-8", "replace")

    def items(self):
        return json.loads(self.out).get("items", []) if self.out else []

    def __str__(self):
        said = self.err.strip() or self.out.strip()
        return f"{' '.join(self.words)!r} ends with {self.status}: {said}"


def forget(thing, keys):
    """The same without these keys, wherever they stand."""
    if isinstance(thing, list):
        return [forget(each, keys) for each in thing]
    if isinstance(thing, dict):
        gone = keys | (WRITER if thing.get("kind") in SHARED else set())
        return {key: forget(value, keys) for key, value in thing.items()
                if key not in gone}
    return thing


def shared_tables():
    """The names of those that can be made again; but for where the tables
    stand in the history, which may lag behind it until the next start."""
    text = (TOP / "schema" / "shared.sql").read_text(encoding="utf-8")
    return [name for name in re.findall(r"(?m)^CREATE TABLE (\w+)", text)
            if name != "head"]


class Home:
    """A journal home. `seeds` gives each run a seed of its own, also where
    several homes take turns."""

    tables = shared_tables()

    def __init__(self, program, path, seeds):
        self.program = str(program)
        self.path = Path(path)
        self.seeds = seeds
        self.day = 20
        self.project = None

    def run(self, *words, who=None, typed=None):
        line = [self.program, "--home", str(self.path)]
        if self.project:
            line += ["--project", self.project]
        if who:
            line += ["--as", who]
        env = {"PATH": os.environ["PATH"], "HOME": str(self.path.parent),
               "TZ": "UTC", "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
               "TMPDIR": str(self.path.parent),
               "WITHUS_TEST_CLOCK": CLOCK % self.day,
               "WITHUS_TEST_SEED": str(next(self.seeds))}
        if "ASAN_OPTIONS" in os.environ:
            env["ASAN_OPTIONS"] = os.environ["ASAN_OPTIONS"]
        try:
            done = subprocess.run(
                line + list(words), env=env, timeout=PATIENCE, check=False,
                input=typed or b"", cwd=self.path.parent,
                capture_output=True)
        except subprocess.TimeoutExpired as late:
            raise Fault(f"{' '.join(words)!r} hangs") from late
        return Ran(words, done)

    def ask(self, *words, who=None):
        """The items of a list that has to come."""
        ran = self.run(*words, "--json", who=who)
        if ran.status != 0:
            raise Fault(str(ran))
        return ran.items()

    def history(self):
        return self.ask("history")

    def drafts(self, who):
        return {each["number"]: each for each in self.ask("drafts", who=who)}

    def page(self, kind, name, who):
        ran = self.run("show", f"{LETTERS[kind]}-{name}", "--json", who=who)
        if ran.status != 0:
            raise Fault(str(ran))
        return forget(ran.items(), HISTORY)

    def lists(self, who):
        return {words[0]: forget(self.ask(*words, who=who), HISTORY)
                for words in LISTS}

    def pages(self, who):
        """Every page there is."""
        lists = self.lists(who)
        names = [(kind, each["id"]) for key, kind in
                 (("diary", "reflection"), ("rules", "rules"),
                  ("decisions", "decision")) for each in lists[key]]
        return lists, {name: self.page(*name, who) for name in names}

    def rows(self):
        """All rows that rebuild gives back, in an order of their own."""
        file = sqlite3.connect(f"file:{self.path}/journal.db?mode=ro",
                               uri=True)
        try:
            return {table: sorted(file.execute(f"SELECT * FROM {table}"),
                                  key=repr) for table in self.tables}
        finally:
            file.close()
