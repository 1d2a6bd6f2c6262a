"""Every importer, as files reach it: once, in its own characters, whatever is sent to it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juminzei.apps.assessment.models import QuarantinedRow, TaxDocument
from juminzei.apps.departments.models import DepartmentFile, WaitingRow
from juminzei.apps.receiving.models import (
    EmployerApplication,
    SummarySheet,
    UnknownEmployer,
)
from juminzei.formats import employer_application, employer_summary
from juminzei.platform.vault.models import SealedNumber
from support.applications import application
from support.department_rows import DISABILITY, feed, row
from support.hostile_files import (
    EXTERNAL_ENTITY,
    acting_pdf,
    entity_bomb,
    hidden_acting_pdf,
    zip_bomb,
)
from support.one_stop_files import city_notice_file, notice, notices, told
from support.receiving_rows import kept_names, taken
from support.report_files import number, pension, pensions, wage, wages
from support.summaries import summary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

NAME = "加藤　一郎"
STORED = (
    *(TaxDocument, QuarantinedRow, SealedNumber, DepartmentFile, WaitingRow),
    *(SummarySheet, EmployerApplication, UnknownEmployer),
)
NAMED: dict[str, Callable[[str], bytes]] = {
    "wage_report": lambda name: wages(wage(name=name, individual_number=number(1))),
    "pension_report": lambda name: pensions(pension(name=name)),
    "one_stop": lambda name: notices(notice(name=name, individual_number=number(2))),
    "city_notice": lambda name: city_notice_file(told(name=name)),
    "employer_summary": lambda name: employer_summary.write([summary(name=name)]),
    "employer_application": lambda name: employer_application.write(
        [application("異動", person_name=name)]
    ),
    "department_disability": lambda _name: feed(DISABILITY, row(DISABILITY, 1)),
}
"""Kind → a file of one row, about somebody of that name as far as the kind names anybody."""
WITH_NAMES = [kind for kind in NAMED if kind != "department_disability"]


def text_of(kind: str, name: str) -> str:
    """Return a file as text with a name in it that no writer of ours has touched."""
    plain = NAMED[kind](NAME)
    try:
        text = plain.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = plain.decode("cp932")
    assert NAME in text
    return text.replace(NAME, name)


def stored() -> list[int]:
    """Return how much of each kind of row there is."""
    return [model.objects.count() for model in STORED]


def names() -> set[str]:
    """Return every name that was stored of a person or an employer's summary."""
    found = {*TaxDocument.objects.values_list("name", flat=True)}
    found |= {*SummarySheet.objects.values_list("name", flat=True)}
    return found | {*EmployerApplication.objects.values_list("person_name", flat=True)}


@pytest.mark.parametrize("kind", NAMED)
def test_the_same_file_twice_doubles_nothing_in_any_way_in(
    kind: str, clerk: StaffMember, tmp_path: Path
) -> None:
    """T-J02, T-I02: known by its content, whatever it is called and on whatever day it comes."""
    data = NAMED[kind](NAME)
    first = taken(clerk, data, tmp_path)
    assert (first.state, first.kind, first.received_rows) == ("taken", kind, 1)
    before = stored()
    again = taken(clerk, data, tmp_path, name="renamed.txt")
    assert (again.state, again.accepted, again.held, again.duplicates) == ("taken", 0, 0, 1)
    assert again.received_file == first.received_file
    assert stored() == before
    assert kept_names() == []


@pytest.mark.parametrize("kind", WITH_NAMES)
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp932"])
def test_each_importer_reads_a_file_in_its_own_characters(
    kind: str, charset: str, clerk: StaffMember, tmp_path: Path
) -> None:
    """T-I03: with and without a byte order mark, and in CP932 with NEC and IBM signs."""
    name = "髙﨑　①郎"
    file = taken(clerk, text_of(kind, name).encode(charset), tmp_path)
    assert (file.state, file.accepted) == ("taken", 1), file.reason
    assert names() == {name}


@pytest.mark.parametrize("kind", NAMED)
@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (lambda data: b"\xff\xfe" + data.decode("utf-8", "ignore").encode("utf-16-le"), "UTF-16"),
        (lambda data: data[:-3] + b"\x00" + data[-3:], "{-3}バイト目（0x00）"),
        (lambda data: data[:-2] + b"\x85\xff" + data[-2:], "バイト目（0x"),
        (lambda data: data + "給与".encode("utf-16-be") + b"\xff", "バイト目（0x"),
        (lambda data: data.decode("utf-8", "ignore").encode("cp037", "replace"), ""),
    ],
    ids=["UTF-16", "NUL", "no sign of CP932", "mixed", "EBCDIC"],
)
def test_what_is_in_no_character_set_is_refused_as_a_whole(
    kind: str, spoilt: Callable[[bytes], bytes], said: str, clerk: StaffMember, tmp_path: Path
) -> None:
    """T-I03: nothing of it is stored, no character is guessed, and the clerk is told where."""
    before = stored()
    data = NAMED[kind]("加藤　一郎")
    file = taken(clerk, spoilt(data), tmp_path)
    assert file.state == "quarantined"
    assert file.reason
    assert said.replace("{-3}", str(len(data) - 3)) in file.reason
    assert stored() == before


RARE = {
    "half-width kana": "ｶﾄｳ ｲﾁﾛｳ",
    "outside CP932": "𠮷田　叱郎",
    "a variant": "葛\U000e0100城　太郎",
    "a private sign (外字)": "\ue000藤　一郎",
    "a combining voiced mark": "か\u3099藤　一郎",
    "a formula": "=1+1|cmd",
    "a formula by tab": "\t=1+1",
}


@pytest.mark.parametrize("kind", [kind for kind in WITH_NAMES if kind != "employer_summary"])
@pytest.mark.parametrize("said", RARE)
def test_rare_characters_are_kept_exactly(
    kind: str, said: str, clerk: StaffMember, tmp_path: Path
) -> None:
    """T-I04, T-I09: stored as they are, formulas too; only blanks around may be cut."""
    name = RARE[said]
    file = taken(clerk, text_of(kind, name).encode(), tmp_path)
    if file.state == "quarantined" or file.held:
        assert said == "a formula by tab", file.reason
        return
    (kept,) = names()
    assert kept in {name, name.strip()}
    assert unicodedata.is_normalized("NFC", kept) == unicodedata.is_normalized("NFC", name)


HOSTILE = {
    "a zip bomb": zip_bomb(1),
    "an entity bomb": entity_bomb(),
    "an external entity": EXTERNAL_ENTITY,
    "a PDF with JavaScript": acting_pdf(b"/JavaScript 9 0 R"),
    "a PDF with a hidden script": hidden_acting_pdf(),
    "a program": b"MZ" + bytes(60),
    "lines without end": b"H,one_stop," + b"9" * 300_000,
    "a quotation without end": b'H,city_notice,"' + b"a\n" * 5_000,
    "nesting": b"<a>" * 50_000,
}


@pytest.mark.parametrize("sent", HOSTILE)
def test_what_is_sent_to_hurt_reaches_no_importer(
    sent: str, clerk: StaffMember, tmp_path: Path
) -> None:
    """T-I05, T-I11, EL-15: held with its reason, nothing stored, the next file is taken."""
    before = stored()
    for name in ("report.csv", "report"):
        file = taken(clerk, HOSTILE[sent], tmp_path, name=name)
        assert file.state == "quarantined"
        assert file.reason
    assert stored() == before
    assert taken(clerk, NAMED["one_stop"]("加藤"), tmp_path).state == "taken"


@pytest.mark.parametrize("kind", NAMED)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_damaged_file_is_taken_or_held_and_its_counts_add_up(
    kind: str, data: st.DataObject, clerk: StaffMember, tmp_path: Path
) -> None:
    """T-I13: bytes cut out or changed anywhere: never a crash, never a row that is lost."""
    whole = NAMED[kind]("加藤　一郎")
    start = data.draw(st.integers(0, len(whole) - 1))
    gone = data.draw(st.integers(0, 12))
    put = data.draw(st.binary(max_size=6))
    file = taken(clerk, whole[:start] + put + whole[start + gone :], tmp_path)
    assert file.state in {"taken", "quarantined"}
    assert "取込の途中で誤り" not in file.reason
    assert file.received_rows == file.accepted + file.held + file.duplicates


@pytest.mark.parametrize("box", ["12-3", ""])
def test_documents_know_the_box_in_which_their_paper_lies(
    box: str, clerk: StaffMember, tmp_path: Path
) -> None:
    """KZ-03: 箱: as the register has it; what came in an earlier box stays there."""
    taken(clerk, wages(wage(), wage(recipient_reference="2")), tmp_path, box=box)
    assert set(TaxDocument.objects.values_list("box", flat=True)) == {box}
    numbers = TaxDocument.objects.order_by("document_number").values_list("document_number")
    assert list(numbers) == [(1,), (2,)]
    taken(clerk, wages(wage(), wage(recipient_reference="3")), tmp_path, box="99")
    boxes = TaxDocument.objects.order_by("document_number").values_list("box", flat=True)
    assert list(boxes) == [box, box, "99"]
