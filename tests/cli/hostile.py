"""Hostile words in every place where a person can give some.

    hostile.py [--share N] --part fields|commands|bodies PROGRAM FOLDER

FOLDER has a sample project in `sample`; each part works on a copy. With
`--share 16` each sixteenth case is tried. What is demanded of each run:

    it ends by itself with one of the exit statuses of withus(1)
    nothing it prints steers a terminal or hides, and all of it is UTF-8
    no line is wider than the terminal, at 40 and at 80 columns
    what is saved is given back as it was typed, but for its normal form
    what is not saved is told
"""
import argparse
import ctypes
import json
import locale
import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

WRITERS = ("Ifeoma", "Tomos", "Maryam")
CLOCK = "2026-11-20T14:05:00"
# Read, and not written by a command that takes fields.
NOT_WRITTEN = {"key", "vouch"}
# What a person asks for with other words than those that are kept.
NOT_TYPED = {"choice", "date", "number", "record", "version", "names", "row"}

SAFE = {
    "Arabic": "الحافلة تتوقف خارج المكتبة مباشرة، وهذا جيد لنا جميعا",
    "Thai": "รถประจำทางจอดหน้าห้องสมุดทุกวันและเราทุกคนชอบที่นี่มากจริงๆ",
    "marks": "e\u0301a\u0323\u0302 o\u0308\u0304\u0301 Z\u0351\u036b",
    "many marks": "Z" + "\u0351\u036b\u0343" * 40 + "algo",
    "limit": "Donau" * 200,
    "over": "Donau" * 200 + "x",
    "long word": "Donau" * 1000,
    "long text": "the bus was late again and we waited " * 1500,
    "wide": "我们在图书馆见面，因为那里有电梯。" * 6,
    "flags": "👩‍👩‍👧‍👦 🏳️‍🌈 🇬🇧 and then",
    "Markdown": "# not **a** [head](javascript:x) `x` <b>no</b> > - 1.",
    "quotes": "\"so\" 'it' \\ is %s %n $HOME `id` ; rm",
}
HOSTILE = {
    "empty": "",
    "space": "   ",
    "escape": "red \x1b[31m words",
    "clipboard": "\x1b]52;c;cm0gLXJm\x07copied",
    "C1": "\u009b31m and \u009d0;title\u009c",
    "direction": "\u202egpj.exe\u202c \u2066x\u2069 \u200fy",
    "tags": "hello\U000e0041\U000e0042\U000e007f",
    "order mark": "\ufeffbegins so",
    "no width": "pay\u200bpal\u2060 \u00adsoft",
    "return": "over\rwritten\b\b\b",
    "lines": "one\ntwo\x0bthree\x0cfour\u2028five",
    "private use": "\ue000\U0010ffff\ufdd0",
    "bytes": b"\xff\xfe \xc0\xaf \xed\xa0\x80 \xf4\x90\x80\x80",
    "cut": "é".encode()[:1],
}
BODIES = {
    "nul": b"before\0after",
    "bytes": b"\xff\xfe\xc0\xaf",
    "limit": b"word " * 209000,
    "over": b"word " * 209716,
    "one line": b"x" * 900000,
    "lines": b"\n" * 300 + b"x\n" * 90000,
    "carriage": b"one\r\ntwo\r\n",
    "escape": b"\x1b[2J\x1b]52;c;eA==\x07",
}

# The most letters and signs in a field that is no text of several lines.
LETTERS = 1000
# Commands to be copied whole, however long the folder's name is.
TO_COPY = ("    export WITHUS_HOME=", "    rm -rf ")

libc = ctypes.CDLL(None)
libc.wcwidth.argtypes = [ctypes.c_wchar]


def is_hidden(char):
    """Steers a terminal, hides, or is no character."""
    point = ord(char)
    return ((point < 0x20 and char != "\n") or 0x7f <= point < 0xa0 or
            point in (0x61c, 0x200b, 0x200e, 0x200f, 0xfeff, 0xad, 0x2028,
                      0x2029) or
            0x202a <= point <= 0x202e or 0x2060 <= point <= 0x206f or
            0xe0000 <= point <= 0xe0fff or 0xe000 <= point <= 0xf8ff or
            0xfdd0 <= point <= 0xfdef or point & 0xfffe == 0xfffe or
            point >= 0xf0000)


def width(line):
    """In cells, as a terminal counts them."""
    return sum(max(libc.wcwidth(char), 0) for char in line)


def is_list(words):
    """Lists for other programs, which no terminal shows."""
    return "completion" in words or words[0] == "help" and words[1:] and \
        words[1].startswith("--")


class Faults:
    """What went wrong, and how many cases there were."""

    def __init__(self):
        self.cases = 0
        self.found = []

    def note(self, what, words, said=""):
        line = f"{what}: {[shorten(each) for each in words]} {said[:300]!r}"
        self.found.append(line)


def shorten(word):
    text = repr(word)
    return text if len(text) < 60 else text[:57] + "…"


class Program:
    """Runs the program in the sample, and looks at what it prints."""

    def __init__(self, program, folder, faults):
        self.program = str(Path(program).resolve())
        self.folder = Path(folder)
        self.faults = faults
        self.seed = 0

    def run(self, *words, columns=80, typed=b""):
        self.seed += 1
        env = dict(os.environ, WITHUS_TEST_SEED=str(self.seed),
                   WITHUS_TEST_CLOCK=CLOCK, COLUMNS=str(columns),
                   HOME=str(self.folder / "home"))
        line = [self.program, "--home", str(self.folder / "tried"), *words]
        try:
            done = subprocess.run(line, env=env, cwd=self.folder,
                                  input=typed, check=False, timeout=60,
                                  capture_output=True)
        except subprocess.TimeoutExpired:
            self.faults.note("hangs", words)
            return subprocess.CompletedProcess(line, 1, b"", b"hangs")
        self.look(done, words, columns)
        return done

    def look(self, done, words, columns):
        if done.returncode not in (0, 1, 2, 3):
            self.faults.note(f"ends with {done.returncode}", words,
                             done.stderr.decode("utf-8", "replace"))
        if done.returncode != 0 and not done.stderr.strip():
            self.faults.note("fails without a word", words)
        streams = [done.stderr] if "--json" in words else [done.stdout,
                                                           done.stderr]
        for stream in streams:
            self.look_at(stream, words, columns)

    def look_at(self, stream, words, columns):
        try:
            text = stream.decode("utf-8")
        except UnicodeDecodeError as error:
            self.faults.note(f"not UTF-8: {error}", words)
            return
        hidden = sorted({hex(ord(char)) for char in text if is_hidden(char)})
        if hidden:
            self.faults.note(f"prints {hidden}", words, text)
        for line in text.split("\n"):
            if line.startswith(TO_COPY) or is_list(words):
                continue
            if width(line) > columns:
                self.faults.note(f"{width(line)} of {columns} columns",
                                 words, line)
                break

    def ask(self, *words):
        done = self.run(*words, "--json")
        return json.loads(done.stdout)["items"] if done.stdout else []

    def list(self, *words):
        return self.run("help", *words).stdout.decode().split("\n")[:-1]


def flatten(thing):
    """All texts in an answer."""
    if isinstance(thing, str):
        yield thing
    for each in (thing.values() if isinstance(thing, dict) else
                 thing if isinstance(thing, list) else ()):
        yield from flatten(each)


def as_kept(text):
    """Words as they are kept: in the normal form, without space around."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def options_of(page):
    """The options on a page of help that come before those of all
    commands."""
    own = page.split("Options of every command")[0]
    return [line.split()[0].strip(",") for line in own.split("\n")
            if line.startswith("  --")]


def writers(program):
    """Codes of those who can write here: names may be changed on the way."""
    return ["M-" + each["id"] for each in program.ask("members")
            if each["name"] in WRITERS]


def things(program):
    """One thing of each kind, and who may write it: else the first of all,
    as for what the team shares."""
    found = {}
    may = writers(program)
    for each in program.ask("history"):
        by = "M-" + each["by"]["id"]
        if by in may:
            found[each["kind"]] = (each["code"], by)
        else:
            found.setdefault(each["kind"], (each["code"], may[0]))
    return found


def try_fields(program, faults, share):
    """Every option of `edit` for every kind, with all words."""
    there = things(program)
    forms = {}
    for line in program.list("--fields"):
        kind, field, shape, form = line.split()[:4]
        forms[kind, field] = (shape, form)
    for kind in program.list("--kinds"):
        if kind not in there:
            if kind not in NOT_WRITTEN:
                faults.note(f"no {kind} in the sample", ["--kinds"])
            continue
        code, writer = there[kind]
        page = program.run("help", "edit", kind).stdout.decode()
        for option in options_of(page):
            if option in ("--from", "--file", "--editor"):
                continue
            shape, form = forms.get((kind, option[2:]), ("one", "choice"))
            if option == "--message":
                option, shape, form = "-m", "one", "words"
            for name, words in {**SAFE, **HOSTILE}.items():
                faults.cases += 1
                if faults.cases % share == 0:
                    try_field(program, faults, (code, writer, option, name,
                                                words, shape, form))


def try_field(program, faults, case):
    code, writer, option, name, words, shape, form = case
    line = ["--as", writer, "edit", code, option, words]
    done = program.run(*line, columns=40 + 40 * (faults.cases % 2))
    if name in SAFE and shape == "one" and form in ("text", "words"):
        fits = form == "words" or len(words) <= LETTERS
        if fits != (done.returncode == 0):
            faults.note("refused" if fits else "taken", line,
                        done.stderr.decode())
    if done.returncode != 0 or not isinstance(words, str) or \
            not words.strip():
        return
    if form not in NOT_TYPED and shape == "one" and name in SAFE:
        shown = {as_kept(each) for each in
                 flatten(program.ask("show", code))}
        if as_kept(words) not in shown:
            faults.note("not given back", line, str(shown))
    for columns in (40, 80):
        program.run("show", code, columns=columns)
    program.run("changes", code, columns=40)


def commands(program):
    """Every command, as a list of words."""
    found = []
    for line in program.list("all"):
        if line.startswith("  ") and not line.startswith("  -"):
            words = line.split("  ")[1].split()
            if program.run("help", *words).returncode == 0:
                found.append(words)
    return found


def try_commands(program, faults, share):
    """Every argument of every command with all words, and every option with
    each of them in turn."""
    words = list({**HOSTILE, **SAFE}.items())
    who = writers(program)[0]
    for command in commands(program):
        line = ["--as", who, *command]
        for _, each in words:
            faults.cases += 1
            if faults.cases % share == 0:
                program.run(*line, each, columns=40 + 40 *
                            (faults.cases % 2))
        for option in program.list("--options", *command):
            if option in ("--home", "--editor", "--help", "--version"):
                continue
            for _ in range(3):
                faults.cases += 1
                if faults.cases % share == 0:
                    each = words[faults.cases // share % len(words)][1]
                    program.run(*line, option, each, columns=40 + 40 *
                                (faults.cases % 2))


def try_bodies(program, faults, share):
    """Whole texts from a file: too many, cut, with a NUL."""
    file = program.folder / "body"
    who = writers(program)[0]
    for at, (name, body) in enumerate(sorted(BODIES.items())):
        faults.cases += 1
        if share > 1 and at % 2:
            continue
        file.write_bytes(body)
        line = ["--as", who, "reflect", "--for", "team", "-F", "body"]
        done = program.run(*line, columns=40)
        wanted = 0 if name in ("limit", "one line", "lines",
                               "carriage") else 1
        if done.returncode != wanted:
            faults.note(f"{name}: ends with {done.returncode}", line,
                        done.stderr.decode("utf-8", "replace"))
        if wanted == 1:
            continue
        kept = program.ask("diary", "--most", "1")[0]
        if as_kept(body.decode()) != as_kept(kept["text"]):
            faults.note(f"{name}: not given back", line)
        program.run("show", kept["code"], columns=40)
        program.run("--as", who, "withdraw", kept["code"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--share", type=int, default=1)
    parser.add_argument("--part", required=True)
    parser.add_argument("program")
    parser.add_argument("folder")
    given = parser.parse_args()
    locale.setlocale(locale.LC_ALL, "C.UTF-8")
    faults = Faults()
    program = Program(given.program, given.folder, faults)
    tried = Path(given.folder) / "tried"
    shutil.rmtree(tried, ignore_errors=True)
    shutil.copytree(Path(given.folder) / "sample", tried)
    {"fields": try_fields, "commands": try_commands,
     "bodies": try_bodies}[given.part](program, faults, given.share)
    print(f"cases: {given.part}: {faults.cases}")
    print("\n".join(faults.found[:30]))
    sys.exit(1 if faults.found or faults.cases == 0 else 0)


if __name__ == "__main__":
    main()
