"""The pages of a person with several numbers, today and as known on earlier days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import AssessmentRun
from juminzei.apps.assessment.services.view_person import view_person
from juminzei.platform.clock import JAPAN
from support.merging_rows import asker, merged, nonregistered, resident, separated
from support.page_rows import AT, protect
from support.tax_rows import frozen_list, listed, matched, received, run, version, wage_report

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.addressees.models import Addressee
    from juminzei.apps.merging.models import Merge

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
MERGED = datetime(2026, 6, 20, 10, tzinfo=JAPAN)


@dataclass
class Scene:
    """Two numbers of one person, each with a document; only the old one has a tax."""

    client: Client
    here: Addressee
    away: Addressee
    merge: Merge | None = None

    def page(self, one: Addressee, **query: str) -> str:
        answer = self.client.get(reverse("person", args=[one.number]), query)
        assert answer.status_code == 200
        return answer.text


@pytest.fixture
def scene(client: Client) -> Scene:
    clerk = asker()
    client.force_login(clerk)
    here, away = resident(), nonregistered(address="東京都港区芝１")
    file = received(clerk)
    matched(wage_report(file, 1, 5_000_000, payer_name="甲商店"), here, clerk, "一致")
    matched(wage_report(file, 2, 300_000, payer_name="乙工場"), away, clerk, "一致")
    listed(frozen_list(clerk), away, reason="property_only")
    version(run(clerk), away, age=45, revenue_employment=300_000)
    return Scene(client, here, away)


def test_the_survivors_page_shows_everything_marked_with_its_number(scene: Scene) -> None:
    apart = scene.page(scene.here)
    assert "乙工場" not in apart
    assert "税額はまだ決まっていません" in apart

    scene.merge = merged(scene.here, scene.away, at=MERGED)
    page = scene.page(scene.here)
    assert "統合された宛名番号" in page
    assert "甲商店" in page
    documents = page.partition('id="documents"')[2].partition("</section>")[0]
    old, own = (
        next(row for row in documents.split("<tr>") if name in row) for name in ("乙工場", "甲商店")
    )
    assert f"{scene.away.number:010d}" in old
    assert f"{scene.away.number:010d}" not in own
    assert "この税額は、統合された宛名番号" in page
    assert "市内に家屋敷・事務所のみ" in page


def test_the_old_numbers_page_stays_and_leads_on(scene: Scene) -> None:
    merged(scene.here, scene.away, at=MERGED)
    page = scene.page(scene.away)
    assert f'<a href="/persons/{scene.here.number}/">{scene.here.number:010d}</a> に統合' in page
    assert "乙工場" in page
    assert "甲商店" not in page


def test_as_of_an_earlier_day_the_two_are_two(scene: Scene) -> None:
    merge = merged(scene.here, scene.away, at=MERGED)
    for one in (scene.here, scene.away):
        page = scene.page(one, as_of="2026-06-10")
        assert "統合" not in page.partition("<main")[2].partition("</main>")[0]
    separated(merge, at=MERGED + timedelta(days=5))
    assert "統合された宛名番号" in scene.page(scene.here, as_of="2026-06-22")
    assert "統合された宛名番号" not in scene.page(scene.here)


def test_two_taxes_of_one_year_are_both_told_and_never_added(scene: Scene) -> None:
    version(AssessmentRun.objects.get(), scene.here, age=45, revenue_employment=5_000_000)
    merged(scene.here, scene.away, at=MERGED)
    page = scene.page(scene.here)
    assert "にも、この年度の台帳があります" in page
    assert "下の税額には含みません" in page
    assert "この税額は、統合された宛名番号" not in page


def test_protection_of_either_hides_both(scene: Scene) -> None:
    protect(scene.away)
    assert "加須市三俣" in scene.page(scene.here)
    merge = merged(scene.here, scene.away, at=MERGED)
    assert "加須市三俣" not in scene.page(scene.here)
    assert "東京都港区" not in scene.page(scene.away)
    separated(merge, at=MERGED + timedelta(days=1))
    assert "加須市三俣" in scene.page(scene.here)
    assert "東京都港区" not in scene.page(scene.away)


def test_the_command_tells_of_all_numbers_as_well(scene: Scene) -> None:
    merged(scene.here, scene.away, at=MERGED)

    def told(one: Addressee) -> tuple[int | None, list[int], list[int]]:
        found = view_person(addressee_number=one.number, tax_year=2026, actor=asker(), at=AT)
        numbers = [document["addressee_number"] for document in found.documents]
        return found.merged_into, found.merged_here, sorted(numbers)

    here, away = scene.here.number, scene.away.number
    assert told(scene.here) == (None, [away], sorted([here, away]))
    assert told(scene.away) == (here, [], [away])


def test_a_search_shows_both_numbers_marked(scene: Scene) -> None:
    merged(scene.here, scene.away, at=MERGED)
    found = scene.client.post("/search/", {"kana": "アイカワ"}, follow=True).text
    assert f"{scene.here.number:010d}</a>" in found
    assert f"{scene.away.number:010d}</a>" in found
    assert f"統合済 → {scene.here.number:010d}" in found
