"""Who sees which place, and which place a page says that it belongs to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from juminzei.platform.policy.entries import ways_in
from juminzei.platform.policy.roles import Role
from juminzei.web.navigation import GROUPS, HOME, PLACES, place_of, places_for
from support.page_rows import staff

if TYPE_CHECKING:
    from django.test import Client


def test_every_place_is_a_page_that_needs_a_function_but_home() -> None:
    pages = ways_in("pages")
    assert [p.view for p in PLACES if p.view not in pages] == []
    assert [p.view for p in PLACES if not pages[p.view].functions] == [HOME.view]


def test_no_letter_leads_to_two_places() -> None:
    letters = Counter(place.letter for place in PLACES if place.letter)
    assert [letter for letter, count in letters.items() if count > 1] == []
    assert all(len(letter) == 1 for letter in letters)


def test_whoever_may_nothing_sees_no_group() -> None:
    assert places_for(()) == ()


def test_one_of_several_functions_of_a_page_is_enough() -> None:
    for function in ("packs.ask", "packs.decide"):
        seen = {place.view for _, places in places_for({function}) for place in places}
        assert "desk_packs" in seen
        assert "desk_queue" not in seen


def test_whoever_may_all_sees_every_group_in_its_order() -> None:
    every = {name for way in ways_in("pages").values() for name in way.functions}
    assert [label for label, _ in places_for(every)] == [group.label for group in GROUPS]


@pytest.mark.parametrize(
    ("address", "view"),
    [
        ("/desk/", "desk_queue"),
        ("/desk/figures/", "desk_queue"),
        ("/desk/packs/", "desk_packs"),
        ("/desk/packs/3/people/", "desk_packs"),
        ("/national/agency/", "national_agency"),
        ("/national/12/", "national_returns"),
        ("/receiving/letters/", "delivery_list"),
        ("/persons/100023/", "search"),
        ("/conflicts/staff/", "staff_addressees"),
        ("/conflicts/", "cosign_list"),
    ],
)
def test_a_page_belongs_to_the_place_whose_address_begins_most_like_its_own(
    address: str, view: str
) -> None:
    place = place_of(address)
    assert place is not None
    assert place.view == view


@pytest.mark.parametrize("address", ["/", "/account/", "/sign-in/"])
def test_what_is_nobodys_belongs_to_no_place(address: str) -> None:
    assert place_of(address) is None


@pytest.mark.django_db(databases=["default", "audit"])
def test_a_page_shows_its_own_group_and_home_shows_all(client: Client) -> None:
    client.force_login(staff("1001", Role.TAX_CLERK))
    home = client.get("/").content.decode()
    desk = client.get("/desk/").content.decode()
    lists = home.count('class="place-list"')
    assert lists > 1
    assert 'class="place-list" aria-label="申告" hidden' not in home
    assert desk.count('class="place-list"') == lists
    hidden = [g.label for g in GROUPS if f'aria-label="{g.label}" hidden' in desk]
    assert len(hidden) == lists - 1
    assert "申告" not in hidden
    assert 'aria-current="page">申告受付' in desk
    assert 'data-letter="m"' in desk  # the letters of hidden places jump all the same
