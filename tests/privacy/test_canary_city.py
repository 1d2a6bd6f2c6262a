"""A made-up city's numbers are searched for wherever they must not be (T-Z02, T-Z03)."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2
import pytest

from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from support.installation import HERE, _environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PEOPLE = 150
NUMBER = re.compile(rb"(?<!\d)0?(\d{12})(?!\d)")
BODY = "99887766554"
TYPED = BODY + str(check_digit(BODY))
"""A number of nobody, typed into every field of every page."""
TYPED_BACK = {
    "POST activation",
    "POST audit_search",
    "POST city_notice_new",
    "POST consignment_step",
    "POST crosscheck_answer",
    "POST crosscheck_bulk",
    "POST crosscheck_case_enter",
    "POST crosscheck_find",
    "POST crosscheck_relative_decide",
    "POST decide",
    "POST department_find",
    "POST desk_find",
    "POST desk_lot_ask",
    "POST desk_pack_ask",
    "POST desk_venue_add",
    "POST document_correct",
    "POST employer_list",
    "POST employer_new",
    "POST forward_moved",
    "POST hold_place",
    "POST image_print",
    "POST medium_decide",
    "POST national_agency_answer",
    "POST national_disposal_ask",
    "POST national_forward",
    "POST national_search",
    "POST notice_new",
    "POST reassess_propose",
    "POST sender_letter_new",
    "POST sender_letter_step",
    "POST staff_add",
    "POST terminal_add",
    "POST watch_enter",
}
"""Pages that show whoever typed it what they typed, when it cannot be taken so."""
MUST_OPEN = {
    "person",
    "amount",
    "amount_print",
    "notice_file",
    "file_documents",
    "search",
    "taxable_list",
    "individual_number",
    "individual_number_search",
    "run",
    "audit_search",
    "unified_search",
    "unified_by_number",
    "unified_local",
    "unified_cases",
}
"""Pages that at least one role gets to see: otherwise the search below would prove nothing."""


class City(NamedTuple):
    """A whole city in a folder of its own, and what its commands said."""

    folder: Path
    environment: dict[str, str]
    numbers: set[bytes]
    said: str
    crawled: dict[str, Any]


def python(environment: dict[str, str], *arguments: str) -> tuple[str, str]:
    """Run Python to its end; return what it printed and what it said beside."""
    ended = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout, ended.stderr


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    """Take the made-up city in, assess it, print its notices and open every page."""
    folder = tmp_path_factory.mktemp("canaries")
    (folder / "tmp").mkdir()
    environment = {**_environment(folder / "data"), "TMPDIR": str(folder / "tmp")}
    for name in ("DATABASE", "VAULT_DATABASE", "AUDIT_DATABASE"):
        environment.pop(f"JUMINZEI_{name}_URL", None)  # the demo works on files of its own
    demo = ("demo", "--people", str(PEOPLE), "--data", str(folder / "data"))
    said = "".join(python(environment, "-m", "juminzei.cli", *demo))
    said += "".join(python(environment, "-m", "juminzei.cli", "unified", "number"))
    numbers = set(_numbers_of(folder / "data" / "files"))
    listed = folder / "canaries.list"
    listed.write_bytes(b"\n".join(sorted(numbers)))
    printed, beside = python(environment, str(HERE / "crawl_city.py"), str(listed), TYPED)
    said += beside + "".join(python(environment, "-m", "juminzei.cli", "vault", "rotate"))
    listed.unlink()
    numbers.add(TYPED.encode())
    return City(folder, environment, numbers, said, json.loads(printed))


def _numbers_of(files: Path) -> Iterator[bytes]:
    for path in files.rglob("*"):
        if path.is_file():
            for digits in NUMBER.findall(path.read_bytes()):
                if IndividualNumber(digits.decode()).is_valid:
                    yield digits


def showing(content: bytes, numbers: set[bytes]) -> bool:
    return not numbers.isdisjoint(NUMBER.findall(content)) or any(
        number in content for number in numbers
    )


def test_the_city_has_numbers_to_be_found(city: City) -> None:
    assert len(city.numbers) >= PEOPLE
    assert showing(b"x 0" + min(city.numbers) + b" y", city.numbers)


def test_no_page_shows_a_number_to_any_role(city: City) -> None:
    """T-Z02: every address, opened and posted to, whatever it answers; printed forms too."""
    assert city.crawled["leaks"] == []
    assert city.crawled["failed"] == []
    assert set(city.crawled["repeated"]) <= TYPED_BACK
    assert MUST_OPEN - set(city.crawled["opened"]) == set()


def test_no_command_said_a_number(city: City) -> None:
    """T-Z03: what commands print, and what they say beside it."""
    assert not showing(city.said.encode(), city.numbers)


def test_no_file_but_the_ones_that_came_holds_a_number(city: City) -> None:
    """T-Z03: databases, their journals, notices, keys, static files and temporary files."""
    came = city.folder / "data" / "files"
    looked = [p for p in city.folder.rglob("*") if p.is_file() and came not in p.parents]
    names = {path.name for path in looked}
    assert {"city.sqlite3", "audit.sqlite3", "vault.sqlite3"} <= names
    assert [path.name for path in looked if showing(path.read_bytes(), city.numbers)] == []


def test_no_printed_form_holds_a_number(city: City) -> None:
    """T-Z02: the text and the properties of every form, which lie compressed in the file."""
    forms = sorted((city.folder / "data").rglob("*.pdf"))
    assert forms
    for path in forms:
        document = pypdfium2.PdfDocument(path)
        text = str(document.get_metadata_dict()) + "".join(
            page.get_textpage().get_text_range() for page in document
        )
        document.close()
        assert not showing(text.encode(), city.numbers), path.name


@pytest.mark.parametrize("database", ["city", "audit"])
def test_no_backup_holds_a_number(city: City, database: str, tmp_path: Path) -> None:
    """T-Z03, T-C06: copies as operators make them, in the database's form and as statements."""
    source = city.folder / "data" / f"{database}.sqlite3"
    with (
        closing(sqlite3.connect(source)) as live,
        closing(sqlite3.connect(tmp_path / "copy")) as copy,
    ):
        live.backup(copy)
        statements = "\n".join(copy.iterdump())
    assert "INSERT INTO" in statements
    assert not showing(statements.encode(), city.numbers)
    assert not showing((tmp_path / "copy").read_bytes(), city.numbers)


def test_the_vaults_own_backup_holds_neither_numbers_nor_keys(city: City) -> None:
    """T-C06: the wrapping key is in no database, log, environment or file but its own."""
    key_file = city.folder / "data" / "keys" / "vault.json"
    secrets = [key.encode() for key in json.loads(key_file.read_text())["keys"].values()]
    others = [p for p in city.folder.rglob("*") if p.is_file() and p != key_file]
    assert [p.name for p in others if any(secret in p.read_bytes() for secret in secrets)] == []
    beside = city.said + str(city.environment)
    assert not [secret for secret in secrets if secret.decode() in beside]
    assert not showing((city.folder / "data" / "vault.sqlite3").read_bytes(), city.numbers)
