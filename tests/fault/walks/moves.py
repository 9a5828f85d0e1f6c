"""What people do on a walk: each move gives the words of one command.

A move may well be refused. So may a good one, since one time in ten
something of it is bent: a code that is not there, a day that does not exist,
an option of another command. A refused command must change nothing.
"""
import json
import shutil

from home import TOP

ADR = TOP / "tests" / "data" / "adr"
WORDS = """lift bus rain chair window visit tea question paper school café
    naïve Brücke الحافلة เรา ward, garden; (later) *soon* “so” – and then""".split()
DAYS = ["today", "yesterday", "3 May", "2026-11-01", "2027-01-15",
        "in 2 weeks", "31 February", "11/12/2026", ""]
STANCES = ["--agree", "--reservations", "--aside", "--object", "--leave-out"]
WAYS = ["agreement", "majority", "named", "lead", "imposed", "differ"]
PROGRESS = ["--under-way", "--done", "--not-possible"]
STATES = ["agree", "reservation", "not-yet"]


class Mind:
    """Who does something, where, and what they know of the project."""

    def __init__(self, rng, place, people):
        self.rng = rng
        self.place = place
        self.people = people
        self.count = 0
        self.who = people[0]
        self.known = {}     # id: (kind, code, title, writer), newest first
        self.drafts = {}

    def look(self, history, drafts):
        self.known = {}
        for each in history:
            self.known.setdefault(each["id"], (
                each["kind"], each["code"], each["title"],
                each["by"]["name"]))
        self.drafts = drafts

    def text(self):
        """Words that nobody else says."""
        self.count += 1
        return " ".join([f"q{self.count}q"] + self.rng.choices(
            WORDS, k=self.rng.randint(1, 12)))

    def code(self, *kinds):
        """A code of something of these kinds, nearly always of one that is
        there; of one's own or another's."""
        found = [code for kind, code, _, _ in self.known.values()
                 if kind in kinds]
        if not found or self.rng.random() < 0.03:
            return self.rng.choice(["D-zzzz", "R-0000", "S-9999", "nobody"])
        # What is new is gone on with more than what is old.
        place = min(int(self.rng.expovariate(0.3)), len(found) - 1)
        return found[place]

    def mine(self, *kinds):
        found = [code for kind, code, _, by in self.known.values()
                 if kind in kinds and by == self.who]
        return self.rng.choice(found) if found else self.code(*kinds)

    def some(self, *words):
        """Some of these groups of words, in their order."""
        return [each for group in words if self.rng.random() < 0.4
                for each in group]

    def day(self):
        return self.rng.choice(DAYS)

    def names(self):
        return ",".join(self.rng.sample(
            self.people, self.rng.randint(1, len(self.people))))

    def rows(self):
        return self.rng.choice([self.text(), "b=" + self.text(), "b=",
                                f"note | {self.text()}"])

    def tags(self):
        return self.rng.choice(["x", "x,y", "+z", "-x", "", "+x,+y"])

    def folder(self, name):
        self.count += 1
        return self.place / f"{name}-{self.count}"


def reflect(mind):
    return ["reflect", *mind.some(["--stage", mind.code("stage")],
                                  ["--on", mind.day()],
                                  ["--asking", "what"],
                                  ["--tags", mind.tags()],
                                  ["--team", "yes"],
                                  ["--present", mind.names()],
                                  ["--goes-with", mind.rows()]),
            *mind.rng.choice([["--for", "team"], ["--for", "team"],
                              ["--for", "public"], []]),
            "-m", mind.text()]


def reply(mind):
    return ["reply", mind.code("reflection", "reply", "view", "settlement",
                               "decision", "rules", "stage"),
            "-m", mind.text(), *mind.some(["--speaking-as", mind.text()])]


def edit_words(mind):
    return ["edit", mind.mine("reflection", "reply", "view", "answer"),
            *mind.some(["--tags", mind.tags()],
                       ["--goes-with", mind.rows()]), "-m", mind.text()]


def edit_question(mind):
    return ["edit", mind.code("decision"), *mind.some(
        ["--option", mind.rows()], ["--why", mind.text()],
        ["--involve", "+" + mind.rng.choice(mind.people)],
        ["--until", mind.day()], ["--title", mind.text()],
        ["--replaces", mind.code("decision")], ["--tags", mind.tags()],
        ["--touches", "=" + mind.text().replace(",", "")])]


def edit_back(mind):
    return ["edit", mind.code("reflection", "decision", "rules", "stage",
                              "member", "view", "settlement", "project"),
            "--from", str(mind.rng.randint(1, 3))]


def edit_fields(mind):
    return mind.rng.choice([
        ["project", "edit", *mind.some(["--voice", mind.rows()],
                                       ["--principles", mind.tags()],
                                       ["-m", mind.text()])],
        ["member", "edit", mind.rng.choice(mind.people),
         *mind.some(["--hats", mind.tags()], ["--takes-part", mind.text()],
                    ["--counted", "yes"], ["--joined", mind.day()])],
        ["stage", "edit", mind.code("stage"),
         *mind.some(["--working", mind.text()], ["--title", mind.text()],
                    ["--order", str(mind.rng.randint(1, 30))],
                    ["--end-planned", mind.day()])]])


def withdraw(mind):
    return ["withdraw", mind.mine("reflection", "reply", "view", "answer",
                                  "agreement", "settlement", "decision",
                                  "rules", "stage")]


def stage(mind):
    return mind.rng.choice([
        ["stage", "add", mind.text()],
        ["stage", "begin", mind.code("stage"),
         *mind.some(["--on", mind.day()])],
        ["stage", "end", mind.code("stage"),
         *mind.some(["--on", mind.day()])]])


def member(mind):
    name = mind.rng.choice(mind.people)
    return mind.rng.choice([
        ["member", "add", f"Guest {mind.count}"],
        ["member", "away", name, *mind.some(["--until", mind.day()])],
        ["member", "back", name],
        ["member", "leave", f"Guest {mind.rng.randint(1, 40)}"],
        ["member", "confirm", name, "--words", "one two three"]])


def decide(mind):
    return ["decide", mind.text(), *mind.some(
        ["--option", mind.text(), "--option", mind.text()],
        ["--why", mind.text()], ["--involve", mind.names()],
        ["--until", mind.day()], ["--replaces", mind.code("decision")],
        ["--stage", mind.code("stage")], ["-m", mind.text()])]


def view(mind):
    return ["view", mind.code("decision"), mind.rng.choice(STANCES),
            *mind.some(["--option", mind.rng.choice("abc")],
                       ["--option", "=" + mind.text()],
                       ["-m", mind.text()])]


def settle(mind):
    return ["settle", mind.code("decision"), "--how", mind.rng.choice(WAYS),
            "--outcome", mind.text(), "--because", mind.text(),
            *mind.some(["--decided-by", mind.names()],
                       ["--decided-by", "=" + mind.text()],
                       ["--who", mind.names()], ["--by-when", mind.day()],
                       ["--instead", mind.code("settlement")],
                       ["--not-there",
                        f"{mind.rng.choice(mind.people)}={mind.text()}"],
                       ["--look-again", mind.day()])]


def answer(mind):
    return ["answer", mind.code("decision"), mind.rng.choice(PROGRESS),
            *mind.some(["-m", mind.text()], ["--on", mind.day()])]


def rules_write(mind):
    return mind.rng.choice([
        ["rules", "write", mind.text(), "-m", mind.text(),
         *mind.some(["--group", mind.names()],
                    ["--look-every", str(mind.rng.randint(0, 9))])],
        ["rules", "write", mind.code("rules"), "-m", mind.text()],
        ["rules", "write", mind.code("rules"),
         *mind.some(["--group", mind.names()], ["--tags", mind.tags()],
                    ["--look-again", mind.day()])],
        ["rules", "write", "--rhythm", "-m", mind.text(),
         "--individual-every", str(mind.rng.randint(1, 9))]])


def rules_say(mind):
    return mind.rng.choice([
        ["rules", "agree", mind.code("rules")],
        ["rules", "agree", mind.code("rules"), "--stance",
         mind.rng.choice(STATES), *mind.some(["-m", mind.text()])],
        ["rules", "agree", mind.code("rules"), "--reservation", mind.text()],
        ["rules", "agree", mind.code("rules"), "--not-yet", mind.text()],
        ["rules", "again", mind.code("rules"), "--yes"]])


def drafts(mind):
    number = str(mind.rng.choice(list(mind.drafts) or [7]))
    return mind.rng.choice([
        ["reflect", "-m", mind.text()],
        ["drafts", "finish", number, "--for", "team"],
        ["drafts", "finish", number, "-m", mind.text()],
        ["drafts", "show", number],
        ["drafts", "drop", number, "--yes"]])


def for_person(mind):
    words = mind.rng.choice([reflect, view, reply, rules_say])(mind)
    return ["--for-person", mind.rng.choice(mind.people), "--confirmed",
            mind.text(), *words]


def import_jrnl(mind):
    path = mind.folder("jrnl")
    path.write_text("".join(
        f"[2026-{mind.rng.randint(1, 11):02}-0{mind.rng.randint(1, 9)} 09:00]"
        f" {mind.text()}\n\n" for _ in range(mind.rng.randint(1, 5))) +
        mind.rng.choice(["", "[2026-02-30 09:00] no such day\n"]),
        encoding="utf-8")
    return ["import", "jrnl", str(path), "--for", "team",
            *mind.some(["--stage-by", "year"], ["--all-or-nothing"])]


def import_adr(mind):
    folder = mind.folder("adr")
    shutil.copytree(ADR / mind.rng.choice(["madr", "nygard"]), folder)
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    for each in mind.rng.sample(files, len(files) // 2):
        with each.open("a", encoding="utf-8") as file:
            file.write(f"\n{mind.text()}\n")
    return ["import", "adr", str(folder), "--from",
            mind.rng.choice(["here", "there"])]


def import_self(mind):
    """What is here already: it must add nothing."""
    old = sorted(mind.place.glob("written-*"))
    if not old or mind.rng.random() < 0.5:
        return ["export", "json", str(mind.folder("written"))]
    return ["import", "json", str(mind.rng.choice(old))]


def read(mind):
    return mind.rng.choice([
        ["changes", mind.code("reflection", "decision", "rules")],
        ["history", mind.code("reflection", "decision", "stage")],
        ["find", mind.rng.choice(["lift", "caf*", "q1*", '"bus rain"'])],
        ["rules", "changes", mind.code("rules")],
        ["decisions", "--open"], ["diary", "--by", mind.who],
        ["projects"], ["find", "q1*", "--all"],
        ["backup", str(mind.folder("copy"))]])


# How often each is done, beside the others.
MOVES = [(12, reflect), (8, reply), (8, edit_words), (8, edit_question),
         (5, edit_back), (8, edit_fields), (6, withdraw), (5, stage),
         (5, member), (8, decide), (14, view), (9, settle), (6, answer),
         (7, rules_write), (9, rules_say), (7, drafts), (5, for_person),
         (5, import_jrnl), (2, import_adr), (2, import_self), (3, read)]


def bend(mind, words):
    """The same with a fault in it."""
    at = mind.rng.randrange(len(words))
    how = mind.rng.randrange(4)
    if how == 0:
        return words[:at] + words[at + 1:]
    if how == 1:
        return words + ["--progress", "never"]
    if how == 2:
        return words[:at] + ["\x1b]52;c;x\x07"] + words[at + 1:]
    return words[:at + 1] + [""] + words[at + 1:]


def choose(mind):
    weights = [weight for weight, _ in MOVES]
    move = mind.rng.choices([each for _, each in MOVES], weights)[0]
    words = move(mind)
    if mind.rng.random() < 0.1:
        words = bend(mind, words) or words
    return move.__name__, words


def read_folder(folder):
    """All versions in a folder of export json, by their hashes."""
    return {item["vid"] for path in sorted(folder.glob("*.json"))
            for item in json.loads(path.read_text(encoding="utf-8"))["items"]}
