"""A shelf: what takes long to make, made once."""
import os
import shutil
import sys
import tempfile


class Shelf:
    """A folder of things by name. What stands there is whole: it is made
    under another name. Where the folder is kept (BENCH_KEEP), the next run
    finds it all again."""

    def __init__(self, stamp):
        """`stamp` tells from what they are made: other tables, other
        things."""
        kept = os.environ.get("BENCH_KEEP")
        self.is_kept = kept is not None
        self.path = kept or tempfile.mkdtemp(
            prefix="withus-bench-", dir=os.environ.get("TMPDIR", "/var/tmp"))
        os.makedirs(self.path, exist_ok=True)
        self.compare(stamp)

    def compare(self, stamp):
        def write(path):
            with open(path, "w", encoding="ascii") as out:
                out.write(stamp)

        with open(self.get("made-from", write), encoding="ascii") as file:
            if file.read() != stamp:
                sys.exit(f"bench: what {self.path} holds was made with other "
                         "tables: remove it, or keep things elsewhere")

    def get(self, name, make):
        """The path of a thing; make(path) makes what is not there."""
        path = os.path.join(self.path, name)
        if not os.path.exists(path):
            half = path + ".half"
            remove(half)
            make(half)
            os.rename(half, path)
        return path

    def scratch(self):
        """A folder beside them for what a measurement writes into."""
        return tempfile.TemporaryDirectory(prefix="scratch-", dir=self.path)

    def drop(self, count):
        """Things of this many entries are not wanted any more in this run."""
        if not self.is_kept:
            for name in os.listdir(self.path):
                if name.split(".")[0].endswith(f"-{count}"):
                    remove(os.path.join(self.path, name))

    def close(self):
        if not self.is_kept:
            remove(self.path)


def remove(path):
    if os.path.isdir(path):
        shutil.rmtree(path)
    elif os.path.exists(path):
        os.unlink(path)
