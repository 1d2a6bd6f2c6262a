"""A notice of another city that a clerk types becomes a document of the person, once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from juminzei.apps.assessment.models import MatchState, TaxDocument
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.apps.exchange.services.take_notice import ONE_STOP, NoticeTyped, take_notice
from juminzei.platform.documents.channel import Channel
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.page_rows import AT, person, protect, staff

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

KUMAGAYA = "112020"
GIFT = {"kind": ONE_STOP, "donation": 30_000, "donated_on": date(2025, 12, 31)}


def typed(addressee: int, **given: Any) -> NoticeTyped:
    entry = {
        "kind": "294条3項通知",
        "tax_year": 2026,
        "sender": KUMAGAYA,
        "reference": "税第5号",
        "noticed_on": AT.date(),
        "channel": Channel.PAPER,
        "addressee": addressee,
    }
    return NoticeTyped(**{**entry, **given})


@pytest.fixture
def who() -> int:
    return person(1, "通知 太郎", "ツウチ タロウ").number


def test_it_is_a_document_of_the_person_who_was_found(who: int) -> None:
    entry = typed(who, revenue_employment=3_000_000, aggregate_income=2_020_000, note="在住")
    key = take_notice(entry, actor=staff(), at=AT)
    one = TaxDocument.objects.get(pk=key)
    assert (one.kind, one.channel, one.source) == ("city_notice", "paper", "municipality")
    assert (one.addressee_id, one.match_state) == (who, MatchState.CLERK)
    assert one.figures.columns == {"revenue_employment": 3_000_000}
    told = {"notice": "294条3項通知", "sender": KUMAGAYA, "note": "在住"}
    assert one.figures.stated == {**told, "aggregate_income_stated": 2_020_000}
    assert one.filed_on == AT.date()


def test_a_one_stop_notice_is_a_gift_of_the_special_procedure(who: int) -> None:
    one = TaxDocument.objects.get(pk=take_notice(typed(who, **GIFT), actor=staff(), at=AT))
    assert one.kind == "one_stop"
    assert one.figures.columns == {"donation_hometown": 30_000, "donation_one_stop": 1}
    assert one.figures.stated == {"donated_to": KUMAGAYA, "donated_on": "2025-12-31"}


def test_typed_twice_it_is_one_document_and_another_number_is_another(who: int) -> None:
    actor = staff()
    first = take_notice(typed(who), actor=actor, at=AT)
    assert take_notice(typed(who), actor=actor, at=AT) == first
    assert take_notice(typed(who, reference="税第6号"), actor=actor, at=AT) != first
    assert TaxDocument.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"sender": "112101"}, "団体コード"),
        ({"sender": "1"}, "団体コード"),
        ({"addressee": 9}, "登録されていません"),
        ({"noticed_on": AT.date() + timedelta(days=1)}, "今日より後"),
        ({"reference": " "}, "文書番号"),
        ({"kind": ONE_STOP}, "寄附金の額と寄附した日"),
        ({**GIFT, "donation": 0}, "寄附金の額"),
        ({**GIFT, "donated_on": date(2026, 1, 1)}, "2025 年ではありません"),
        ({**GIFT, "donated_on": date(2024, 12, 31)}, "2025 年ではありません"),
    ],
)
def test_what_cannot_be_is_refused(given: dict[str, Any], says: str, who: int) -> None:
    with pytest.raises(ExchangeRefusedError, match=says):
        take_notice(typed(**{"addressee": who, **given}), actor=staff(), at=AT)
    assert not TaxDocument.objects.exists()


def test_a_protected_persons_address_is_not_copied_into_the_document(who: int) -> None:
    from juminzei.apps.addressees.models import Addressee  # noqa: PLC0415 - one use

    protect(Addressee.objects.get(pk=who))
    one = TaxDocument.objects.get(pk=take_notice(typed(who), actor=staff(), at=AT))
    assert "三俣" not in one.address


def test_collection_clerks_take_nothing_in(who: int) -> None:
    with pytest.raises(NotPermittedError):
        take_notice(typed(who), actor=staff("3001", Role.COLLECTION_CLERK), at=AT)
