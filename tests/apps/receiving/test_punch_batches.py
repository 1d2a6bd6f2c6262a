"""Paper at the punch contractor: what is lent and what comes back must agree, else it is held."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from juminzei.apps.receiving.models import PunchBatch, PunchReturn
from juminzei.apps.receiving.selectors.punch_batches import (
    late_batches,
    punch_batches,
    troubled_batches,
)
from juminzei.apps.receiving.services.punch_batches import lend_batch, return_batch
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.page_rows import AT, staff
from support.receiving_rows import punched

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


def lent(actor: StaffMember, **given: object) -> PunchBatch:
    return lend_batch(punched(**given), actor=actor, at=AT)


def state(batch: PunchBatch) -> tuple[bool, bool]:
    """Return whether it was counted, and whether the counts agreed."""
    found = punch_batches().get(pk=batch.pk)
    return found.counted, found.agreed


@pytest.mark.parametrize(
    ("sheets", "rows", "agrees"), [(10, 10, True), (9, 10, False), (10, 9, False), (9, 9, False)]
)
def test_paper_and_rows_must_both_agree(
    sheets: int, rows: int, *, agrees: bool, clerk: StaffMember
) -> None:
    batch = lent(clerk)
    assert state(batch) == (False, False)
    made = return_batch(batch.pk, sheets=sheets, rows=rows, actor=clerk, at=AT)
    assert made.agrees is agrees
    assert state(batch) == (True, agrees)
    act = OutgoingRecord.objects.filter(subject_kind="punch_batch").order_by("-pk")[0]
    assert act.action == f"receiving.punch.{'returned' if agrees else 'held'}"
    assert act.details == {"box": "12", "sheets": sheets, "rows": rows}


def test_what_is_held_may_be_counted_again_and_what_is_back_may_not(clerk: StaffMember) -> None:
    batch = lent(clerk)
    return_batch(batch.pk, sheets=9, rows=10, note="一枚不足", actor=clerk, at=AT)
    return_batch(batch.pk, sheets=10, rows=10, actor=clerk, at=AT)
    with pytest.raises(ReceivingRefusedError, match="待っている貸出"):
        return_batch(batch.pk, sheets=10, rows=10, actor=clerk, at=AT)
    assert list(batch.returns.order_by("pk").values_list("agrees", "note")) == [
        (False, "一枚不足"),
        (True, ""),
    ]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        PunchReturn.objects.update(sheets=10)


@pytest.mark.parametrize(
    ("given", "fits"),
    [
        ({"sheets": 11}, False),
        ({"sheets": 0}, False),
        ({"first_number": 10, "last_number": 9, "sheets": 1}, False),
        ({"sheets": 9}, True),
        ({"first_number": 5, "last_number": 5, "sheets": 1}, True),
    ],
)
def test_numbers_and_count_fit_each_other(
    given: dict[str, int], *, fits: bool, clerk: StaffMember
) -> None:
    if fits:
        assert lent(clerk, **given).pk
    else:
        with pytest.raises(ReceivingRefusedError, match="件です"):
            lent(clerk, **given)


def test_a_sheet_is_lent_once_at_a_time(clerk: StaffMember) -> None:
    first = lent(clerk)
    for span in ((10, 12), (1, 1), (5, 20)):
        with pytest.raises(ReceivingRefusedError, match=f"貸出 {first.pk} と重なります"):
            lent(clerk, first_number=span[0], last_number=span[1], sheets=1)
    assert lent(clerk, first_number=11, last_number=12, sheets=2).pk
    assert lent(clerk, tax_year=2025).pk
    return_batch(first.pk, sheets=9, rows=9, actor=clerk, at=AT)
    with pytest.raises(ReceivingRefusedError):
        lent(clerk)
    return_batch(first.pk, sheets=10, rows=10, actor=clerk, at=AT)
    assert lent(clerk).pk


@pytest.mark.parametrize(("days", "late"), [(0, 0), (1, 1)])
def test_a_batch_is_late_from_the_day_after(days: int, late: int, clerk: StaffMember) -> None:
    lent(clerk, due_on=AT.date())
    on = AT.date() + timedelta(days=days)
    assert late_batches(on).count() == troubled_batches(on).count() == late


def test_only_those_who_may_lend(clerk: StaffMember) -> None:
    other = staff("3001", Role.COLLECTION_CLERK)
    with pytest.raises(NotPermittedError):
        lent(other)
    with pytest.raises(NotPermittedError):
        return_batch(lent(clerk).pk, sheets=1, rows=1, actor=other, at=AT)


def test_the_pages_lend_hold_and_return(client: Client, clerk: StaffMember) -> None:
    client.force_login(clerk)
    page = reverse("punch_list")
    given = {
        "contractor": "株式会社パンチ", "tax_year": "2026", "box": "12",
        "first_number": "1", "last_number": "10", "sheets": "10",
    }  # fmt: skip
    assert client.post(page, {**given, "sheets": "x"}).status_code == 422
    assert client.post(page, given).status_code == 302
    assert client.post(page, given).status_code == 409
    one = reverse("punch_batch", args=[PunchBatch.objects.get().pk])
    assert client.post(one, {"sheets": "9"}).status_code == 422
    held = client.post(one, {"sheets": "9", "rows": "10"}, follow=True)
    assert "この貸出は保留です" in held.content.decode()
    assert "保留" in client.get(page).content.decode()
    back = client.post(one, {"sheets": "10", "rows": "10"}, follow=True)
    assert "返却を記録しました" in back.content.decode()
    assert "返却の登録" not in back.content.decode()
    assert client.post(one, {"sheets": "10", "rows": "10"}).status_code == 409
    assert client.get(reverse("punch_batch", args=[99])).status_code == 404
