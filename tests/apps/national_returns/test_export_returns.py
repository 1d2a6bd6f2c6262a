"""KR-04: XML to CSV with chosen columns, masked unless another person allowed more."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.national_returns.selectors.export_columns import columns_of_form
from juminzei.apps.national_returns.services.export_returns import (
    ask_export,
    decide_export,
    export_returns,
)
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.made_up_returns import a_return, index_row, number_of, xml_of
from support.national_rows import Row, taken
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from juminzei.apps.national_returns.models import ExportRequest
    from juminzei.apps.national_returns.services.export_returns import ReturnsFile
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

COLUMNS = ["seq", "name", "birth_on", "ABB00300", "ABY00160", "ABB00330"]
HOSTILE = ["=1+1", "+A1", "-2", "@SUM(A1)"]


@pytest.fixture
def clerk() -> StaffMember:
    """Who exports, with four returns taken in."""
    actor = staff("1001")
    rows: list[Row] = [
        (
            index_row(seq, name=name, number=number_of(), reference=f"R{seq}"),
            xml_of(
                a_return(
                    {"ABB00300": -500, "ABB00330": "髙𠮷"},
                    {"ABY00150": [{"ABY00160": "一郎", "ABY00170": number_of("34567890123")}]},
                )
            ),
            [],
        )
        for seq, name in enumerate(HOSTILE, 1)
    ]
    taken(rows, actor)
    return actor


def exported(actor: StaffMember, **changed: object) -> ReturnsFile:
    told = {
        "tax_year": 2026,
        "form": "KOA020",
        "columns": COLUMNS,
        "charset": "utf-8-sig",
        "request_id": None,
    }
    return export_returns(**{**told, **changed}, actor=actor, at=AT)  # type: ignore[arg-type]  # by name


def lines(file: ReturnsFile, charset: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.content.decode(charset), newline="")))


def granted(actor: StaffMember) -> ExportRequest:
    asked = ask_export(
        tax_year=2026, form="KOA020", columns=COLUMNS, purpose="突合", actor=actor, at=AT
    )
    decide_export(
        request_id=asked.pk, granted=True, actor=staff("9001", Role.TAX_SUPERVISOR), at=AT
    )
    return asked


def test_a_file_is_masked_and_repeated_groups_are_numbered(clerk: StaffMember) -> None:
    heading, first, *_ = lines(exported(clerk))
    assert heading == [
        *("通番", "氏名", "生年月日", "ABB00300 営業等"),
        *(f"ABY00160 氏名{place}" for place in range(1, 5)),
        "ABB00330 不動産（特例表示）",
    ]
    assert first == ["1", "＊", "＊", "-500", "＊", "", "", "", "＊"]


def test_formulas_are_made_harmless_and_losses_stay_numbers(clerk: StaffMember) -> None:
    """T-I09: =, +, -, @ in names; a negative amount stays a number."""
    _, *rows = lines(exported(clerk, request_id=granted(clerk).pk))
    assert [row[1] for row in rows] == [f"'{name}" for name in HOSTILE]
    assert {row[3] for row in rows} == {"-500"}
    assert rows[0][2] == "1980-04-02"
    assert rows[0][4] == "一郎"


def test_characters_that_a_charset_lacks_are_counted(clerk: StaffMember) -> None:
    """T-I04: what CP932 does not have is replaced and reported, never dropped in silence."""
    wanted = ["ABB00330"]
    asked = ask_export(
        tax_year=2026, form="KOA020", columns=wanted, purpose="突合", actor=clerk, at=AT
    )
    decide_export(
        request_id=asked.pk, granted=True, actor=staff("9001", Role.TAX_SUPERVISOR), at=AT
    )
    file = exported(clerk, columns=wanted, charset="cp932", request_id=asked.pk)
    assert dict(file.substituted) == {"U+20BB7": 4}
    assert lines(file, "cp932")[1] == ["髙〓"]
    assert lines(exported(clerk, columns=wanted, request_id=asked.pk))[1] == ["髙𠮷"]


def test_no_file_holds_numbers_or_addresses(clerk: StaffMember) -> None:
    known = {box.tag for box in columns_of_form("KOA020")}
    assert not known & {"ABY00170", "ABA00125", "ABE00025", "ABI00420"}
    assert not known & {"ABA00090", "ABA00120", "ABI00040", "ABA00220"}
    for column in ("ABY00170", "ABA00090", "nobody", ""):
        with pytest.raises(ReturnsRefusedError):
            exported(clerk, columns=[column])
    everything = exported(clerk, columns=sorted(known))
    assert number_of().reveal().encode() not in everything.content


def test_another_person_allows_exactly_what_was_asked_for(clerk: StaffMember) -> None:
    boss = staff("9001", Role.TAX_SUPERVISOR)
    own = ask_export(
        tax_year=2026, form="KOA020", columns=COLUMNS, purpose="突合", actor=boss, at=AT
    )
    with pytest.raises(ReturnsRefusedError, match="申請した職員"):
        decide_export(request_id=own.pk, granted=True, actor=boss, at=AT)
    asked = ask_export(
        tax_year=2026, form="KOA020", columns=COLUMNS, purpose="突合", actor=clerk, at=AT
    )
    for wrong in (asked.pk, own.pk, 999):
        with pytest.raises(ReturnsRefusedError, match="承認された申請"):
            exported(clerk, request_id=wrong)
    with pytest.raises(NotPermittedError):
        decide_export(request_id=asked.pk, granted=True, actor=clerk, at=AT)
    decide_export(request_id=asked.pk, granted=True, actor=boss, at=AT)
    with pytest.raises(ReturnsRefusedError, match="決定を待つ申請がありません"):
        decide_export(request_id=asked.pk, granted=False, actor=boss, at=AT)
    with pytest.raises(ReturnsRefusedError, match="承認された申請"):
        exported(clerk, request_id=asked.pk, columns=[*COLUMNS, "kana"])
    assert exported(clerk, request_id=asked.pk).rows == 4
    with pytest.raises(ReturnsRefusedError, match="目的"):
        ask_export(tax_year=2026, form="KOA020", columns=COLUMNS, purpose=" ", actor=clerk, at=AT)


def test_every_file_is_on_record_with_its_columns(clerk: StaffMember) -> None:
    exported(clerk, columns=["seq", "ABB00300"])
    record = OutgoingRecord.objects.get(action="national_returns.exported")
    assert record.details == {
        "tax_year": 2026,
        "form": "KOA020",
        "columns": ["seq", "ABB00300"],
        "rows": 4,
        "masked": True,
        "request": None,
    }


def test_a_file_of_another_form_has_only_returns_with_that_form(clerk: StaffMember) -> None:
    statement = xml_of(a_return({"ABB00300": 1, "AMF00530": 2}))
    taken(
        [(index_row(9, reference="S", birth_on=date(1970, 1, 1)), statement, [])],
        clerk,
        delivery_id="E9",
    )
    file = exported(clerk, form="KOA210", columns=["seq", "AMF00530"])
    assert lines(file)[1:] == [["9", "2"]]
    with pytest.raises(ReturnsRefusedError):
        exported(clerk, form="KOA999", columns=["seq"])
