"""Runs ``juminzei`` in a process that kills itself at the n-th call of a function of ours.

Called as ``killed_at.py <module>:<function>:<n> <command> …``; the kill is ``kill -9``, so
that nothing of ours, nor of Python, has a last word.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from itertools import count

from juminzei.cli.command import with_django
from juminzei.cli.main import main


def kill_at(place: str) -> None:
    """Have the process die when the function is about to be called for the n-th time."""
    name, function, wanted = place.split(":")
    module = importlib.import_module(name)
    original, calls = getattr(module, function), count(1)

    def killing(*given: object, **named: object) -> object:
        if next(calls) == int(wanted):
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*given, **named)

    setattr(module, function, killing)


if __name__ == "__main__":
    with_django()
    kill_at(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
