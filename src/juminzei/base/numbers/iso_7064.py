"""ISO 7064 MOD 11,10: one check digit that finds every wrong digit and most swapped ones."""

from __future__ import annotations


def mod_11_10(body: str) -> int:
    """Return the check digit of ``body``, which is digits only."""
    carry = 10
    for digit in map(int, body):
        carry = ((carry + digit) % 10 or 10) * 2 % 11
    return (11 - carry) % 10
