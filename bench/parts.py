"""What is measured, part by part: each takes a place, which has what there is
of one size, and gives figures by name."""
import os
import shutil
import sqlite3

from figures import (FEW, RUNS, Step, again, always, answer, folder_size,
                     gather, in_turn, run)
from homes import BUILT, WITHUS, begin_home, import_home
from peers import Bare, Prepared, Table, WorkTree, git_in, walk_history
from shelf import remove

# So many saves, one by one, make a long history.
SAVES = int(os.environ.get("BENCH_SAVES", "20000"))
# Words to be found: the number of one entry, and one in nearly all of them.
FOUND = {"rare": "777", "common": "chairs"}
# Of what takes seconds, and minutes from here on.
OFTEN, LARGE = 3, 100_000


class Place:
    """A size, and what is made of it when it is asked for."""

    def __init__(self, homes, count, scratch):
        self.homes = homes
        self.count = count
        self.scratch = scratch

    @property
    def home(self):
        return self.homes.of(self.count)

    @property
    def spread(self):
        return self.homes.spread(self.count)

    def peer(self, make):
        return make(self.homes.shelf, self.home, self.count)

    def long(self, measure):
        """Does what takes long: as often as there is time."""
        times = 1 if self.count >= LARGE else OFTEN
        return gather([measure() for _ in range(times)])


def measure_start(place):
    home = place.home
    cut = os.path.join(home.path, "projects", home.project + ".dirty")

    def start_after_cut(_):
        with open(cut, "wb"):
            return home.step("diary", "--most", "1")

    # These two are compared to a tenth of a millisecond.
    bare = in_turn({
        "empty": always(os.path.join(BUILT, "bench/empty")),
        "version": always(WITHUS, "--version"),
    }, 4 * RUNS)
    return bare | in_turn({
        "git": always("git", "--version"),
        "projects": always(*home.command("projects")),
        "first": always(*home.command("diary", "--most", "1")),
        "cut": start_after_cut,
    })


def measure_save(place):
    makers = {
        "withus": place.home.copy(place.scratch),
        "git add, commit": place.peer(WorkTree).copy(place.scratch),
        "git fast-import": Bare(place.home, place.scratch),
        "sqlite3": place.peer(Table).copy(place.scratch),
    }
    return in_turn({name: maker.save for name, maker in makers.items()})


def measure_list(place):
    log = git_in(place.home.repository, "log", "-50", "journal")
    return in_turn({
        "withus": always(*place.home.command("diary", "--most", "50")),
        "git log": always(*log),
        "sqlite3": place.peer(Table).list,
    })


def measure_find(place):
    tree, table = place.peer(WorkTree), place.peer(Table)
    figures = {}
    for name, word in FOUND.items():
        find = place.home.command("find", word)
        figures[name] = {
            "newest": again(*find, runs=FEW),
            "ranked": again(*find, "--ranked", runs=FEW),
            "all": again(*find, "--all", runs=FEW),
            "rg": tree.find_by_ripgrep(word),
            "git grep": tree.find_by_git(word),
            "sqlite3 newest": table.find(word, "rowid DESC"),
            "sqlite3 ranked": table.find(word, "rank"),
        }
    return figures


def measure_history(place):
    home = place.spread
    code = home.newest()
    plain, told = walk_history(home, home.path_of(code), place.scratch)
    return {
        "withus": again(*home.command("history", code)),
        "git log": plain,
        "git log, told": told,
        "taken in": place.homes.takings.get(place.count),
    }


def measure_rebuild(place):
    prepared = place.peer(Prepared)
    home = place.home.copy(place.scratch)
    blobs = place.long(prepared.read_blobs)
    fill = place.long(lambda: prepared.fill(place.scratch, prepared.shared))
    ours = place.long(lambda: run(home.step("rebuild")))
    remove(home.path)
    return {"withus": ours, "walk": place.long(prepared.walk),
            "blobs": blobs, "fill": fill, "sum": blobs + fill}


def measure_import(place):
    prepared = place.peer(Prepared)
    path = os.path.join(place.scratch, "imported")

    def import_anew():
        took = import_home(path, place.count)
        remove(path)
        return took

    ours = place.homes.imports.get(place.count)
    if ours is None or place.count < LARGE:
        ours = place.long(import_anew)
    files = place.long(lambda: prepared.import_files(place.scratch))
    fill = place.long(lambda: prepared.fill(place.scratch, prepared.shared,
                                            prepared.local))
    return {"count": place.count, "withus": ours, "files": files,
            "fill": fill, "sum": files + fill}


def measure_disk(place):
    home = place.home
    file = sqlite3.connect(f"file:{home.database}?mode=ro", uri=True)
    room, = file.execute("SELECT freelist_count * page_size FROM "
                         "pragma_freelist_count, pragma_page_size").fetchone()
    words, = file.execute("SELECT sum(length(bytes)) FROM version").fetchone()
    file.close()
    mib = 2**20
    return {
        "words": words / mib,
        "history": folder_size(home.repository),
        "database": os.path.getsize(home.database) / mib,
        "room": room / mib,
        "tree": folder_size(place.peer(WorkTree).path),
        "table": os.path.getsize(place.peer(Table).path) / mib,
    }


def unpack(packed, loose):
    """The same objects, each in a file of its own."""
    run(Step("git", "init", "--quiet", "--bare", loose))
    packs = os.path.join(packed, "objects", "pack")
    for name in os.listdir(packs):
        if name.endswith(".pack"):
            run(Step(*git_in(loose, "unpack-objects", "-q"),
                     reads=os.path.join(packs, name)))
    run(Step("cp", "-RT", os.path.join(packed, "objects"),
             os.path.join(loose, "objects")))
    shutil.rmtree(os.path.join(loose, "objects", "pack"))
    run(Step(*git_in(loose, "update-ref", "refs/heads/journal",
                     answer(*git_in(packed, "rev-parse",
                                    "journal")).strip())))


def measure_clone(path, scratch):
    copy = os.path.join(scratch, "copy.git")
    took = run(Step("git", "clone", "--quiet", "--bare", "file://" + path,
                    copy))
    remove(copy)
    return {"files": sum(len(files) for _, _, files in os.walk(path)),
            "size": folder_size(path), "clone": took}


def measure_many(place):
    """A history of single saves, as a person makes it, beside its twin with
    nothing packed. The size is of no account here."""
    home = begin_home(os.path.join(place.scratch, "many"))
    loose = os.path.join(place.scratch, "loose.git")
    told = answer(os.path.join(BUILT, "bench/saves"), home.path, str(SAVES),
                  str(min(1000, SAVES))).splitlines()
    unpack(home.repository, loose)
    figures = {"first": told[0].split(), "last": told[-1].split(),
               "packed": measure_clone(home.repository, place.scratch),
               "loose": measure_clone(loose, place.scratch)}
    remove(home.path)
    remove(loose)
    return figures


# In the order of measuring. Of more than LARGE entries those alone are
# measured that must not grow with their number.
PARTS = {
    "import": measure_import,
    "rebuild": measure_rebuild,
    "start": measure_start,
    "save": measure_save,
    "list": measure_list,
    "find": measure_find,
    "history": measure_history,
    "disk": measure_disk,
    "many": measure_many,
}
HUGE = ("start", "list", "find", "disk")
