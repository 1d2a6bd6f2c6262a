"""Whose documents perhaps belong elsewhere: the register of 1 January decides."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.addressees.api import HIDDEN_ADDRESS, withheld
from juminzei.apps.exchange.selectors.waiting_documents import moved_away
from support.exchange_rows import YEAR, moved
from support.page_rows import AT, protect, staff
from support.tax_rows import matched, received, wage_report

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee

pytestmark = pytest.mark.django_db(databases=["default", "audit"])

OLD, DAY = date(2000, 4, 1), date(YEAR, 1, 1)
BEFORE, AFTER = date(YEAR - 1, 12, 31), date(YEAR, 1, 2)


def listed(who: Addressee) -> list[tuple[str, str]]:
    actor = staff("1001")
    document = wage_report(received(actor), 1, 1_000_000)
    matched(document, who, actor, "番号")
    return [(one.why, one.where) for one in moved_away(YEAR, hidden=withheld(AT.date()))]


@pytest.mark.parametrize(
    ("since", "ceased_on", "told"),
    [
        (OLD, None, []),
        (OLD, BEFORE, ["令和7年12月31日 転出"]),
        (OLD, DAY, ["令和8年1月1日 転出"]),
        (OLD, AFTER, []),
        (DAY, None, []),
        (AFTER, None, ["令和8年1月2日 転入"]),
    ],
)
def test_whoever_lived_elsewhere_on_1_january_is_found(
    since: date, ceased_on: date | None, told: list[str]
) -> None:
    who = moved(1, "移動 太郎", since=since, ceased_on=ceased_on, moved_to="熊谷市宮町")
    assert [why for why, _ in listed(who)] == told


def test_it_is_told_where_to_unless_that_is_withheld() -> None:
    who = moved(1, "移動 太郎", since=OLD, ceased_on=BEFORE, moved_to="熊谷市宮町")
    assert listed(who) == [("令和7年12月31日 転出", "熊谷市宮町")]
    protect(who)
    (told,) = moved_away(YEAR, hidden=withheld(AT.date()))
    assert told.where == HIDDEN_ADDRESS


def test_somebody_who_died_is_not_forwarded() -> None:
    who = moved(1, "移動 太郎", since=OLD, ceased_on=BEFORE, ceased_reason="死亡")
    assert listed(who) == []


def test_another_years_documents_are_not_asked_about() -> None:
    assert listed(moved(1, "移動 太郎", since=OLD, ceased_on=BEFORE)) != []
    assert moved_away(YEAR - 1, hidden=withheld(AT.date())) == []
