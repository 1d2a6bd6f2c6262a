"""What the city knows is filled in with its source, and checked against what is typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.addressees.models import AddresseeVersion
from juminzei.apps.assessment.models import StatedRelative
from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.selectors.prefill import prefilled
from juminzei.apps.return_desk.selectors.register_checks import register_findings
from juminzei.apps.return_desk.services.finish import finish_return
from juminzei.apps.return_desk.services.take_return import cancel_return
from juminzei.platform.staff.policy import Role
from support.department_rows import DISABILITY, KANA, PREMIUMS, feed, row, taken
from support.desk_rows import WAGE, begun, confirmed, saved, venue
from support.document_rows import pension, wage
from support.page_rows import AT, person, protect, staff

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee
    from juminzei.apps.return_desk.entries import Row
    from juminzei.apps.return_desk.models import DeskReturn, Venue
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
LIMIT = 580_000
BORN = date(1980, 4, 2)


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def hall() -> Venue:
    return venue(staff("2001", Role.TAX_SUPERVISOR))


@pytest.fixture
def taro() -> Addressee:
    return person(1, "山田 太郎", KANA, BORN, household_number=70)


@pytest.fixture
def hanako() -> Addressee:
    return person(2, "山田 花子", "ヤマダ ハナコ", date(1982, 5, 5), household_number=70)


def related(one: Addressee, code: str) -> None:
    """Have the register say who somebody is in the household."""
    version = AddresseeVersion.objects.get(addressee=one)
    version.pk, version.version, version.relationship = None, 1, code
    version.save(force_insert=True)


def filled(one: Addressee, tax_year: int = 2026) -> Entries:
    return prefilled(one.number, tax_year, on=AT.date())


def test_this_years_reports_are_filled_in_row_by_row(taro: Addressee) -> None:
    wage(
        taro.number,
        5_000_000,
        social_insurance=700_000,
        small_enterprise_mutual_aid=50_000,
        withheld_income_tax=109_500,
        life_general_new=80_000,
    )
    wage(taro.number, 300_000, secondary=True)
    pension(taro.number, 1_200_000, social_insurance=60_000)
    entries = filled(taro)
    rows = entries.rows("wages")
    assert [(one["revenue"], one["secondary"]) for one in rows] == [
        (5_000_000, False),
        (300_000, True),
    ]
    assert rows[0]["social_insurance"] == 650_000  # the rest stands in a box of its own
    assert entries.amount("small_enterprise_mutual_aid") == 50_000
    assert entries.rows("pensions")[0]["revenue"] == 1_200_000
    assert entries.amount("life_general_new") == 80_000
    assert entries.sources["wages.0"].startswith("給与支払報告書")
    assert {"wages", "pensions", "life_general_new"} <= set(entries.unconfirmed)


def test_another_years_reports_and_other_peoples_are_not(
    taro: Addressee, hanako: Addressee
) -> None:
    wage(hanako.number, 1_000_000)
    wage(taro.number, 5_000_000)
    assert filled(taro, 2025).rows("wages") == []
    assert len(filled(taro).rows("wages")) == 1


def test_the_spouse_is_found_in_the_household_from_either_side(
    taro: Addressee, hanako: Addressee
) -> None:
    related(taro, "02")
    related(hanako, "12")
    for me, other in ((taro, hanako), (hanako, taro)):
        [row_of_spouse] = filled(me).rows("relatives")
        assert row_of_spouse["addressee"] == other.number
        assert row_of_spouse["relationship"] == "spouse"


def test_a_protected_spouse_is_not_told_of(taro: Addressee, hanako: Addressee) -> None:
    related(taro, "02")
    related(hanako, "12")
    protect(hanako)
    assert filled(taro).rows("relatives") == []


def test_a_child_is_no_spouse(taro: Addressee, hanako: Addressee) -> None:
    related(taro, "02")
    related(hanako, "20")
    assert filled(taro).rows("relatives") == []
    assert filled(hanako).rows("relatives") == []


def test_last_years_relatives_are_copied_without_their_income(
    hall: Venue, taro: Addressee, clerk: StaffMember
) -> None:
    before = begun(hall, taro.number, clerk, tax_year=2025)
    child: Row = {"relationship": "child", "name": "一", "birth_on": "2010-01-05", "income": 7}
    saved(before, clerk, wages=[WAGE], relatives=[child])
    confirmed(before, clerk)
    finish_return(return_id=before.pk, actor=clerk, at=AT)
    entries = filled(taro)
    assert entries.rows("relatives") == [{**child, "income": 0}]
    assert "前年" in entries.sources["relatives.0"]


def test_departments_fill_in_premiums_and_the_class_of_disability(
    taro: Addressee, clerk: StaffMember
) -> None:
    premiums = row(PREMIUMS, reference="a", kind="国保")
    kaigo = row(PREMIUMS, reference="b", kind="介護", withheld=60_000, otherwise=5_000)
    taken(clerk, feed(PREMIUMS, premiums, kaigo))
    taken(clerk, feed(DISABILITY, row(DISABILITY)))
    entries = filled(taro)
    assert entries.amount("insurance_kokuho") == 120_000
    assert entries.amount("insurance_kaigo") == 65_000
    assert entries.amount("disability") in {1, 2}
    assert "納付" in entries.sources["insurance_kokuho"]
    pension(taro.number, 1_200_000, social_insurance=60_000)
    assert filled(taro).amount("insurance_kaigo") == 5_000  # the rest stands in the pension's row


def checks(one: DeskReturn, *rows: Row) -> list[str]:
    entries = Entries(lists={"relatives": list(rows)})
    found = register_findings(one, entries, income_limit=LIMIT)
    return [finding.check for finding in found]


def claim(of: Addressee, born: str = "1982-05-05", **more: int | str) -> Row:
    return {
        "relationship": "spouse",
        "name": of.name,
        "birth_on": born,
        "addressee": of.number,
        **more,
    }


def test_a_relative_claimed_by_another_return_is_noticed(
    hall: Venue, taro: Addressee, hanako: Addressee, clerk: StaffMember
) -> None:
    """Two people claim the same relative; a cancelled claim and one's own do not count."""
    jiro = person(3, "山田 次郎", "ヤマダ ジロウ", BORN)
    one, other = begun(hall, taro.number, clerk), begun(hall, jiro.number, clerk)
    assert checks(one, claim(hanako)) == []
    saved(one, clerk, relatives=[claim(hanako)])
    assert checks(one, claim(hanako)) == []
    saved(other, clerk, relatives=[claim(hanako)])
    assert checks(one, claim(hanako)) == ["double_dependant"]
    saved(other, clerk)
    assert checks(one, claim(hanako)) == []
    saved(other, clerk, relatives=[claim(hanako)])
    cancel_return(return_id=other.pk, reason="取下げ", actor=clerk, at=AT)
    assert checks(one, claim(hanako)) == []


def test_a_relative_claimed_in_somebody_elses_report_is_noticed(
    hall: Venue, taro: Addressee, hanako: Addressee, clerk: StaffMember
) -> None:
    jiro = person(3, "山田 次郎", "ヤマダ ジロウ", BORN)
    one = begun(hall, taro.number, clerk)
    for owner, expected in ((taro, []), (jiro, ["double_dependant"])):
        StatedRelative.objects.create(
            document_id=wage(owner.number, 1),
            place="dependant_1",
            name="花子",
            kana="",
            addressee=hanako,
        )
        assert checks(one, claim(hanako)) == expected


def test_oneself_is_no_relative(hall: Venue, taro: Addressee, clerk: StaffMember) -> None:
    one = begun(hall, taro.number, clerk)
    assert checks(one, claim(taro, BORN.isoformat())) == ["claims_self"]


@pytest.mark.parametrize(
    ("reported", "typed", "noticed"),
    [(LIMIT, 0, False), (LIMIT + 1, 0, True), (LIMIT + 1, LIMIT + 1, False)],
)
def test_a_relative_who_earns_more_than_was_typed_is_noticed(
    reported: int,
    typed: int,
    *,
    noticed: bool,
    hall: Venue,
    taro: Addressee,
    hanako: Addressee,
    clerk: StaffMember,
) -> None:
    one = begun(hall, taro.number, clerk)
    wage(hanako.number, 2_000_000, income_stated=reported)
    assert ("relative_earns" in checks(one, claim(hanako, income=typed))) is noticed


def test_another_birthday_than_the_registers_is_noticed(
    hall: Venue, taro: Addressee, hanako: Addressee, clerk: StaffMember
) -> None:
    one = begun(hall, taro.number, clerk)
    assert checks(one, claim(hanako, "1982-05-06")) == ["relative_birth"]
