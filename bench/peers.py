"""What a user would take else: the same words in the hands of git, ripgrep
and sqlite3. Everything of them is made from a journal that is there."""
import os
import re
import shutil
import sqlite3

from figures import FEW, Step, again, answer, run, write_answer
from homes import SCHEMAS
from shelf import remove

# What git must do so that a power cut costs nothing, as a save of ours.
SAFE = ("-c", "core.fsync=all", "-c", "core.fsyncMethod=fsync",
        "-c", "gc.auto=0")
# The same of sqlite3.
DURABLE = ("-cmd", "PRAGMA journal_mode=TRUNCATE",
           "-cmd", "PRAGMA synchronous=EXTRA")
# Tables that an import fills besides those of schema/shared.sql.
LOCAL = ("action", "did", "arrived")
SAVED = "Saved in a run, {}."


def git_in(path, *words):
    return ("git", "--git-dir", path, *words)


class WorkTree:
    """The same files in a work tree of git, as a person would keep them."""

    def __init__(self, shelf, home, count):
        self.home = home
        self.path = shelf.get(f"tree-{count}", self.make)

    def make(self, path):
        run(Step("git", "clone", "--quiet", "--branch", "journal",
                 self.home.repository, path))

    def copy(self, folder):
        copy = object.__new__(WorkTree)
        copy.path = os.path.join(folder, "tree")
        run(Step("cp", "-a", self.path, copy.path))
        run(Step("git", "update-index", "-q", "--refresh", within=copy.path))
        return copy

    def save(self, number):
        name = f"reflection/00/new-{number}.md"
        with open(os.path.join(self.path, name), "w",
                  encoding="utf-8") as out:
            out.write(SAVED.format(number) + "\n")
        git = "git " + " ".join(SAFE)
        return Step("sh", "-c", f"{git} add -- {name} && "
                    f"{git} commit --quiet -m save", within=self.path)

    def find_by_git(self, word):
        return again("git", "grep", "-w", "-i", word, within=self.path,
                     runs=FEW)

    def find_by_ripgrep(self, word):
        """None where there is no ripgrep."""
        if not shutil.which("rg"):
            return None
        return again("rg", "-w", "-i", word, self.path, runs=FEW)


class Bare:
    """The same history in a bare repository."""

    def __init__(self, home, folder):
        self.path = os.path.join(folder, "bare.git")
        run(Step("git", "clone", "--quiet", "--bare", home.repository,
                 self.path))

    def save(self, number):
        """By one `git fast-import`."""
        text = SAVED.format(number) + "\n"
        parent = answer(*git_in(self.path, "rev-parse", "journal")).strip()
        stream = ("commit refs/heads/journal\n"
                  "committer a <a@b.invalid> 1700000000 +0000\n"
                  f"data 4\nsave\nfrom {parent}\n"
                  f"M 100644 inline reflection/00/new-{number}.md\n"
                  f"data {len(text)}\n{text}\ndone\n")
        return Step("git", *SAFE, "--git-dir", self.path, "fast-import",
                    "--quiet", "--done", reads=stream.encode())


class Table:
    """The same texts in a table of three columns, with an index for words of
    sqlite3's own."""

    def __init__(self, shelf, home, count):
        self.home = home
        self.path = shelf.get(f"table-{count}", self.make)

    def make(self, path):
        with sqlite3.connect("file:" + path, uri=True) as file:
            file.executescript(f"""
                ATTACH 'file:{self.home.database}?mode=ro' AS ours;
                CREATE TABLE entry (id INTEGER PRIMARY KEY, day TEXT,
                    body TEXT);
                CREATE INDEX entry_day ON entry (day);
                INSERT INTO entry (day, body)
                    SELECT r.day, w.body FROM ours.record AS r
                    JOIN ours.search_row AS s ON s.record = r.id
                    JOIN ours.search_words AS w ON w.place = s.place
                    WHERE r.kind = 'reflection' ORDER BY s.place;
                CREATE VIRTUAL TABLE words USING fts5 (body,
                    content='entry', content_rowid='id');
                INSERT INTO words (words) VALUES ('rebuild');
            """)
        file.close()

    def copy(self, folder):
        copy = object.__new__(Table)
        copy.path = os.path.join(folder, "table.db")
        shutil.copyfile(self.path, copy.path)
        return copy

    def save(self, number):
        return Step("sqlite3", *DURABLE, self.path,
                    "INSERT INTO entry (day, body) VALUES ('2026-11-20', "
                    f"'{SAVED.format(number)}')")

    def list(self, _):
        return Step("sqlite3", self.path, "SELECT day, body FROM entry "
                    "ORDER BY day DESC LIMIT 50")

    def find(self, word, order):
        return again("sqlite3", self.path,
                     "SELECT rowid, snippet(words, 0, '[', ']', '…', 24) "
                     f"FROM words WHERE words MATCH '\"{word}\"' ORDER BY "
                     f"{order} LIMIT 50", runs=FEW)


def list_blobs(home):
    """The files of the newest tree: (name of the blob, path)."""
    lines = answer(*git_in(home.repository, "ls-tree", "-r",
                           "journal")).splitlines()
    return [line.split(maxsplit=3)[2:] for line in lines]


class Prepared:
    """Files with what fills an empty repository and an empty database with
    the same, and with the names of all blobs."""

    def __init__(self, shelf, home, count):
        self.home = home
        self.blobs = shelf.get(f"blobs-{count}", self.write_blobs)
        self.stream = shelf.get(f"stream-{count}", self.write_stream)
        self.shared = shelf.get(f"shared-{count}", self.write_shared)
        self.local = shelf.get(f"local-{count}", self.write_local)

    def write_blobs(self, path):
        with open(path, "w", encoding="ascii") as out:
            out.writelines(f"{blob}\n" for blob, _ in list_blobs(self.home))

    def write_stream(self, path):
        """All files in one commit, for `git fast-import`."""
        whole = path + ".blobs"
        write_answer(whole, self.step_blobs())
        with open(whole, "rb") as blobs, open(path, "wb") as out:
            out.write(b"commit refs/heads/journal\ncommitter a <a@b.invalid>"
                      b" 1700000000 +0000\ndata 7\nimport\n\n")
            for _, name in list_blobs(self.home):
                size = int(blobs.readline().split()[2])
                out.write(b"M 100644 inline %b\ndata %d\n"
                          % (name.encode(), size))
                out.write(blobs.read(size + 1))
            out.write(b"\ndone\n")
        os.unlink(whole)

    def dump(self, path, tables):
        """What the sqlite3 program itself writes down of tables; then their
        indexes, which so are made quickest."""
        write_answer(path, Step("sqlite3", "-readonly", self.home.database,
                                ".dump " + " ".join(tables)))
        file = sqlite3.connect(f"file:{self.home.database}?mode=ro", uri=True)
        indexes = [sql for sql, table in file.execute(
            "SELECT sql, tbl_name FROM sqlite_master "
            "WHERE type = 'index' AND sql IS NOT NULL") if table in tables]
        file.close()
        with open(path, "a", encoding="utf-8") as out:
            out.writelines(f"{sql};\n" for sql in ["BEGIN", *indexes,
                                                   "COMMIT"])

    def write_shared(self, path):
        with open(SCHEMAS[1], encoding="utf-8") as lines:
            schema = lines.read()
        words = re.findall(r"^CREATE VIRTUAL TABLE (\w+)", schema, re.M)
        self.dump(path, re.findall(r"^CREATE TABLE (\w+)", schema, re.M))
        with open(path, "a", encoding="utf-8") as out:
            out.write("BEGIN;\n")
            out.writelines(re.findall(
                r"^CREATE (?:VIEW|VIRTUAL TABLE) [^;]*;\n", schema, re.M))
            out.writelines(f"INSERT INTO {name} ({name}) VALUES "
                           "('rebuild');\n" for name in words)
            out.write("COMMIT;\n")

    def write_local(self, path):
        self.dump(path, LOCAL)

    def step_blobs(self):
        return Step(*git_in(self.home.repository, "cat-file", "--batch"),
                    reads=self.blobs)

    def read_blobs(self):
        return run(self.step_blobs())

    def walk(self):
        return run(Step(*git_in(self.home.repository, "log", "--name-only",
                                "journal")))

    def import_files(self, folder):
        path = os.path.join(folder, "imported.git")
        run(Step("git", "init", "--quiet", "--bare", path))
        took = run(Step("git", *SAFE, "--git-dir", path, "fast-import",
                        "--quiet", "--done", reads=self.stream))
        remove(path)
        return took

    def fill(self, folder, *files):
        path = os.path.join(folder, "filled.db")
        took = run(Step("sqlite3", *DURABLE, path,
                        *(f".read {name}" for name in files)))
        remove(path)
        return took


def walk_history(home, path, folder):
    """`git log -- PATH`, as it is, and with the file beside it that tells
    which commit changed which path (which git writes only where it is asked
    to)."""
    clone = os.path.join(folder, "clone.git")
    run(Step("git", "clone", "--quiet", "--bare", "--shared",
             home.repository, clone))
    log = git_in(clone, "log", "journal", "--", path)
    plain = again(*log, runs=FEW)
    run(Step(*git_in(clone, "commit-graph", "write", "--reachable",
                     "--changed-paths")))
    return plain, again(*log, runs=FEW)
