"""The sheets of a return, read back from the PDF; and the XML for the tax office."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.filled_boxes import xml_tags
from juminzei.apps.return_desk.selectors.return_outcome import return_outcome
from juminzei.apps.return_desk.services.finish import answer_warning, finish_return
from juminzei.apps.return_desk.services.take_return import begin_return, save_return
from juminzei.formats.national_return import check_structure, read_return
from juminzei.formats.national_return_boxes import known_forms
from juminzei.kernel.income_tax.forms import form_of
from juminzei.notices.desk_return.page import Section, Sheet, sheets_pdf
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.policy import Role
from support.desk_rows import WAGE, confirmed, permitted, venue
from support.made_up_returns import number_of
from support.page_rows import person, protect, staff
from support.printed_pages import texts

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.return_desk.entries import Row
    from juminzei.apps.return_desk.models import DeskReturn

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
CHILD: Row = {"relationship": "child", "name": "山田 一", "birth_on": "2008-05-06"}
FULL = Entries(
    values={
        "revenue_business": 1_000_000,
        "insurance_kokuho": 30_000,
        "separate_land_long": 2_000_000,
        "collection_choice": "ordinary",
    },
    lists={
        "wages": [WAGE],
        "relatives": [CHILD],
        "expenses": [{"of": "business", "account": "仕入", "amount": 400_000}],
        "medical": [{"patient": "本人", "clinic": "見本病院", "paid": 300_000}],
        "donations": [{"kind": "hometown", "recipient": "北海道", "amount": 20_000}],
    },
)


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(staff("1001"))
    return client


def begun(kind: str, *, hidden: bool = False, tax_year: int = 2026) -> DeskReturn:
    """Return a full return, saved."""
    supervisor = staff("2001", Role.TAX_SUPERVISOR)
    permitted(supervisor, date(2020, 1, 1), date(2100, 1, 1))
    taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2))
    if hidden:
        protect(taro)
    one = begin_return(
        addressee=taro.number,
        tax_year=tax_year,
        kind=kind,
        venue=venue(supervisor),
        actor=supervisor,
        at=now(),
    )
    save_return(return_id=one.pk, entries=FULL, actor=supervisor, at=now())
    return one


def printed(desk: Client, one: DeskReturn, **more: str) -> list[str]:
    answer = desk.post(reverse("desk_return_print", args=[one.pk]), more)
    assert answer["Content-Type"] == "application/pdf"
    return texts(answer.content)


def done(one: DeskReturn) -> None:
    clerk = StaffMember.objects.get(staff_number="2001")
    confirmed(one, clerk)
    _answer(one, "kind_of_return", clerk)
    finish_return(return_id=one.pk, actor=clerk, at=now())


def _answer(one: DeskReturn, check: str, clerk: StaffMember) -> None:
    outcome = return_outcome(one, FULL, birth_on=date(1980, 4, 2))
    [found] = [one_of for one_of in outcome.warnings if one_of.check == check]
    answer_warning(return_id=one.pk, finding=found.key, reason="許可の範囲", actor=clerk, at=now())


def test_a_national_return_is_printed_form_by_form(desk: Client) -> None:
    pages = printed(desk, begun("national_return"))
    whole = "".join(pages)
    for title in (
        "第一表",
        "第二表",
        "第三表",
        "収支内訳書（営業等）",
        "医療費控除の明細",
        "計算明細",
    ):
        assert title in whole
    first = next(page for page in pages if "第一表" in page)
    # wage 5,000,000 → 3,560,000; business 600,000; both and the gain carried to the sum
    for cell in (
        "オ給与5,000,000",
        "⑥給与3,560,000",
        "①事業営業等600,000",
        "ア事業営業等1,000,000",
        "④利子⑤配当",
    ):
        assert cell in first
    assert "⑬社会保険料控除730,000" in first
    second = next(page for page in pages if "第二表" in page)
    for words in ("株式会社甲", "山田一", "平成20年5月6日", "北海道", "自分で納付"):
        assert words in second
    assert "一般扶養" in next(page for page in pages if "申告の内訳" in page)
    third = next(page for page in pages if "第三表" in page and "長期一般" in page)
    assert "(69)長期譲渡一般分2,000,000" in third
    assert "仕入400,000" in whole
    assert "見本病院" in whole
    assert "下書き" in first
    assert "国の様式の写しではありません" in first


def test_further_rows_losses_and_details_have_sheets_of_their_own(desk: Client) -> None:
    one = begun("national_return")
    lists: dict[str, list[Row]] = {
        "wages": [{**WAGE, "payer": f"会社{n}"} for n in range(6)],
        "losses": [{"year": "2", "kind": "blue", "amount": 123_456}],
        "shares": [{"kind": "listed_shares", "payer": "甲証券", "revenue": 700_000}],
        "donations": [{"kind": "hometown", "recipient": "北海道", "amount": 20_000}],
    }
    clerk = StaffMember.objects.get(staff_number="2001")
    save_return(return_id=one.pk, entries=Entries(lists=lists), actor=clerk, at=now())
    pages = printed(desk, one)
    [further] = [page for page in pages if "第二表（続き）" in page]
    assert "会社5" in further
    assert "会社0" not in further
    assert "配偶者" not in further
    [fourth] = [page for page in pages if "第四表（二）" in page]
    assert "Ｂ年分純損失青色山林以外の所得の損失123,456" in fourth
    [details] = [page for page in pages if "その他の明細" in page]
    assert "甲証券700,000" in details
    assert "北海道都道府県・市区町村（ふるさと納税）20,000" in details


def test_an_inhabitant_return_is_printed_without_the_national_forms(desk: Client) -> None:
    whole = "".join(printed(desk, begun("inhabitant_return"), copy="yes"))
    assert "市民税・県民税申告書" in whole
    assert "控え" in whole
    assert "第一表" not in whole


def test_no_individual_number_is_on_any_sheet(desk: Client) -> None:
    one = begun("national_return")
    done(one)
    pages = printed(desk, one, copy="yes")
    assert number_of().reveal() not in "".join(pages)
    assert "下書き" not in pages[0]
    record = OutgoingRecord.objects.get(action="return_desk.return.printed")
    assert record.details == {"return": one.pk, "version": 3, "copy": True}


def test_the_address_of_a_protected_person_is_not_printed(desk: Client) -> None:
    assert "三俣" not in "".join(printed(desk, begun("inhabitant_return", hidden=True)))


@pytest.mark.parametrize(
    ("tax_year", "mark"),
    [(2021, "㊽源泉徴収税額"), (2023, "㊽源泉徴収税額"), (2026, "㊾源泉徴収税額")],
)
def test_returns_of_the_last_five_years_are_printed_by_the_form_of_their_year(
    desk: Client, tax_year: int, mark: str
) -> None:
    first = printed(desk, begun("national_return", tax_year=tax_year))[0]
    assert "第一表" in first
    assert mark in first
    assert ("修正前の第３期分" in first) == (tax_year > 2022)


def test_what_cannot_be_calculated_is_not_printed(desk: Client) -> None:
    one = begun("inhabitant_return")
    abroad: Row = {**CHILD, "living": "abroad_ineligible"}
    entries = Entries(lists={"relatives": [abroad]})
    supervisor = StaffMember.objects.get(staff_number="2001")
    save_return(return_id=one.pk, entries=entries, actor=supervisor, at=now())
    assert desk.post(reverse("desk_return_print", args=[one.pk])).status_code == 409


def test_the_xml_is_read_back_as_it_was_taken(desk: Client) -> None:
    one = begun("national_return")
    address = reverse("desk_return_xml", args=[one.pk])
    assert desk.post(address).status_code == 404
    done(one)
    xml = desk.post(address).content
    assert [problem for problem in check_structure(xml) if problem.grave] == []
    back = read_return(xml)
    assert back.income_year == 2025
    assert back.heading["NOZEISHA_NM"] == "山田 太郎"
    assert back.amount("ABB00080") == 5_000_000
    assert back.amount("ABB00300") == 600_000
    assert back.amount("ABB00450") == 730_000
    assert number_of().reveal().encode() not in xml
    assert back.rows("ABY00150")[0]["ABY00160"] == "山田 一"
    assert back.rows("ABD00010")[0]["ABD00040"] == "株式会社甲"
    assert back.amount("AIG00090") == 400_000
    assert back.amount("ABL00250") == 2_000_000


def test_a_year_whose_version_of_the_forms_is_not_known_has_no_xml(desk: Client) -> None:
    one = begun("national_return", tax_year=2025)
    done(one)
    answer = desk.post(reverse("desk_return_xml", args=[one.pk]))
    assert answer.status_code == 409
    assert "e-Tax 様式の版は登録されていない" in answer.content.decode()


def test_an_inhabitant_return_has_no_xml_for_the_tax_office(desk: Client) -> None:
    one = begun("inhabitant_return")
    done(one)
    assert desk.post(reverse("desk_return_xml", args=[one.pk])).status_code == 404


def test_every_tag_is_one_of_the_agencys_and_every_name_one_of_the_forms() -> None:
    tags = {box.tag for version in known_forms()["KOA020"] for box in version.boxes}
    assert set(xml_tags().values()) <= tags
    assert len(set(xml_tags().values())) == len(xml_tags())
    assert set(xml_tags()) <= {box.name for box in form_of(2025).boxes}


def test_the_same_sheets_give_the_same_bytes_and_long_ones_more_pages() -> None:
    rows = tuple((f"項目{n}", "1,000") for n in range(120))
    sheet = Sheet("見本", ("だれ",), (Section("表", ("項目", "金額"), rows),), ("注意",))
    made = [sheets_pdf([sheet, sheet], city="加須市", issued="今日") for _ in range(2)]
    assert made[0] == made[1]
    pages = texts(made[0])
    assert len(pages) >= 4
    assert "項目119" in "".join(pages)
