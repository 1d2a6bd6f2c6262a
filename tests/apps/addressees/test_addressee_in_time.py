"""An addressee's versions, any day as known on any day, and the household then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.addressees.relationship_words import relationship_words
from juminzei.apps.addressees.selectors.household_page import household_on
from juminzei.apps.addressees.selectors.protection import Withheld
from juminzei.apps.addressees.selectors.version_history import changes, state_on
from juminzei.platform.clock import JAPAN
from support.page_rows import AT, protect, staff
from support.register_rows import enter, moved_out, moved_within, number, resident

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.formats.resident_register import ResidentRecord

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

NOBODY = Withheld(frozenset())
MOVED = date(2024, 6, 1)
FIRST, LATER = datetime(2024, 1, 1, tzinfo=JAPAN), datetime(2024, 9, 1, tzinfo=JAPAN)
HOUSE = 700_001


def family() -> dict[str, ResidentRecord]:
    """Return a man, his wife and their child in one household."""
    return {
        "man": resident(1, household_number=HOUSE, birth_on=date(1960, 1, 1)),
        "wife": resident(
            2, name="見本　花", household_number=HOUSE, relationship="12", birth_on=date(1962, 1, 1)
        ),
        "child": resident(
            3, name="見本　子", household_number=HOUSE, relationship="20", birth_on=date(1990, 1, 1)
        ),
    }


@pytest.fixture
def house() -> None:
    """The child moved to a household of its own on MOVED, which was known in LATER."""
    there = family()
    enter(*there.values(), at=FIRST)
    away = moved_within(there["child"], MOVED, "埼玉県加須市三俣二丁目1番地1")
    enter(replace(away, household_number=HOUSE + 7, relationship="02"), at=LATER)


def members(person: int, day: date, known: datetime | None = None) -> list[tuple[int, str]]:
    found = household_on(number(person), day=day, known_at=known, withheld=NOBODY)
    return [] if found is None else [(one.number, one.relationship) for one in found.residents]


@pytest.mark.usefixtures("house")
def test_a_household_is_shown_as_it_was_on_a_day_and_as_known_on_a_day() -> None:
    before, after = MOVED - timedelta(days=1), MOVED
    everybody = [(number(1), "世帯主"), (number(2), "妻"), (number(3), "子")]
    assert members(1, before) == everybody
    assert members(1, after) == everybody[:2]
    assert members(3, after) == [(number(3), "世帯主")]
    assert members(1, after, known=FIRST) == everybody


@pytest.mark.usefixtures("house")
def test_since_and_until_are_those_of_the_stay() -> None:
    found = household_on(number(1), day=date(2024, 1, 1), known_at=None, withheld=NOBODY)
    assert found is not None
    stays = {one.number: (one.since, one.until) for one in found.residents}
    assert stays[number(1)] == (date(2010, 4, 1), None)
    assert stays[number(3)] == (date(2010, 4, 1), MOVED)
    assert [one.head for one in found.residents] == [True, False, False]


def test_who_left_or_died_is_no_member_from_that_day_on() -> None:
    there = family()
    enter(*there.values(), moved_out(there["wife"], MOVED))
    assert (number(2), "妻") in members(1, MOVED - timedelta(days=1))
    assert (number(2), "妻") not in members(1, MOVED)
    assert members(2, MOVED) == [(number(1), "世帯主"), (number(3), "子")]


@pytest.mark.usefixtures("house")
def test_a_protected_person_is_in_nobodys_household_and_has_none_to_show() -> None:
    hidden = Withheld(frozenset({number(2)}))
    day = date(2024, 1, 1)
    others = household_on(number(1), day=day, known_at=None, withheld=hidden)
    assert others is not None
    assert [one.number for one in others.residents] == [number(1), number(3)]
    assert household_on(number(2), day=day, known_at=None, withheld=hidden) is None


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ("02", "世帯主"),
        ("2012", "子の妻"),
        ("12の52", "妻の母"),
        ("20202020", "子の子の子の子"),
        ("77", "（コード77）"),
        ("", ""),
    ],
)
def test_relationships_are_told_in_words_up_to_four_steps(codes: str, words: str) -> None:
    assert relationship_words(codes) == words


@pytest.mark.usefixtures("house")
def test_each_version_tells_what_it_changed() -> None:
    newest, first = changes(number(3), hide_places=False)
    assert [(row.label, row.before, row.text) for row in newest.rows] == [
        ("世帯番号", "700001", "700008"),
        ("続柄コード", "子", "世帯主"),
        ("住所", "埼玉県加須市中央１丁目２番３号", "埼玉県加須市三俣二丁目1番地1"),
        ("前住所", "", "埼玉県加須市中央１丁目２番３号"),
    ]
    assert (first.rows, first.decided) == ((), None)


@pytest.mark.usefixtures("house")
def test_both_times_are_asked_apart() -> None:
    after = MOVED + timedelta(days=1)
    texts = []
    for day, known in ((after, None), (after, FIRST), (date(2011, 1, 1), None)):
        state = state_on(number(3), day=day, known_at=known, hide_places=False)
        assert state is not None
        texts.append({row.label: row.text for row in state[1]}["住所"])
    assert texts == ["埼玉県加須市三俣二丁目1番地1", *["埼玉県加須市中央１丁目２番３号"] * 2]
    assert state_on(number(3), day=date(1999, 1, 1), known_at=None, hide_places=False) is None


@pytest.mark.usefixtures("house")
def test_the_pages_show_both_times_and_refuse_no_day(client: Client) -> None:
    client.force_login(staff())
    history = reverse("addressee_history", args=[number(3)])
    household = reverse("addressee_household", args=[number(1)])
    assert "→ 埼玉県加須市三俣二丁目1番地1" in client.get(history).text
    shown = client.get(household, {"true_on": "R6.6.1", "known_on": "2024-05-01"})
    assert "見本　子" in shown.text
    assert "見本　子" not in client.get(household, {"true_on": "R6.6.1"}).text
    assert client.get(history, {"true_on": "きのう"}).status_code == 422


@pytest.mark.usefixtures("house")
def test_the_pages_of_a_protected_person_tell_no_place(client: Client) -> None:
    protect(Addressee.objects.get(pk=number(3)), since=date(2020, 1, 1))
    client.force_login(staff())
    history = client.get(reverse("addressee_history", args=[number(3)])).text
    assert "支援措置" in history
    for told in ("三俣", "中央１丁目", "700008", "700001"):
        assert told not in history
    own = client.get(reverse("addressee_household", args=[number(3)])).text
    parents = client.get(
        reverse("addressee_household", args=[number(1)]), {"true_on": "2024-01-01"}
    ).text
    assert "700001" not in own
    assert "見本　子" not in parents
    assert AT
