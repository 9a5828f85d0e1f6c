"""What is to be reached, and whether it is."""
from fractions import Fraction

from tables import ratio, show_rows


class Goal:
    """`value` works out of all figures, by part and size, what must be at
    most `most`; it meets a KeyError where those were not measured."""

    def __init__(self, words, most, value, told=ratio):
        self.words = words
        self.most = most
        self.value = value
        self.told = told

    def row(self, figures):
        value = self.value(figures)
        most = Fraction(self.most.split()[0])
        return [self.words, self.most, self.told(value),
                "met" if value <= most else "missed"]


def medians(part, count, ours, theirs):
    def value(figures):
        of = figures[part, count]
        return of[ours].median / of[theirs].median

    return value


def sizes(part, large, small, name):
    def value(figures):
        return (figures[part, large][name].median
                / figures[part, small][name].median)

    return value


def found(word, ours):
    def value(figures):
        of = figures["find", 100_000][word]
        if of["rg"] is None:
            raise KeyError("rg")
        return of[ours].median / of["rg"].median

    return value


def start_to_empty(figures):
    """It hangs on no size: of the first that was measured."""
    of = next((told for (part, _), told in figures.items()
               if part == "start"), {})
    return of["version"].median / of["empty"].median


def mebibytes(value):
    return f"{value:.0f} MiB"


GOALS = (
    Goal("one save at 100,000, to git add, commit", "1/15",
         medians("save", 100_000, "withus", "git add, commit")),
    Goal("history of one entry at 100,000 commits, to git log", "1/50",
         medians("history", 100_000, "withus", "git log")),
    Goal("find a rare word at 100,000, newest first, to ripgrep", "1/10",
         found("rare", "newest")),
    Goal("find a common word, newest first, to ripgrep", "1/10",
         found("common", "newest")),
    Goal("find a rare word by rank, to ripgrep", "1/2",
         found("rare", "ranked")),
    Goal("find a common word by rank, to ripgrep", "1/2",
         found("common", "ranked")),
    Goal("newest 50 at 1,000,000, to 1,000", "1.5",
         sizes("list", 1_000_000, 1_000, "withus")),
    Goal("memory of that listing", "30 MiB",
         lambda figures: figures["list", 1_000_000]["withus"].memory,
         mebibytes),
    Goal("withus --version, to an empty program", "1.3",
         start_to_empty),
    Goal("projects at 100,000, to 1,000", "1.5",
         sizes("start", 100_000, 1_000, "projects")),
    Goal("rebuild of 100,000, to reading and filling", "1.5",
         medians("rebuild", 100_000, "withus", "sum")),
    Goal("importing 100,000, to writing and filling", "3",
         medians("import", 100_000, "withus", "sum")),
)


def show_goals(figures):
    rows, unknown = [], 0
    for goal in GOALS:
        try:
            rows.append(goal.row(figures))
        except KeyError:
            unknown += 1
    print("\n## Goals\n\nOurs to theirs in time, at most; reached in this "
          f"run, which did not measure {unknown}\nof {len(GOALS)}.\n")
    if rows:
        show_rows(["goal", "at most", "reached", ""], rows, 1)
