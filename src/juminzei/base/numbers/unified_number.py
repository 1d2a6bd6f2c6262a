"""団体内統合宛名番号: fifteen digits; how they are made up is our own.

The first is always 1, so that a number is never taken for another system's addressee number,
which is written with zeros in front; thirteen count upwards; the last is an ISO 7064
MOD 11,10 check digit. Nothing in it tells of the person.
"""

from __future__ import annotations

from juminzei.base.numbers.iso_7064 import mod_11_10

DIGITS = 15
SERIAL_DIGITS = 13
LAST_SERIAL = 10**SERIAL_DIGITS - 1
MARK = 1


def number(serial: int) -> int:
    """Return the whole number of the person counted ``serial``.

    Raises:
        ValueError: ``serial`` is not from 1 through 9,999,999,999,999.
    """
    if not 1 <= serial <= LAST_SERIAL:
        raise ValueError("団体内統合宛名番号の連番は1から9,999,999,999,999までです。")
    body = f"{MARK}{serial:0{SERIAL_DIGITS}d}"
    return int(body) * 10 + mod_11_10(body)


def is_valid(number: int) -> bool:
    """Whether ``number`` has fifteen digits, the right mark and the right check digit."""
    text = str(number)
    if len(text) != DIGITS or text[0] != str(MARK) or not int(text[1:-1]):
        return False
    return mod_11_10(text[:-1]) == int(text[-1])
