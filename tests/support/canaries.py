"""Numbers that exist nowhere else, sealed in an installation and looked for everywhere.

``python canaries.py seal N`` seals N of them; ``forget`` erases them;
``ciphertexts`` prints what the vault keeps of them, in hexadecimal; ``tables`` prints the
name of every table of every database in which the text of a row shows one of them.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import django

django.setup()

from django.db import connections  # noqa: E402 - after set-up

from juminzei.base.numbers.individual_number import (  # noqa: E402 - the same
    IndividualNumber,
    check_digit,
)
from juminzei.platform.vault.models import SealedNumber  # noqa: E402 - the same
from juminzei.platform.vault.services import Place, forget, seal  # noqa: E402 - the same

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE = Place("addressee", "own")
EVERYTHING = "SELECT * FROM {}"


def canary(serial: int) -> str:
    """Return the digits of one number."""
    body = f"{73_519_000_000 + serial * 7:011d}"
    return f"{body}{check_digit(body)}"


def tables(count: int) -> Iterator[str]:
    """Name the tables that show a canary."""
    digits = [canary(serial) for serial in range(count)]
    for alias in connections:
        connection = connections[alias]
        for table in connection.introspection.table_names():
            with connection.cursor() as cursor:
                cursor.execute(EVERYTHING.format(connection.ops.quote_name(table)))
                text = "\n".join(str([_plain(value) for value in row]) for row in cursor)
            if any(number in text for number in digits):
                yield f"{alias}.{table}"


def _plain(value: object) -> object:
    return bytes(value).decode("latin-1") if isinstance(value, (bytes, memoryview)) else value


def main(task: str, count: int) -> None:
    """Seal, forget, or look."""
    if task == "seal":
        seal(PLACE, ((serial, IndividualNumber(canary(serial))) for serial in range(count)))
    elif task == "forget":
        forget(PLACE, range(count))
    elif task == "ciphertexts":
        sealed = SealedNumber.objects.values_list("ciphertext", flat=True)
        sys.stdout.write("\n".join(bytes(text).hex() for text in sealed))
    else:
        sys.stdout.write("\n".join(tables(count)))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
