"""Every list pages, keeps its order, and is not sorted by what is masked."""

from __future__ import annotations

from datetime import date
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from django.test import RequestFactory

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.addressees.tables import PersonTable
from juminzei.platform.policy.columns import list_called
from juminzei.platform.staff.list_page import PER_PAGE, listed
from juminzei.platform.staff.seeing import SEEN
from juminzei.platform.staff.services import NotPermittedError
from support.page_rows import person

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

ORDERS = ("-number", "birth_on", "name")


def asked(seen: tuple[str, ...] = ("identity", "contact", "business"), **words: str) -> HttpRequest:
    """Return a request whose page may show the classes ``seen``."""
    request = RequestFactory().get("/", words)
    request.META[SEEN] = frozenset(seen)
    return request


class Rows:
    """Stands where a list's table does, and keeps which rows it was given."""

    def __init__(self, rows: list[Any]) -> None:
        self.rows = rows


def shown(context: dict[str, Any]) -> list[Any]:
    """Return the rows of the page."""
    rows: list[Any] = context["table"].rows
    return rows


def sorted_by(sort: str, rows: QuerySet[Addressee]) -> list[int]:
    """Return the numbers of the people in the order that the address asks for."""
    plain = type("PersonTable", (Rows,), {"__module__": PersonTable.__module__})
    page = listed(asked(sort=sort), rows, plain, orders=ORDERS)["page"]
    return [one.number for one in page.object_list]


def numbered(count: int) -> list[SimpleNamespace]:
    """Return rows that no query holds."""
    return [SimpleNamespace(key=n, parity=n % 2) for n in range(count)]


def test_fifty_rows_make_a_page_and_the_next_goes_on_where_it_ended() -> None:
    rows = numbered(PER_PAGE + 1)
    first = listed(asked(), rows, Rows)
    assert [one.key for one in shown(first)] == list(range(PER_PAGE))
    assert [one.key for one in shown(listed(asked(page="2"), rows, Rows))] == [PER_PAGE]
    assert first["page"].paginator.count == PER_PAGE + 1, "nothing is cut off in silence"


@pytest.mark.parametrize(("page", "number"), [("0", 3), ("-1", 3), ("99", 3), ("x", 1), ("3", 3)])
def test_a_page_that_is_not_there_is_the_nearest(page: str, number: int) -> None:
    assert listed(asked(page=page), numbered(101), Rows)["page"].number == number


def test_rows_without_a_query_are_sorted_and_those_alike_stay_as_they_came() -> None:
    context = listed(asked(), numbered(5), Rows, orders=("-parity", "key"))
    assert [one.key for one in shown(context)] == [1, 3, 0, 2, 4]
    assert context["order"] == "-parity"


@pytest.mark.parametrize("sort", ["", "owner", "-", "number__in", "--number", "?"])
def test_an_order_that_is_not_offered_is_the_usual_one(sort: str) -> None:
    context = listed(asked(sort=sort), numbered(3), Rows, orders=("-key",))
    assert (context["order"], [one.key for one in shown(context)]) == ("-key", [2, 1, 0])


@pytest.mark.parametrize("sort", ["birth_on", "-birth_on", "name", "-name"])
@pytest.mark.parametrize("table", [PersonTable, partial(PersonTable, token="")])
def test_a_list_is_not_sorted_by_a_column_that_is_masked(sort: str, table: Any) -> None:  # noqa: ANN401 - a class or a partial of it
    """T-Z01: whoever may not read birthdays does not learn who is older either."""
    assert list_called(PersonTable) == "addressees.PersonTable"
    with pytest.raises(NotPermittedError, match="並べ替え"):
        listed(asked(("business",), sort=sort), [], table, orders=ORDERS)


@pytest.mark.django_db
def test_of_rows_that_are_alike_the_newest_can_come_first() -> None:
    made = [person(body, "見本 花子", "ミホン ハナコ").number for body in (1, 2)]
    rows = Addressee.objects.filter(number__in=made)
    context = listed(asked(), rows, Rows, orders=("-birth_on",), alike="-pk")
    assert [one.number for one in shown(context)] == made[::-1]


@pytest.mark.django_db
def test_whoever_sees_the_column_sorts_by_it_and_what_is_missing_comes_last() -> None:
    old, young, unknown = (
        person(body, "見本 花子", "ミホン ハナコ", birth_on=date(born, 1, 1)).number
        for body, born in ((1, 1950), (2, 2001), (3, 1970))
    )
    Addressee.objects.filter(number=unknown).update(birth_on=None)
    rows = Addressee.objects.filter(number__in=[old, young, unknown])
    assert sorted_by("birth_on", rows) == [old, young, unknown]
    assert sorted_by("-birth_on", rows) == [young, old, unknown]
    assert sorted_by("name", rows) == [old, young, unknown], "alike: as they were made"
    assert sorted_by("-name", rows) == [old, young, unknown]
