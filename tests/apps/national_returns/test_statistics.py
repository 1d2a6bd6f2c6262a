"""KR-15: what came, by form, kind of income and day; the list of remarks; as files too."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.national_returns.selectors.income_kinds import INCOME_KINDS
from juminzei.apps.national_returns.selectors.statistics import (
    by_day,
    by_form,
    by_income,
    by_source,
    remarked,
)
from juminzei.apps.national_returns.services.csv_text import plain
from juminzei.apps.national_returns.services.hand_out_statistics import (
    TABLES,
    hand_out_statistics,
)
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.kernel.columns import column_kinds
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.made_up_returns import a_return, index_row, xml_of
from support.national_rows import taken
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.national_returns.models import StagedReturn
    from juminzei.platform.staff.models import StaffMember
    from support.national_rows import Row

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def three(clerk: StaffMember) -> list[StagedReturn]:
    """Wages alone; a business with a statement and medical expenses; a broken correction."""
    rich = a_return({"ABB00080": 1, "ABB00300": 2_000_000, "ABB00440": 30_000, "AMF00100": 9})
    broken = xml_of(a_return({"ABB00080": 77})).replace(b">77<", b">7.7<")
    later = {"received_on": date(2026, 3, 16)}
    rows: list[Row] = [
        (index_row(1, reference="A"), xml_of(a_return()), []),
        (index_row(2, reference="B", **later), xml_of(rich), []),
        (index_row(3, reference="C", kind="修正", **later), broken, []),
    ]
    return taken(rows, clerk)


@pytest.mark.usefixtures("three")
def test_returns_are_counted_by_form_kind_of_income_and_way() -> None:
    forms = dict(by_form(2026))
    assert {code.split()[0]: many for code, many in forms.items()} == {"KOA020": 3, "KOA210": 1}
    incomes = dict(by_income(2026))
    assert (incomes["給与"], incomes["営業等・農業"], incomes["退職"]) == (2, 1, 0)
    assert by_source(2026) == [("e-Tax 修正", 1), ("e-Tax 確定", 2)]
    assert by_form(2025) == []
    assert not any(many for _, many in by_income(2025))


@pytest.mark.usefixtures("three")
def test_days_are_counted_newest_first() -> None:
    newest, oldest = by_day(2026)
    assert (newest.day, newest.returns, newest.corrections) == (date(2026, 3, 16), 2, 1)
    assert (newest.remarked, newest.broken) == (1, 1)
    assert (oldest.day, oldest.returns, oldest.corrections, oldest.broken) == (
        date(2026, 2, 20),
        1,
        0,
        0,
    )


def test_remarks_are_listed_with_where_they_stand(three: list[StagedReturn]) -> None:
    """KR-15: 補記 list."""
    assert [row.pk for row in remarked(2026)] == [three[1].pk]


def test_every_kind_of_income_is_made_of_columns_that_there_are() -> None:
    named = [column for columns in INCOME_KINDS.values() for column in columns]
    assert set(named) <= set(column_kinds())
    assert len(named) == len(set(named))


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_file_says_what_the_page_says_and_names_nobody(clerk: StaffMember, table: str) -> None:
    content = hand_out_statistics(tax_year=2026, table=table, actor=clerk, at=AT)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == list(TABLES[table][0])
    assert len(rows) > 1
    assert all(len(row) == len(rows[0]) for row in rows)
    assert "山田" not in content.decode()
    record = OutgoingRecord.objects.get(action="national_returns.statistics.handed_out")
    assert (record.details["table"], record.details["rows"]) == (table, len(rows) - 1)


@pytest.mark.usefixtures("three")
def test_the_file_of_remarks_has_a_line_for_each_of_them(
    clerk: StaffMember, three: list[StagedReturn]
) -> None:
    content = hand_out_statistics(tax_year=2026, table="remarks", actor=clerk, at=AT)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]
    three[1].refresh_from_db()
    assert [row[-1] for row in rows] == three[1].remarks
    assert {row[2] for row in rows} == {"2"}


def test_an_unknown_table_and_whoever_may_not_get_nothing(clerk: StaffMember) -> None:
    with pytest.raises(ReturnsRefusedError, match="表はありません"):
        hand_out_statistics(tax_year=2026, table="names", actor=clerk, at=AT)
    with pytest.raises(NotPermittedError):
        hand_out_statistics(
            tax_year=2026, table="form", actor=staff("2002", Role.COLLECTION_CLERK), at=AT
        )


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+81", "'+81"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("-", "'-"),
        (-5, "-5"),
        (0, "0"),
        (None, ""),
        ("a=b", "a=b"),
    ],
)
def test_no_cell_is_calculated_by_a_spreadsheet(value: object, cell: str) -> None:
    """T-I09."""
    assert plain(value) == cell


def test_the_page_shows_the_counts_and_hands_out_files(client: Client, clerk: StaffMember) -> None:
    client.force_login(clerk)
    taken([(index_row(1), xml_of(a_return()), [])], clerk, at=now())
    page = client.get(reverse("national_statistics")).content.decode()
    assert "KOA020" in page
    assert "1–1 / 1 件" in page
    assert client.get(reverse("national_statistics"), {"tax_year": "x"}).status_code == 422
    address = reverse("national_statistics_file")
    answer = client.post(address, {"tax_year": "2026", "table": "form"})
    assert answer["Content-Disposition"] == 'attachment; filename="returns-2026-form.csv"'
    assert client.post(address, {"tax_year": "2026", "table": "x"}).status_code == 409
    assert client.post(address, {"table": "form"}).status_code == 422
