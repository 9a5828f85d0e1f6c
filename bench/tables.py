"""Tables of figures, in Markdown."""


def ratio(value):
    """Ours to theirs: "1/12.6" where ours is much less, else "1.35"."""
    return f"1/{1 / value:.1f}" if 0 < value <= 0.5 else f"{value:.2f}"


def of(*names):
    """Milliseconds of a thing."""
    def tell(figures):
        for name in names:
            figures = figures[name]
        return figures.told() if figures else "–"

    return tell


def seconds(name):
    return lambda figures: (figures[name].told(1) if figures[name] else "–")


def memory(name):
    return lambda figures: f"{figures[name].memory:.0f}"


def amount(name):
    return lambda figures: f"{figures[name]:.0f}"


def to(ours, theirs):
    """Ours to theirs."""
    def tell(figures):
        if not figures[ours] or not figures[theirs]:
            return "–"
        return ratio(figures[ours].median / figures[theirs].median)

    return tell


def rate(name):
    return lambda figures: f"{figures['count'] / figures[name].median:.0f}"


class Table:
    """A table of one part: `about` says what stands in it; columns are pairs
    of a heading and what tells it of the figures. Where it is split, each
    size has a row for each of those names."""

    def __init__(self, title, about, columns, split=()):
        self.title = title
        self.about = about
        self.columns = columns
        self.split = split

    def rows(self, by_count):
        for count, figures in by_count.items():
            for name in self.split or (None,):
                told = figures[name] if name else figures
                yield ([f"{count:,}", *([name] if name else [])]
                       + [tell(told) for _, tell in self.columns])

    def show(self, by_count):
        heads = ["records", *(["word"] if self.split else []),
                 *(head for head, _ in self.columns)]
        print(f"\n## {self.title}\n\n{self.about}\n")
        show_rows(heads, self.rows(by_count), 0 if not self.split else 2)


def show_rows(heads, rows, words=0):
    """The first `words` columns hold words, the others numbers."""
    print("| " + " | ".join(heads) + " |")
    print("|" + " --- |" * words + " ---: |" * (len(heads) - words))
    for row in rows:
        print("| " + " | ".join(row) + " |")


TABLES = {
    "start": Table(
        "Starting (milliseconds)",
        "Beside a program that does nothing, linked with ncursesw, SQLite,\n"
        "libgit2 and libsodium. `diary` shows one entry; after a power cut\n"
        "withus first has git look for what was torn.",
        (("empty program", of("empty")), ("withus --version", of("version")),
         ("git --version", of("git")), ("to empty", to("version", "empty")),
         ("withus projects", of("projects")), ("withus diary", of("first")),
         ("after a power cut", of("cut")))),
    "save": Table(
        "One save (milliseconds)",
        "A whole process, and safe from a power cut when it ends: git with\n"
        "`core.fsync=all`, sqlite3 with `synchronous=EXTRA`.",
        (("withus", of("withus")),
         ("git add, commit", of("git add, commit")),
         ("git fast-import", of("git fast-import")),
         ("sqlite3", of("sqlite3")),
         ("to git add, commit", to("withus", "git add, commit")))),
    "list": Table(
        "The newest 50 (milliseconds)",
        "`withus diary --most 50`; `git log -50`, which shows no text of\n"
        "theirs; `SELECT … ORDER BY day DESC LIMIT 50`.",
        (("withus", of("withus")), ("its memory MiB", memory("withus")),
         ("git log", of("git log")), ("sqlite3", of("sqlite3")))),
    "find": Table(
        "Finding a word (milliseconds)",
        "The rare word stands in one entry, the common one in nearly all.\n"
        "withus and sqlite3 give the newest or the best 50 with the words\n"
        "around; ripgrep and git grep every line of the same files.",
        (("withus", of("newest")), ("withus --ranked", of("ranked")),
         ("withus --all", of("all")), ("ripgrep", of("rg")),
         ("git grep", of("git grep")), ("sqlite3", of("sqlite3 newest")),
         ("sqlite3 ranked", of("sqlite3 ranked")),
         ("to ripgrep", to("newest", "rg")),
         ("ranked to ripgrep", to("ranked", "rg"))), ("rare", "common")),
    "history": Table(
        "History of one entry (milliseconds)",
        "In a history of as many commits, one for each entry, as if all had\n"
        "been saved one by one. `git log -- PATH`, and the same after\n"
        "`git commit-graph write --changed-paths`, which git does only where\n"
        "it is asked to. Taken in: withus meets that history as a new one.",
        (("withus history", of("withus")), ("git log", of("git log")),
         ("git log, told", of("git log, told")),
         ("to git log", to("withus", "git log")),
         ("to git log, told", to("withus", "git log, told")),
         ("taken in s", seconds("taken in")))),
    "rebuild": Table(
        "Making anew (seconds)",
        "`withus rebuild` works out all tables and the index of words from\n"
        "the history. Beside it: `git log --name-only`; `git cat-file\n"
        "--batch` reading the same files; sqlite3 filling the same tables and\n"
        "index from an .sql file that it wrote itself (one transaction,\n"
        "indexes last); the sum of the last two.",
        (("withus", seconds("withus")), ("its memory MiB", memory("withus")),
         ("git log", seconds("walk")), ("git cat-file", seconds("blobs")),
         ("sqlite3", seconds("fill")), ("sum", seconds("sum")),
         ("to the sum", to("withus", "sum")))),
    "import": Table(
        "Importing (seconds)",
        "`withus import jrnl`, which signs each entry. Beside it: `git\n"
        "fast-import` of the same files from a prepared stream; sqlite3\n"
        "filling the same tables and index from an .sql file; their sum.",
        (("withus", seconds("withus")), ("its memory MiB", memory("withus")),
         ("git fast-import", seconds("files")), ("sqlite3", seconds("fill")),
         ("sum", seconds("sum")), ("entries/s", rate("withus")),
         ("entries/s of the sum", rate("sum")),
         ("to the sum", to("withus", "sum")))),
    "disk": Table(
        "On the disk (MiB)",
        "After one import. Words: the bytes of all versions. Room: pages of\n"
        "journal.db that hold nothing now. Beside it: a work tree of git with\n"
        "the same files and their history, and a table of sqlite3 with the\n"
        "texts and an index of words.",
        (("words", amount("words")), ("history", amount("history")),
         ("journal.db", amount("database")), ("room in it", amount("room")),
         ("git work tree", amount("tree")), ("sqlite3", amount("table")))),
}


def show_many(figures, saves):
    first, last = figures["first"], figures["last"]
    print("\n## After many saves\n")
    print(f"{saves:,} saves, one by one, in one process: {first[1]} ms each "
          f"at the beginning,\n{last[1]} at the end, {last[2]} at the most "
          "(with packing).\n")
    show_rows(["history", "files", "MiB on disk", "git clone s"], (
        [words, f"{of_it['files']:,}", f"{of_it['size']:.0f}",
         of_it["clone"].told(1)]
        for words, of_it in (
            ("as it is", figures["packed"]),
            ("the same, nothing packed", figures["loose"]))), 1)
