"""The page on which a change of the law is tried out: fields, outcome, files, refusals."""

from __future__ import annotations

import tomllib
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from juminzei.apps.assessment.models import AssessmentRun, RunState
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import batch_member
from support.moments import START
from support.page_rows import staff
from support.small_city import City, calculated, small_city

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
RATE = "city_income_levy_rate"
SIMULATED = "assessment.law.simulated"
MORE = "＋74,300"
"""Yen that one per cent more brings the city; see ``test_simulate``."""


@pytest.fixture
def city() -> City:
    """The six people with a fixed ledger."""
    made = small_city()
    calculated(batch_member(START))
    AssessmentRun.objects.update(state=RunState.FIXED)
    return made


@pytest.fixture
def clerk(client: Client) -> Client:
    """A browser in which a tax clerk has signed in."""
    client.force_login(staff())
    return client


def sent(clerk: Client, **fields: str) -> str:
    return clerk.post(reverse("simulate"), {"tax_year": "2026", **fields}).text


def part_sent(clerk: Client, **fields: str) -> str:
    """Send the fields as htmx does."""
    headers = {"HX-Request": "true"}
    data = {"tax_year": "2026", **fields}
    return clerk.post(reverse("simulate"), data, headers=headers).text


def read(clerk: Client, content: bytes | str, name: str = "案.toml") -> str:
    given = content.encode() if isinstance(content, str) else content
    data = {"tax_year": "2026", "file": SimpleUploadedFile(name, given)}
    return clerk.post(reverse("simulate_read"), data).text


def records() -> int:
    return OutgoingRecord.objects.filter(action=SIMULATED).count()


def test_the_page_opens_with_the_figures_of_the_law_and_no_outcome(
    city: City, clerk: Client
) -> None:
    assert city
    page = clerk.get(reverse("simulate")).text

    assert f'name="{RATE}" value="6"' in page
    assert 'name="national_basic_by_aggregate_income_0_amount" value="430000"' in page
    assert "現行 430,000円" in page
    assert "ここに結果を表示します" in page
    assert records() == 0


def test_a_moved_figure_shows_its_outcome_without_a_script(city: City, clerk: Client) -> None:
    assert city
    page = sent(clerk, **{RATE: "7", "title": "7％案"})

    assert MORE in page
    assert "<html" in page
    assert f'name="{RATE}" value="7"' in page
    assert "市民税所得割・率" in page
    assert page.count('role="img"') == 6


def test_with_a_script_only_the_outcome_comes_back(city: City, clerk: Client) -> None:
    assert city
    part = part_sent(clerk, **{RATE: "7"})

    assert MORE in part
    assert "<html" not in part
    assert 'id="result"' in part
    assert "試算しました。市の税収 ＋74,300円、税額が減る人 0 人、増える人 4 人。" in part


def test_each_change_sent_leaves_one_record(city: City, clerk: Client) -> None:
    assert city
    sent(clerk, **{RATE: "7"})
    part_sent(clerk, **{RATE: "8"})
    assert records() == 2


def test_figures_are_taken_as_people_write_them(city: City, clerk: Client) -> None:
    assert city
    page = sent(clerk, city_per_capita_levy_amount="３，５００")
    assert "3,000円</td><td>3,500円" in page


def test_fields_that_are_empty_stand_for_the_law_as_it_is(city: City, clerk: Client) -> None:
    assert city
    assert "なし（現行の法令のまま）" in sent(clerk)


def test_another_change_is_written_as_in_a_file(city: City, clerk: Client) -> None:
    assert city
    page = sent(clerk, besides="[national.widow]\namount = 300_000\n")
    assert "寡婦控除・額" in page
    assert "260,000円</td><td>300,000円" in page


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        (RATE, "七", "市民税所得割の税率は数（小数第3位まで）で入れてください"),
        (RATE, "13", "0から12まで％で"),
        ("besides", "[city", "そのほかの改正：TOML として読めません"),
        ("besides", "[city.income_levy]\nrate = 0.07", "改正案：city.income_levy.rate：0.07"),
        ("least", "-1", "0 以上"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_at_the_top(
    field: str, text: str, told: str, city: City, clerk: Client
) -> None:
    assert city
    page = sent(clerk, **{field: text})

    assert page.count(told) == 2
    assert "エラー：制度改正の試算" in page
    assert f'href="#id_{field}"' in page
    assert told in part_sent(clerk, **{field: text})
    assert records() == 0


def test_a_file_read_in_fills_the_fields_and_shows_its_outcome(city: City, clerk: Client) -> None:
    assert city
    page = read(
        clerk,
        'title = "持込案"\n[city.income_levy]\nrate = "7/100"\n'
        "[national.basic]\nby_aggregate_income = [\n"
        "  { up_to = 24_000_000, amount = 440_000 },\n"
        "  { up_to = 24_500_000, amount = 290_000 },\n"
        "  { up_to = 25_000_000, amount = 150_000 },\n]\n"
        "[national.widow]\namount = 300_000\n",
    )

    assert 'value="持込案"' in page
    assert f'name="{RATE}" value="7"' in page
    assert 'name="national_basic_by_aggregate_income_0_amount" value="440000"' in page
    assert "[national.widow]\namount = 300_000\n</textarea>" in page
    assert "寡婦控除・額" in page
    assert "by_aggregate_income = [" not in page.partition("</textarea>")[0]
    assert records() == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"[city", "案.toml：TOML として読めません"),
        (b"\xff\xfe", "UTF-8 で保存してください"),
        (b"[city.income_levy]\nrates = 1\n", "改正案：city.income_levy.rates"),
        (b"#" * 100_001, "100 KB までのファイル"),
    ],
    ids=["no TOML", "other letters", "an unknown key", "too large"],
)
def test_a_file_that_cannot_be_read_is_refused(
    content: bytes, told: str, city: City, clerk: Client
) -> None:
    assert city
    page = read(clerk, content)
    assert told in page
    assert 'role="alert"' in page
    assert f'name="{RATE}" value="6"' in page
    assert records() == 0


def test_no_file_at_all_is_refused(city: City, clerk: Client) -> None:
    assert city
    assert "ファイルを選んでください" in clerk.post(reverse("simulate_read")).text


def test_the_change_can_be_kept_as_a_file_and_read_in_again(city: City, clerk: Client) -> None:
    assert city
    page = sent(clerk, **{RATE: "7.5", "title": '案 "甲" & <乙>'})
    kept = page.partition('name="change" value="')[2].partition('"')[0]
    unescaped = kept.replace("&quot;", '"').replace("&amp;", "&").replace("&lt;", "<")
    answer = clerk.post(reverse("simulate_file"), {"change": unescaped.replace("&gt;", ">")})

    assert answer["Content-Disposition"] == 'attachment; filename="change.toml"'
    assert tomllib.loads(answer.text) == {
        "title": '案 "甲" & <乙>',
        "city": {"income_levy": {"rate": "7.5/100"}},
    }
    assert f'name="{RATE}" value="7.5"' in read(clerk, answer.text)


def test_what_is_no_change_is_not_given_back_as_a_file(city: City, clerk: Client) -> None:
    assert city
    answer = clerk.post(reverse("simulate_file"), {"change": "[nation]"})
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_addressee_numbers_are_shown_with_their_link_when_asked_for(
    city: City, clerk: Client
) -> None:
    number = f"{city.both:010d}"
    link = f'href="{reverse("person", args=[city.both])}"'
    assert number not in sent(clerk, **{RATE: "7"})
    named = sent(clerk, **{RATE: "7", "numbers": "on"})
    assert f"<a {link}>{number}</a>" in named
    assert "見本" not in named


def test_small_classes_are_withheld_when_asked_for(city: City, clerk: Client) -> None:
    assert city
    page = sent(clerk, **{RATE: "7", "least": "5"})
    assert page.count("秘匿") > 7
    assert "税額が増える人</dt><dd>秘匿" in page
    assert "増える額の大きい人" not in page


def test_without_a_ledger_the_page_says_what_comes_first(clerk: Client) -> None:
    page = clerk.get(reverse("simulate")).text
    assert "課税台帳がまだありません" in page
    assert '<form method="post" action="/simulate/' not in page
    answer = clerk.post(reverse("simulate_read"))
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_a_ledger_that_is_not_fixed_is_told_to_be_none_yet(clerk: Client) -> None:
    small_city()
    calculated(batch_member(START))
    assert "確定前の計算結果による試算です" in clerk.get(reverse("simulate")).text
    assert "確定前の計算結果による試算です" in part_sent(clerk, **{RATE: "7"})


def test_a_year_without_a_ledger_cannot_be_asked_for(city: City, clerk: Client) -> None:
    assert city
    assert "課税台帳がまだありません" in clerk.get(reverse("simulate"), {"tax_year": "2025"}).text
    assert f'name="{RATE}"' in clerk.get(reverse("simulate"), {"tax_year": "x"}).text


@pytest.mark.parametrize("name", ["simulate", "simulate_read", "simulate_file"])
def test_who_may_not_simulate_is_refused(name: str, city: City, client: Client) -> None:
    assert city
    client.force_login(staff("2001", Role.COLLECTION_CLERK))
    assert client.post(reverse(name)).status_code == HTTPStatus.FORBIDDEN
    assert OutgoingRecord.objects.latest("pk").action == "permission.denied"
