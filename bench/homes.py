"""Journals to measure with, and how each was made."""
import datetime
import hashlib
import os
import random
import re

from figures import Figure, Step, answer, run

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILT = os.path.join(ROOT, "build/release")
WITHUS = os.path.join(BUILT, "withus")
SCHEMAS = [os.path.join(ROOT, "schema", name)
           for name in ("local.sql", "shared.sql")]
# So many entries come in with one import.
PIECE = 100_000
WORDS = """we met in the garden room and talked about how we listen to each
other who had the say this time and who had not the tea was cold but the
chairs stood in a round nobody sat at the front Amina asked what a cohort is
and Ben said it in plain words I felt heard when my note was read out loud the
form asks too much of people who are tired next time we begin with the ones
who speak least""".split()


def write_diary(path, count, first):
    """A piece of a diary of `count` entries over ten years, as people write
    them, some 1.5 kB each, from the entry `first` on."""
    chance = random.Random(count + first)
    begin = datetime.date(2016, 1, 1)
    with open(path, "w", encoding="utf-8") as out:
        for number in range(first, min(first + PIECE, count)):
            day = begin + datetime.timedelta(days=number * 3650 // count)
            words = chance.choices(WORDS, k=chance.randrange(180, 380))
            out.write(f"[{day} 09:00] Entry {number}. {' '.join(words)}.\n\n")


class Home:
    """A journal with diary entries."""

    def __init__(self, path):
        self.path = path

    def command(self, *words):
        return (WITHUS, "--home", self.path, *words)

    def step(self, *words):
        return Step(*self.command(*words))

    @property
    def database(self):
        return os.path.join(self.path, "journal.db")

    @property
    def repository(self):
        return os.path.join(self.path, "projects", self.project + ".git")

    @property
    def project(self):
        projects = os.listdir(os.path.join(self.path, "projects"))
        return next(name for name in projects if name.endswith(".git"))[:-4]

    def newest(self):
        """The code of the newest entry."""
        listing = answer(*self.command("diary", "--most", "1"))
        return re.search(r"R-[0-9a-z]+", listing).group()

    def path_of(self, code):
        """The file of an entry in the history."""
        digits = code[2:]
        paths = answer("git", "--git-dir", self.repository, "ls-tree", "-r",
                       "--name-only", "journal",
                       f"reflection/{digits[:2]}/").splitlines()
        return next(path for path in paths if f"/{digits}" in path)

    def save(self, number):
        return self.step("reflect", "--for", "team", "-m",
                         f"Saved in a run, {number}.")

    def copy(self, folder):
        """A copy to write into."""
        path = os.path.join(folder, "home")
        run(Step("cp", "-a", self.path, path))
        return Home(path)


def begin_home(path):
    home = Home(path)
    run(home.step("new", "Stroke ward days", "--as", "Amina"))
    return home


def import_home(path, count):
    """A new home with `count` entries; what the imports took, all together.
    """
    home = begin_home(path)
    took = Figure([0])
    for first in range(0, count, PIECE):
        diary = path + ".txt"
        write_diary(diary, count, first)
        took += run(home.step("import", "jrnl", diary, "--for", "team",
                              "--stage-by", "year"))
        os.unlink(diary)
    return took


def spread_history(home):
    """Gives a home the history that it would have had its entries been saved
    one by one: a commit for each of them, one after the other, up to the same
    tree. Names are random, so entries come in any order of them. The files are
    there already, and git is told their names alone, which makes thousands of
    commits a second; to save as often takes many times as long. Leaves to
    withus to take it in."""
    git = ("git", "--git-dir", home.repository)
    files = [line.split() for line in
             answer(*git, "ls-tree", "-r", "journal").splitlines()]
    random.Random(0).shuffle(files)
    stream = home.path + ".stream"
    with open(stream, "w", encoding="utf-8") as out:
        for number, (mode, _, blob, path) in enumerate(files):
            kind = path.split("/")[0]
            out.write("commit refs/heads/spread\n"
                      "committer withus <withus@invalid> 1700000000 +0000\n"
                      f"data {len(kind) + 1}\n{kind}\n\n"
                      f"M {mode} {blob} {path}\n")
        out.write("done\n")
    run(Step(*git, "fast-import", "--quiet", "--done", reads=stream))
    os.unlink(stream)
    run(Step(*git, "update-ref", "refs/heads/journal", "refs/heads/spread"))
    run(Step(*git, "update-ref", "-d", "refs/heads/spread"))


def change_newest(home, times):
    """Gives the newest entry a history of its own."""
    for number in range(times):
        run(home.step("edit", home.newest(), "-m", f"Said anew, {number}."))


def tell_schema():
    """What tables there are, as a hash."""
    told = hashlib.sha256()
    for path in SCHEMAS:
        with open(path, "rb") as file:
            told.update(file.read())
    return told.hexdigest()


class Homes:
    """Those of a shelf."""

    def __init__(self, shelf):
        self.shelf = shelf
        self.imports = {}  # what those took that were made in this run
        self.takings = {}  # the same of histories that were taken in

    def of(self, count):
        def make(path):
            self.imports[count] = import_home(path, count)

        return Home(self.shelf.get(f"home-{count}", make))

    def spread(self, count):
        """The same entries, each with a commit of its own; the newest was
        changed three times."""
        def make(path):
            run(Step("cp", "-a", self.of(count).path, path))
            home = Home(path)
            spread_history(home)
            self.takings[count] = run(home.step("diary", "--most", "1"))
            change_newest(home, 3)

        return Home(self.shelf.get(f"spread-{count}", make))
