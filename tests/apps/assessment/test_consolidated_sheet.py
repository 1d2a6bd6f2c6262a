"""The consolidated sheet of a person: documents side by side, the figure, the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.assessment.services.consolidated_sheet import Line, Sheet, consolidated_sheet
from juminzei.apps.assessment.services.consolidation_rules import rules
from juminzei.apps.images.models import ImageKey, ImageSet
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import batch_member
from support.document_rows import pension, person_on_the_list, wage
from support.moments import START
from support.page_rows import person, staff
from support.return_rows import FILED, INHABITANT, NATIONAL, document_of, filed, gift, row_of
from support.small_city import calculated

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


def sheet_of(number: int) -> Sheet:
    found = consolidated_sheet([number], 2026)
    assert found is not None
    return found


def lines_of(sheet: Sheet) -> dict[str, Line]:
    return {line.name: line for part in sheet.parts for line in part.lines}


def test_each_document_has_its_column_and_the_figure_its_reason() -> None:
    number = person_on_the_list(1)
    main = wage(number, 3_000_000, income_stated=2_020_000, dependants_other=1)
    second = wage(number, 400_000, secondary=True, dependants_other=1)
    sheet = sheet_of(number)
    line = lines_of(sheet)["revenue_employment"]

    assert [one.key for one in sheet.documents] == [main, second]
    assert [(cell.text, cell.used) for cell in line.cells] == [
        ("3,000,000", True),
        ("400,000", True),
    ]
    assert (line.text, line.rule) == ("3,400,000", "sum_of_wages")
    assert line.why == rules().words["sum_of_wages"].took
    assert sheet.ruled_by == "支払報告書"


def test_what_a_return_outdoes_is_shown_with_why_it_does_not_count() -> None:
    number = person_on_the_list(1)
    wage(number, 3_000_000)
    filed(number, INHABITANT, revenue_employment=2_500_000)
    filed(number, NATIONAL, revenue_employment=2_000_000)
    sheet = sheet_of(number)
    national, inhabitant, report = lines_of(sheet)["revenue_employment"].cells

    assert (national.text, national.used, national.why) == ("2,000,000", True, "")
    assert (report.text, report.used) == ("3,000,000", False)
    assert report.why == rules().words["national_return"].left
    assert inhabitant.why == rules().words["national_return_same_day"].left
    assert sheet.ruled_by == "確定申告書"
    assert sheet.findings == [("申告書の給与収入が、給与支払報告書の合計より少ない", "1,000,000")]


def test_every_resulting_figure_is_that_of_the_consolidation() -> None:
    number = person_on_the_list(1)
    wage(number, 3_000_000, social_insurance=450_000, self_disability="special", widow=True)
    pension(number, 900_000)
    gift(number, 10_000, "見本町")
    lines = lines_of(sheet_of(number))
    figures = row_of(number).columns.to_sparse(0)

    assert {name for name, line in lines.items() if line.text not in {"", "0"}} == figures.keys()
    assert (lines["disability"].text, lines["widow"].text) == ("2", "○")


def test_a_figure_that_no_document_may_decide_comes_from_the_list() -> None:
    lines = lines_of(sheet_of(person_on_the_list(1)))

    assert (lines["age"].text, lines["age"].rule, lines["age"].cells) == ("45", "register", ())


def test_documents_that_are_not_put_together_stand_apart_with_their_state() -> None:
    number = person_on_the_list(1)
    counted = wage(number, 1)
    replaced = filed(number, NATIONAL, state="replaced")
    other = document_of(number, "other").pk
    sheet = sheet_of(number)

    assert [one.key for one in sheet.documents] == [counted]
    assert {one.key: one.state for one in sheet.others} == {
        replaced: "訂正により差替え",
        other: "",
    }


def test_a_ledger_made_from_other_documents_is_told() -> None:
    number = person_on_the_list(1)
    wage(number, 3_000_000)
    calculated(batch_member(START))
    assert not sheet_of(number).ledger_differs

    filed(number, NATIONAL, FILED, revenue_employment=3_100_000)
    assert sheet_of(number).ledger_differs


def test_whoever_is_not_on_the_list_has_no_sheet() -> None:
    assert consolidated_sheet([person_on_the_list(1, included=False)], 2026) is None
    assert consolidated_sheet([person_on_the_list(2)], 2025) is None


def scanned(by: StaffMember) -> ImageSet:
    """Return what is known of pages that nobody opens here."""
    key = ImageKey.objects.create(
        id="k1", primary=True, wrapped_by="k0", wrapped=b"x", made_at=START
    )
    return ImageSet.objects.create(
        about="national_return",
        pages=1,
        digest="0" * 64,
        size_bytes=1,
        key=key,
        stored_at=START,
        stored_by=by,
    )


def page(client: Client, number: int, **query: int) -> str:
    answer = client.get(reverse("consolidated_sheet", args=[number]), query)
    assert answer.status_code == 200
    return str(answer.text)


def test_the_page_shows_the_sheet_and_leaves_a_record(client: Client) -> None:
    """R-3.2.8, T-L09: who looked at whom is found by person."""
    number = person_on_the_list(1)
    key = filed(number, NATIONAL, revenue_employment=2_000_000)
    TaxDocument.objects.filter(pk=key).update(name="別人　名", address="秘密町1-2-3")
    client.force_login(staff())
    shown = page(client, number, year=2026)

    for words in ("確定申告書", "2,000,000", "規則 national_return", "令和8年3月2日"):
        assert words in shown
    assert "秘密町" not in shown
    record = OutgoingRecord.objects.get(action="assessment.sheet.viewed")
    assert (record.staff_number, record.subject_id) == ("1001", f"{number:010d}")
    assert record.details["tax_year"] == 2026


def test_a_document_with_scanned_pages_leads_to_them(client: Client) -> None:
    number = person_on_the_list(1)
    key = filed(number, NATIONAL, revenue_employment=2_000_000)
    pages = scanned(batch_member(START))
    TaxDocument.objects.filter(pk=key).update(image_set=pages)
    client.force_login(staff())

    assert reverse("image_set", args=[pages.pk]) in page(client, number, year=2026)


def test_a_year_without_a_list_says_so(client: Client) -> None:
    client.force_login(staff())

    assert "課税対象者名簿に載っていない" in page(
        client, person(9, "山田 太郎", "ヤマダ タロウ").number
    )


def test_a_number_that_nobody_has_is_not_found(client: Client) -> None:
    client.force_login(staff())

    assert client.get(reverse("consolidated_sheet", args=[9_999_999_999])).status_code == 404


def test_a_role_without_the_function_sees_nothing(client: Client) -> None:
    number = person_on_the_list(1)
    client.force_login(staff("2001", Role.PRIVACY_OFFICER))

    assert client.get(reverse("consolidated_sheet", args=[number])).status_code == 404


def test_a_number_leads_to_its_sheet(client: Client) -> None:
    number = person_on_the_list(1)
    client.force_login(staff())
    answer = client.get(
        reverse("consolidated_sheets"), {"number": f"　{number:010d}", "year": "2026"}
    )

    assert answer.status_code == 302
    assert answer["Location"] == f"/sheets/{number}/?year=2026"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("0000000013", "宛名番号の形ではありません"),
        ("abc", "宛名番号の形ではありません"),
        ("9" * 20, "宛名番号の形ではありません"),
        ("0000000022", "この宛名番号は登録されていません"),
    ],
)
def test_a_number_that_is_none_says_what_to_do(client: Client, asked: str, words: str) -> None:
    client.force_login(staff())
    answer = client.get(reverse("consolidated_sheets"), {"number": asked, "year": "2026"})

    assert answer.status_code == 422
    assert words in answer.text


def test_what_the_newest_run_found_is_counted_with_links(client: Client) -> None:
    number = person_on_the_list(1)
    wage(number, 3_000_000)
    filed(number, NATIONAL, revenue_employment=1)
    run = calculated(batch_member(START))
    client.force_login(staff())
    shown = client.get(reverse("consolidated_sheets")).text

    assert reverse("run_exceptions", args=[run.pk, "return_lacks_pay"]) in shown
    assert reverse("run_exceptions", args=[run.pk, "return_lacks_pension"]) not in shown
