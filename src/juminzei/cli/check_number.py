"""``juminzei check-number``: whether a number's check digit is right; the number is never shown."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from juminzei.base.numbers import corporate_number, individual_number, municipality_code
from juminzei.cli.command import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = "juminzei check-number corporate 7123456789012"
VALID, NOT_VALID = 0, 1
NAMES = {"individual": "個人番号", "corporate": "法人番号", "municipality": "市町村コード"}
DIGITS = {
    "individual": individual_number.DIGITS,
    "corporate": corporate_number.DIGITS,
    "municipality": municipality_code.DIGITS,
}
STDIN = "-"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the kind and the number.

    Both are taken as they are: a message of the argument parser would repeat a number that
    stands in the wrong place.
    """
    parser.add_argument(
        "words",
        nargs=argparse.REMAINDER,
        metavar="KIND NUMBER",
        help=f"{', '.join(NAMES)}; {STDIN} reads the number from standard input",
    )


def run(options: argparse.Namespace) -> int:
    """Print whether the number is valid, and the check digit that belongs to the others.

    Returns:
        0 for a valid number, 1 for one whose check digit is another.

    Raises:
        UsageError: It is no number of that kind; the text does not show it.
    """
    kind, digits = _asked([word for word in options.words if word != "--json"])
    wanted, found = CHECKS[kind](digits)
    sys.stdout.write(json.dumps({"valid": wanted == found, "check_digit": wanted}) + "\n")
    return VALID if wanted == found else NOT_VALID


def _asked(words: list[str]) -> tuple[str, str]:
    for word in words:
        if word.startswith("--") and not any(letter.isdigit() for letter in word):
            raise UsageError(f"unrecognized arguments: {word}")
    if not words or words[0] not in NAMES:
        raise UsageError(f"the first word is no kind of number; give one of {', '.join(NAMES)}")
    kind, rest = words[0], words[1:]
    if rest == [STDIN]:
        rest = sys.stdin.read().split()
    digits = "".join(rest)
    if len(digits) != DIGITS[kind] or not (digits.isascii() and digits.isdigit()):
        raise UsageError(
            f"{NAMES[kind]}は数字{DIGITS[kind]}桁です（{len(digits)}文字でした）。"
            "番号は表示しません。"
        )
    return kind, digits


def _individual(digits: str) -> tuple[int, int]:
    return individual_number.check_digit(digits[:-1]), int(digits[-1])


def _corporate(digits: str) -> tuple[int, int]:
    return corporate_number.check_digit(digits[1:]), int(digits[0])


def _municipality(digits: str) -> tuple[int, int]:
    return municipality_code.check_digit(digits[:-1]), int(digits[-1])


CHECKS: dict[str, Callable[[str], tuple[int, int]]] = {
    "individual": _individual,
    "corporate": _corporate,
    "municipality": _municipality,
}
"""Of each kind: the digit that should stand there, and the one that does."""
