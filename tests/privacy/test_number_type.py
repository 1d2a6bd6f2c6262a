"""An Individual Number masks itself or refuses, whatever is done with it (T-Z10)."""

from __future__ import annotations

import copy
import csv
import inspect
import io
import json
import marshal
import pickle
import pprint
import shelve
import sqlite3
import string
import traceback
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import dumps as signed
from django.utils.html import escape, format_html

from juminzei.base.numbers.individual_number import MASK, IndividualNumber, check_digit
from juminzei.platform.vault.models import SealedNumber
from juminzei.platform.vault.services import Place, seal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BODY = "75319086420"
DIGITS = BODY + str(check_digit(BODY))
NUMBER = IndividualNumber(DIGITS)


def written_as_csv() -> str:
    text = io.StringIO()
    csv.writer(text).writerow([NUMBER])
    return text.getvalue()


def in_a_traceback() -> str:
    number = NUMBER
    try:
        return str(int(f"{number!r}"))
    except ValueError as error:
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
        return "".join(told.format())


SHOWN: dict[str, Callable[[], str]] = {
    "str": lambda: str(NUMBER),
    "repr": lambda: repr(NUMBER),
    "an f-string": lambda: f"{NUMBER} {NUMBER!r} {NUMBER!s} {NUMBER!a} {NUMBER:>30}",
    "percent": lambda: "%s %r %a" % (NUMBER, NUMBER, NUMBER),  # noqa: UP031 - what is tested
    "str.format": lambda: "{0} {0!r} {0:^40}".format(NUMBER),  # noqa: UP032 - what is tested
    "a template": lambda: string.Template("$n").substitute(n=NUMBER),
    "html": lambda: f"{format_html('{}', NUMBER)}{escape(NUMBER)}",
    "print": lambda: pprint.pformat({"n": [NUMBER]}),
    "json with default": lambda: json.dumps([NUMBER], default=str),
    "csv": written_as_csv,
    "a copy": lambda: f"{copy.copy(NUMBER)}{copy.deepcopy([NUMBER])}",
    "a traceback": in_a_traceback,
    "its attributes": lambda: f"{dir(NUMBER)}{getattr(NUMBER, '__dict__', '')}",
    "its source and signature": lambda: str(inspect.signature(type(NUMBER))),
}


@pytest.mark.parametrize("show", SHOWN.values(), ids=list(SHOWN))
def test_however_it_is_shown_it_is_masked(show: Callable[[], str]) -> None:
    assert DIGITS not in show()


def test_the_mask_is_what_is_seen() -> None:
    assert str(NUMBER) == MASK == f"{NUMBER}"


def into_a_shelf(folder: Path) -> None:
    with shelve.open(str(folder / "shelf")) as shelf:  # noqa: S301 - what is tested
        shelf["n"] = NUMBER


def into_sqlite(_folder: Path) -> None:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("SELECT ?", [NUMBER])
    finally:
        connection.close()


REFUSED: dict[str, Callable[[Any], object]] = {
    "pickle": lambda _folder: pickle.dumps(NUMBER),
    "json": lambda _folder: json.dumps(NUMBER),
    "Django's json": lambda _folder: json.dumps({"n": NUMBER}, cls=DjangoJSONEncoder),
    "a signed text": lambda _folder: signed({"n": NUMBER}),
    "marshal": lambda _folder: marshal.dumps(NUMBER),  # type: ignore[arg-type]  # what is tested
    "a shelf": into_a_shelf,
    "a parameter of SQL": into_sqlite,
    "bytes": lambda _folder: bytes(NUMBER),  # type: ignore[call-overload]  # what is tested
    "int": lambda _folder: int(NUMBER),  # type: ignore[call-overload]  # what is tested
    "joining": lambda _folder: "".join(iter([NUMBER])),  # type: ignore[arg-type]  # what is tested
    "its letters": lambda _folder: list(NUMBER),  # type: ignore[call-overload]  # what is tested
}


@pytest.mark.parametrize("keep", REFUSED.values(), ids=list(REFUSED))
def test_whatever_would_keep_it_refuses(keep: Callable[[Any], object], tmp_path: Path) -> None:
    with pytest.raises((TypeError, ValueError, sqlite3.Error)) as refused:
        keep(tmp_path)
    assert DIGITS not in str(refused.value)
    assert not [p for p in tmp_path.iterdir() if DIGITS.encode() in p.read_bytes()]


@pytest.mark.django_db(databases=["vault", "default", "audit"])
def test_what_the_vault_holds_can_be_dumped_without_showing_a_number(tmp_path: Path) -> None:
    seal(Place("addressee", "own"), [(1, NUMBER)])

    out = tmp_path / "dump.json"
    call_command("dumpdata", "vault", database="vault", output=str(out))
    assert '"vault.sealednumber"' in out.read_text()
    assert DIGITS not in out.read_text()
    row = SealedNumber.objects.get()
    assert DIGITS not in f"{row}{row!r}{vars(row)}{serializers.serialize('json', [row])}"


def test_there_is_no_admin_site_that_could_show_rows() -> None:
    assert not apps.is_installed("django.contrib.admin")
