"""The trial calculation: what may be typed, what it comes to, what is recorded of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import fields as contract_fields
from juminzei.kernel.contract import read
from juminzei.kernel.law import load
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.web.estimate.boxes import GROUPS, RELATIVE, boxes
from juminzei.web.estimate.decided import left_out, typed_from
from juminzei.web.estimate.trial import blank, tried, with_another_row
from law.people import chance_of, request
from support.page_rows import person, staff
from support.printed_pages import texts
from support.tax_rows import run, version

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
SALARY = "revenue-employment"


def typed(**boxes: str) -> dict[str, str]:
    """Return an empty page of 2026 with these boxes typed; ``__`` stands for ``-``."""
    return blank(2026, "112101") | {name.replace("__", "-"): text for name, text in boxes.items()}


def total(told: dict[str, Any]) -> int:
    trial = tried(told)
    assert trial.problems() == []
    assert trial.outcome is not None
    return trial.outcome.total


def problem(told: dict[str, Any], name: str) -> str:
    trial = tried(told)
    assert trial.outcome is None
    return next(text for anchor, text in trial.problems() if anchor == f"id_{name}")


def test_every_value_of_the_contract_has_its_box_and_no_box_is_idle() -> None:
    paths = {box.path for box in boxes()}
    assert {path for path in contract_fields.leaves() if path not in paths} == {
        *("tax_year", "municipality", "ordinance", "spouse", "dependants"),
    }
    assert {f"ordinance.{name}" for name in contract_fields.ORDINANCE} <= paths
    assert {f"spouse.{name}" for name in contract_fields.SPOUSE} <= paths
    assert {box.path for box in RELATIVE} == set(contract_fields.DEPENDANT)
    idle = {path for path in paths if path.split(".")[0] not in {"ordinance", "spouse"}}
    assert idle <= contract_fields.leaves()
    assert len({box.name for box in boxes()}) == len(boxes())
    assert len({group.key for group in GROUPS}) == len(GROUPS)


@pytest.mark.parametrize(
    "text", ["5000000", "5,000,000", "５，０００，０００", " 5000000 ", "5,000,000円", "05000000"]
)
def test_yen_are_read_as_people_write_them(text: str) -> None:
    # 3,560,000 - 430,000 = 3,130,000: 187,800 - 1,500 and 125,200 - 1,000; with 5,000
    assert total(typed(revenue__employment=text)) == 315_500


@pytest.mark.parametrize("text", ["-300,000", "▲300,000", "△300000", "－300000", "−300,000円"])
def test_a_loss_is_written_with_any_minus(text: str) -> None:
    given = typed(revenue__employment="5000000", income__business=text)
    # 3,560,000 - 300,000 - 430,000 = 2,830,000: 169,800 - 1,500 and 113,200 - 1,000; with 5,000
    assert total(given) == 285_500


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        (SALARY, "五百万", "数字で入れてください"),
        (SALARY, "5000000.5", "数字で入れてください"),
        (SALARY, "--5", "数字で入れてください"),
        (SALARY, "1e6", "数字で入れてください"),
        (SALARY, "-1", "0円から99,999,999,999円まで"),
        (SALARY, "100000000000", "0円から99,999,999,999円まで"),
        (SALARY, "9" * 21, "20"),
        ("income-business", "-100000000000", "▲99,999,999,999円から"),
        ("age", "151", "0歳から150歳まで"),
        ("birth_date", "昭和99年1月1日", "年月日を確かめてください"),
        ("birth_date", "きのう", "日付として読めません"),
        ("ordinance-municipal_rate", "6%", "6/100 のように"),
        ("ordinance-municipal_rate", "7/6", "1以下"),
        ("ordinance-municipal_per_capita_levy", "1000001", "1,000,000円まで"),
        ("tax_year", "1950", "候補にありません"),
        ("municipality", "999999", "候補にありません"),
        ("taxpayer-disability", "x", "候補にありません"),
    ],
)
def test_a_wrong_value_is_told_in_japanese_beside_its_box(name: str, text: str, words: str) -> None:
    told = problem(typed() | {name: text}, name)
    assert words in told
    assert not re.search(r"[a-z]{4,}", told)


def test_what_does_not_go_together_is_told_too() -> None:
    both = {"deductions-medical-paid": "200000", "deductions-self_medication-paid": "20000"}
    assert "どちらか一方だけ" in problem(typed() | both, "deductions-self_medication-paid")
    ages = {"birth_date": "S56.4.2", "age": "50"}
    assert "生年月日と合いません" in problem(typed() | ages, "age")
    unborn = {"birth_date": "2026-01-02"}
    assert "賦課期日（1月1日）より後" in problem(typed() | unborn, "birth_date")
    abroad = {
        "relative-1-age": "40",
        "relative-1-disability": "special",
        "relative-1-abroad": "ineligible",
    }
    assert "国外（控除の対象）" in problem(typed() | abroad, "relative-1-abroad")
    assert "配偶者がいる" in problem(typed() | {"spouse-income": "100"}, "spouse-given")
    assert "年齢を入れて" in problem(typed() | {"relative-0-income": "100"}, "relative-0-age")


def test_the_laws_worked_example_comes_out_as_the_law_has_it() -> None:
    family = {
        "birth_date": "S56.4.2",
        SALARY: "5,000,000",
        "spouse-given": "on",
        "spouse-income": "450,000",
        "spouse-age": "44",
        "relative-TOTAL_FORMS": "3",
        "relative-0-age": "17",
        "relative-1-age": "20",
        "relative-1-income": "600,000",
        "relative-2-age": "12",
        "deductions-social_insurance": "750,000",
        "deductions-life_insurance-general_new": "80,000",
        "deductions-life_insurance-nursing": "30,000",
        "credits-donation-hometown": "50,000",
        "credits-donation-one_stop": "on",
    }
    assert total(typed() | family) == 90_500


def test_a_baby_of_no_years_is_somebody_and_an_empty_row_is_nobody() -> None:
    trial = tried(typed() | {"relative-0-age": "0"})
    assert trial.request is not None
    assert trial.request.columns["dependants_under16"] == 1
    assert tried(typed()).request.columns.get("dependants_under16") is None  # type: ignore[union-attr]  # nothing is wrong


def test_the_values_of_the_ordinance_can_be_others() -> None:
    given = typed(revenue__employment="5000000", ordinance__municipal_per_capita_levy="3,500")
    assert total(given) == 316_000
    assert total(typed(revenue__employment="5000000", municipality="112101")) == 315_500


def test_another_citys_law_is_a_choice_away() -> None:
    # 3,130,000 in Yokohama: 250,400 - 2,000 = 248,400; 2.025 % 63,382 - 500 = 62,882, cut to
    # 62,800; per-capita levies 3,900 and 1,300, forest tax 1,000
    assert total(typed(revenue__employment="5000000", municipality="141003")) == 317_400


def test_last_years_law_is_applied_to_the_same_figures() -> None:
    trial = tried(typed(revenue__employment="1,500,000"))
    assert trial.outcome is not None
    # 2026: 1,500,000 - 650,000 = 850,000, less 430,000: 420,000 x 10 % - 2,500 + 5,000
    # 2025: 1,500,000 - 550,000 = 950,000, less 430,000: 520,000 x 10 % - 2,500 + 5,000
    assert (trial.outcome.total, trial.outcome.last_total) == (44_500, 54_500)
    assert trial.outcome.change == -10_000
    lines = {line.label: line for line in trial.outcome.lines}
    assert (lines["合計所得金額"].this, lines["合計所得金額"].last) == (850_000, 950_000)


def test_the_first_year_has_no_year_before() -> None:
    trial = tried(blank(2021, "112101") | {SALARY: "5000000"})
    assert trial.outcome is not None
    assert trial.outcome.last_total is None


def test_a_row_can_be_added_up_to_twenty_whatever_a_browser_sends() -> None:
    one = typed()
    for _ in range(30):
        one = with_another_row(one)
    assert one["relative-TOTAL_FORMS"] == "20"
    for odd in ("", "x", "-1", "９", "1" * 5_000):
        assert with_another_row({"relative-TOTAL_FORMS": odd})["relative-TOTAL_FORMS"] == "3"


@pytest.mark.parametrize("rows", ["", "x", "-5", "99999999999999999999", "1" * 5_000])
def test_a_broken_count_of_rows_breaks_no_page(client: Client, rows: str) -> None:
    client.force_login(staff())
    answer = client.post("/estimate/", typed() | {"relative-TOTAL_FORMS": rows})
    assert answer.status_code == 200


# --- from a decided tax


@pytest.mark.parametrize("tax_year", [2025, 2026])
def test_what_was_decided_of_a_person_can_be_typed_again(tax_year: int) -> None:
    chance, law = chance_of(f"typed again {tax_year}"), load(tax_year)
    whole = 0
    for _ in range(60):
        given = read(request(chance, tax_year)).columns
        trial = tried(typed_from(given, law, "112101"))
        assert trial.problems() == []
        assert trial.request is not None
        assert trial.outcome is not None
        missing = left_out(given, trial.request.columns)
        decided = assess(TaxpayerColumns.from_sparse([given]), law).row(0)["total"]
        whole += not missing
        assert missing or trial.outcome.total == decided
    assert whole > 40


def test_the_page_starts_from_a_persons_decided_tax_and_says_whose(client: Client) -> None:
    clerk = staff()
    client.force_login(clerk)
    taro = person(1, "山田 太郎", "ヤマダ タロウ")
    decided = version(
        run(clerk), taro, age=45, revenue_employment=5_000_000, dependants_specified=1
    )
    page = client.get(f"/estimate/?version={decided.pk}").text
    assert "宛名番号 0000000014" in page
    assert 'value="5,000,000"' in page
    assert 'name="relative-0-age" value="20"' in page
    assert f"{decided.total:,}</strong>" in page
    assert "欄に写せません" not in page
    assert "山田" not in page

    record = OutgoingRecord.objects.order_by("pk").last()
    assert record is not None
    assert (record.action, record.subject_id) == ("estimate.started_from_person", "0000000014")


def test_what_has_no_box_is_named(client: Client) -> None:
    clerk = staff()
    client.force_login(clerk)
    taro = person(1, "山田 太郎", "ヤマダ タロウ")
    decided = version(
        run(clerk), taro, age=45, revenue_employment=9_000_000, relative_for_income_adjustment=1
    )
    page = client.get(f"/estimate/?version={decided.pk}").text
    assert "次のものは欄に写せません：所得金額調整控除の対象親族" in page
    assert f"決定した年税額は {decided.total:,}円で" in page


@pytest.mark.parametrize("asked", ["0", "99", "x", "9" * 30, ""])
def test_a_version_that_is_not_there_is_not_found(client: Client, asked: str) -> None:
    client.force_login(staff())
    assert client.get(f"/estimate/?version={asked}").status_code == 404


# --- what is kept


def test_nothing_of_a_trial_is_kept_or_recorded(client: Client) -> None:
    client.force_login(staff())
    before = OutgoingRecord.objects.count()
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.post("/estimate/", typed(revenue__employment="5000000"), headers=headers)
        assert "315,500" in answer.text
    assert OutgoingRecord.objects.count() == before
    assert "sessionid" not in answer.cookies


def test_a_part_holds_the_result_and_a_place_for_every_error(client: Client) -> None:
    client.force_login(staff())
    part = client.post(
        "/estimate/", typed(revenue__employment="x"), headers={"HX-Request": "true"}
    ).text
    assert "<html" not in part
    assert "<form" not in part
    assert part.count('hx-swap-oob="true"') == len(boxes()) + 2 + 2 * len(RELATIVE)
    assert 'id="id_revenue-employment_error" hx-swap-oob="true">数字で入れてください' in part


def test_printing_is_recorded_by_year_and_city_without_figures(client: Client) -> None:
    client.force_login(staff())
    answer = client.post("/estimate/print/", typed(revenue__employment="5000000"))
    assert answer["Content-Type"] == "application/pdf"
    [first, *_] = texts(answer.content)
    assert "年税額315,500円" in first
    assert "決定した税額ではありません" in first
    record = OutgoingRecord.objects.order_by("pk").last()
    assert record is not None
    assert record.action == "estimate.printed"
    assert record.details == {"tax_year": 2026, "municipality": "112101"}


def test_what_is_wrong_is_not_printed_but_told(client: Client) -> None:
    client.force_login(staff())
    answer = client.post("/estimate/print/", typed(revenue__employment="x"))
    assert answer["Content-Type"].startswith("text/html")
    assert "数字で入れてください" in answer.text
    assert not OutgoingRecord.objects.filter(action="estimate.printed").exists()


def test_a_collection_clerk_tries_and_an_auditor_does_not(client: Client) -> None:
    for number, role, status in (
        ("1001", Role.COLLECTION_CLERK, 200),
        ("1002", Role.AUDITOR, 403),
        ("1003", Role.ADMINISTRATOR, 403),
    ):
        client.force_login(staff(number, role))
        for page in ("/estimate/", "/estimate/print/"):
            assert client.post(page, typed()).status_code == status
