"""The assessment's chapters on screen: nothing is left out, and nothing is claimed that is not."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.policy import controls as module
from juminzei.platform.policy.controls import CHAPTERS, controls, counts
from juminzei.platform.policy.matrix import matrix
from juminzei.platform.policy.reading import PolicyError
from juminzei.platform.staff.policy import Role
from juminzei.web.policy.controls import TITLES
from support.page_rows import staff

if TYPE_CHECKING:
    from django.test import Client

REPOSITORY = Path(__file__).parents[2]
IN_THE_ASSESSMENT = {"R-2.3": 17, "R-3.2": 16, "R-3.3": 32}
"""So many statements each chapter has."""
database = pytest.mark.django_db(databases=["default", "audit"])


def test_every_statement_of_the_three_chapters_is_there_once_and_in_order() -> None:
    expected = [f"{key}.{n}" for key, most in IN_THE_ASSESSMENT.items() for n in range(1, most + 1)]
    assert [one.number for one in controls()] == expected
    assert CHAPTERS.keys() == IN_THE_ASSESSMENT.keys()


def test_what_is_kept_by_the_system_names_a_test_that_is_there() -> None:
    for one in controls():
        if one.state == "built":
            assert one.tests, one.number
        for test in one.tests:
            assert (REPOSITORY / test).is_file(), (one.number, test)


def test_what_the_city_keeps_itself_claims_no_test() -> None:
    assert [
        one.number for one in controls() if one.state == "city" and (one.tests or one.pages)
    ] == []


def test_every_screen_has_a_name_and_needs_nothing_in_its_address() -> None:
    for page in {page for one in controls() for page in one.pages}:
        assert TITLES[page]
        assert reverse(page)


def test_a_chapters_counts_are_of_its_statements() -> None:
    for key, most in IN_THE_ASSESSMENT.items():
        assert sum(counts(key).values()) == most
        states = Counter(one.state for one in controls() if one.number.startswith(key))
        assert sorted(filter(None, counts(key).values())) == sorted(states.values())


def test_no_grant_is_of_a_day_before_the_numbers_were_used() -> None:
    """R-2.3.17: 個人番号 are in use since 1 January 2016."""
    assert min(grant.valid_from for grant in matrix().grants) >= date(2016, 1, 1)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('id = "R-9.9.1"', "章がありません"),
        ('id = "R-2.3.1"\nstate = "perhaps"', "知らない状態"),
        ('id = "R-2.3.1"\npages = ["nowhere"]', "知らない名前"),
        ('id = "R-2.3.1"\nmore = 1', "知らないキー"),
    ],
)
def test_a_mistake_in_the_file_names_its_place(
    line: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = dict(part.split(" = ", 1) for part in line.splitlines())
    whole = {"says": '"x"', "how": '"y"', "state": '"built"'} | given
    file = tmp_path / "controls.toml"
    file.write_text("[[controls]]\n" + "\n".join(f"{key} = {v}" for key, v in whole.items()))
    monkeypatch.setattr(module, "FILE", file)
    controls.cache_clear()
    try:
        with pytest.raises(PolicyError, match=text):
            controls()
    finally:
        controls.cache_clear()


@database
def test_an_officer_walks_through_the_chapters_and_is_on_record(client: Client) -> None:
    client.force_login(staff("9001", Role.PRIVACY_OFFICER))
    answer = client.get(reverse("controls"))
    for shown in (*CHAPTERS.values(), "R-3.3.22", "仕組みで実施", "未対応", "市が実施"):
        assert shown in answer.text
    assert f'href="{reverse("finding_list")}"' in answer.text
    assert f'href="{reverse("individual_number_search")}"' not in answer.text
    assert "番号検索" in answer.text
    assert OutgoingRecord.objects.get(action="policy.controls.viewed").function == "policy.view"


@database
def test_the_matrix_leads_there(client: Client) -> None:
    client.force_login(staff("9001", Role.AUDITOR))
    assert f'href="{reverse("controls")}"' in client.get(reverse("policy")).text
