#!/usr/bin/python3
"""terminal.py ANSWER... -- WORDS...: a program at a terminal of its own.

Each answer is typed when a question waits for one, that is when what was
printed ends in "> "; the answer "^D" is the end of the input. What the
terminal showed is printed, with its line ends made plain, and the program's
exit status is that of this one.
"""
import os
import pty
import sys


def read_some(terminal):
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def main():
    at = sys.argv.index("--")
    answers, words = sys.argv[1:at], sys.argv[at + 1:]
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(words[0], words)
    shown = b""
    while True:
        some = read_some(terminal)
        if not some:
            break
        shown += some
        if shown.endswith(b"> ") and answers:
            answer = answers.pop(0)
            typed = b"\x04" if answer == "^D" else answer.encode() + b"\n"
            os.write(terminal, typed)
    status = os.waitpid(child, 0)[1]
    sys.stdout.buffer.write(shown.replace(b"\r\n", b"\n"))
    for answer in answers:
        print("never asked for:", answer)
    return os.waitstatus_to_exitcode(status)


sys.exit(main())
