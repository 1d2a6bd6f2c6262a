"""The person page: what it shows, to whom, and as known on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from support.page_rows import AT, person, protect, staff
from support.tax_rows import frozen_list, listed, matched, received, run, version, wage_report

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.addressees.models import Addressee
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@dataclass
class Scene:
    """A clerk in front of one person."""

    client: Client
    clerk: StaffMember
    person: Addressee

    def page(self, **query: str) -> str:
        response = self.client.get(reverse("person", args=[self.person.number]), query)
        assert response.status_code == 200
        return response.text


@pytest.fixture
def scene(client: Client) -> Scene:
    """Nothing is known of the person's tax yet."""
    clerk = staff()
    client.force_login(clerk)
    return Scene(client, clerk, person(1, "山田 太郎", "ヤマダ タロウ"))


def test_a_number_that_nobody_has_is_not_found(scene: Scene) -> None:
    assert scene.client.get(reverse("person", args=[9_999_999_999])).status_code == 404


def test_a_role_without_the_function_sees_nothing(scene: Scene) -> None:
    scene.client.force_login(staff("2001", Role.PRIVACY_OFFICER))
    response = scene.client.get(reverse("person", args=[scene.person.number]))
    assert response.status_code == 404
    assert "山田" not in response.text


def test_every_look_at_a_person_is_recorded(scene: Scene) -> None:
    scene.page()
    record = OutgoingRecord.objects.get(action="addressees.person.viewed")
    assert (record.staff_number, record.subject_id) == ("1001", "0000000014")
    assert "山田" not in str(record.details)


def test_the_top_says_who_it_is(scene: Scene) -> None:
    page = scene.page()
    for words in ("0000000014", "山田 太郎", "ヤマダ タロウ", "昭和55年4月1日", "加須市三俣"):
        assert words in page


def test_before_anything_is_decided_the_page_says_so(scene: Scene) -> None:
    page = scene.page()
    assert "税額はまだ決まっていません" in page
    assert "この年度の資料はありません" in page
    assert "通知書はまだ作られていません" in page


def test_the_address_of_a_protected_person_is_not_in_the_page(scene: Scene) -> None:
    protect(scene.person)
    page = scene.page()
    assert "支援措置対象者です" in page
    assert "三俣" not in page
    assert "5000001" not in page  # the household number leads to who lives there


def test_who_lives_with_a_protected_person_does_not_tell_where_that_is(scene: Scene) -> None:
    together = scene.person.household_number
    mother = person(2, "山田 母", "ヤマダ ハハ", household_number=together)
    child = person(3, "山田 子", "ヤマダ コ", household_number=together)
    protect(mother)
    page = scene.page()
    assert child.name in page
    assert mother.name not in page


def test_protection_ends_with_its_last_day(scene: Scene) -> None:
    protect(scene.person, until=date(2020, 12, 31))
    assert "三俣" in scene.page()


def test_who_may_see_a_protected_address_must_ask_for_it_and_is_recorded(scene: Scene) -> None:
    protect(scene.person)
    scene.client.force_login(staff("3001", Role.TAX_SUPERVISOR))
    assert "三俣" not in scene.page()
    url = reverse("protected_address", args=[scene.person.number])
    assert "三俣" in scene.client.post(url).text
    assert OutgoingRecord.objects.filter(
        action="addressees.protected_address.shown", staff_number="3001"
    ).exists()


def test_a_clerk_who_may_not_see_a_protected_address_is_refused(scene: Scene) -> None:
    protect(scene.person)
    response = scene.client.post(reverse("protected_address", args=[scene.person.number]))
    assert response.status_code == 403
    assert "三俣" not in response.text


def test_the_tax_its_parts_and_its_instalments_are_shown(scene: Scene) -> None:
    decided = version(run(scene.clerk), scene.person, age=45, revenue_employment=5_000_000)
    page = scene.page()
    # 5,000,000 yen of salary: 5,000,000 - (5,000,000 x 20 % + 440,000) = 3,560,000 of income
    assert "3,560,000" in page
    assert f"{decided.total:,}" in page
    assert "第1期" in page
    assert "令和8年6月30日" in page
    assert "計算済の計算結果です" in page


def test_an_amount_is_explained_with_its_article(scene: Scene) -> None:
    decided = version(run(scene.clerk), scene.person, age=45, revenue_employment=5_000_000)
    url = reverse("amount", args=[decided.pk, "municipal_income_levy"])
    page = scene.client.get(url)
    assert page.text.startswith("<!doctype html>")
    part = scene.client.get(url, headers={"HX-Request": "true"})
    assert "<html" not in part.text
    for text in (page.text, part.text):
        assert "地方税法" in text
        assert f"{decided.municipal_income_levy:,}" in text


def test_an_amount_that_does_not_exist_is_not_found(scene: Scene) -> None:
    decided = version(run(scene.clerk), scene.person, age=45)
    assert scene.client.get(reverse("amount", args=[decided.pk, "password"])).status_code == 404


def test_documents_are_shown_with_the_reason_of_their_match(scene: Scene) -> None:
    document = wage_report(received(scene.clerk), 1, 5_000_000, has_number=True)
    matched(document, scene.person, scene.clerk, "個人番号が一致しました。")
    page = scene.page()
    assert "利根川運輸株式会社" in page
    assert "個人番号が一致しました。" in page
    assert "5,000,000" in page


def test_the_reason_for_being_on_the_list_is_shown(scene: Scene) -> None:
    listed(frozen_list(scene.clerk), scene.person, "moved_out_earlier")
    page = scene.page()
    assert "課税対象外" in page
    assert "賦課期日以前に転出" in page


def test_the_page_of_an_earlier_day_shows_what_was_known_then(scene: Scene) -> None:
    first = run(scene.clerk)
    version(first, scene.person, age=45, revenue_employment=5_000_000)
    later = AT + timedelta(days=10)  # 11 June 2026
    version(first, scene.person, number=2, recorded_at=later, age=45, revenue_employment=6_000_000)
    # 6,000,000 x 80 % - 440,000 = 4,360,000; 5,000,000 x 80 % - 440,000 = 3,560,000
    assert "4,360,000" in scene.page()
    assert "4,360,000" in scene.page(as_of="R8.6.11")
    assert "3,560,000" in scene.page(as_of="R8.6.10")
    assert "4,360,000" not in scene.page(as_of="R8.6.10")
    assert "この日には、税額がまだ決まっていませんでした" in scene.page(as_of="R8.5.31")


def test_a_run_that_was_abandoned_counts_no_more(scene: Scene) -> None:
    version(run(scene.clerk, "abandoned"), scene.person, age=45, revenue_employment=5_000_000)
    assert "税額はまだ決まっていません" in scene.page()


def test_a_day_that_cannot_be_read_is_named(scene: Scene) -> None:
    assert "「R8.2.30」という日はありません" in scene.page(as_of="R8.2.30")


@pytest.mark.parametrize("year", ["1", "9999999999", "x", "-1", "２０２６"])
def test_a_year_of_which_nothing_is_known_falls_back_to_one_that_is(
    scene: Scene, year: str
) -> None:
    version(run(scene.clerk), scene.person, age=45)
    assert "令和8年度 税額" in scene.page(year=year)


def test_the_result_of_a_search_is_walked_through(scene: Scene) -> None:
    second = person(2, "山本 花子", "ヤマモト ハナコ")
    answer = scene.client.post(reverse("search"), {"kana": "ヤマ"}, follow=True)
    token = answer.redirect_chain[-1][0].strip("/").split("/")[-1]
    page = scene.page(**{"in": token, "at": "1", "sort": "kana"})
    assert "1 / 2" in page
    assert f'href="/persons/{second.number}/?in={token}&amp;at=2' in page
    assert 'rel="prev"' not in page


@pytest.mark.parametrize("place", [{"at": "0"}, {"at": "x"}, {"at": "9"}, {"in": "other"}])
def test_a_place_in_a_result_that_is_not_there_is_passed_over(
    scene: Scene, place: dict[str, str]
) -> None:
    answer = scene.client.post(reverse("search"), {"kana": "ヤマ"}, follow=True)
    token = answer.redirect_chain[-1][0].strip("/").split("/")[-1]
    assert "検索結果へ" not in scene.page(**{"in": token, "at": "1", **place})
