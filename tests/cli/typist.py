"""Runs a program on a terminal of its own and types lines into it.

    typist.py LINES PROGRAM WORDS…

LINES is a file; each line is typed when the program asks for one: when what
it has written ends in "> ". A line `^D`, and the end of LINES, end the input;
a line `^C` interrupts, `^HUP` hangs up, and `^KILL` ends it at once, as a
power cut would. What the program wrote, echo and all, goes to standard output;
the status is the program's, or 256 less the number of its signal.
"""
import os
import pty
import signal
import sys

PROMPT = b"> "
KEYS = {"^C": b"\x03", "^D": b"\x04"}
SIGNALS = {"^HUP": signal.SIGHUP, "^KILL": signal.SIGKILL}


def read_more(terminal):
    try:
        return os.read(terminal, 4096)
    except OSError:  # the program has ended
        return b""


def read_to_prompt(terminal):
    seen = b""
    while not seen.endswith(PROMPT):
        more = read_more(terminal)
        if not more:
            return seen, False
        seen += more
    return seen, True


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = file.read().splitlines()
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.argv[2], sys.argv[2:])
    written, is_asked = read_to_prompt(terminal)
    while is_asked:
        line = lines.pop(0) if lines else "^D"
        if line in SIGNALS:
            os.kill(child, SIGNALS[line])
        else:
            os.write(terminal, KEYS.get(line, line.encode() + b"\n"))
        seen, is_asked = read_to_prompt(terminal)
        written += seen
    _, status = os.waitpid(child, 0)
    sys.stdout.buffer.write(written.replace(b"\r\n", b"\n"))
    sys.exit(os.waitstatus_to_exitcode(status) & 255)


main()
