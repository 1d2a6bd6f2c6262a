"""Columns become rows exactly as the ORM would have written them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest
from django.db import IntegrityError, transaction

from juminzei.apps.addressees.models import Addressee, AddresseeVersion
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.jobs.models import Chunk, Job
from juminzei.platform.staff.models import RoleGrant
from juminzei.platform.staff.services import batch_member
from juminzei.platform.storage.bulk import Same, bulk_insert
from juminzei.platform.storage.ids import reserve_ids
from support.moments import START

pytestmark = pytest.mark.django_db


def test_numpy_columns_lists_and_constants_become_rows() -> None:
    job = Job.objects.create(kind="test", key="bulk", total=3)

    written = bulk_insert(
        Chunk,
        {
            "job_id": Same(job.pk),
            "number": np.arange(1, 4),
            "first": [10, 20, 30],
            "last": np.array([19, 29, 39]),
            "size": Same(10),
            "done": np.array([True, False, True]),
            "result": [{"yen": 1}, {"名": "税"}, {}],
        },
    )

    assert written == 3
    rows = Chunk.objects.order_by("number").values_list("number", "last", "done", "result")
    assert list(rows) == [
        (1, 19, True, {"yen": 1}),
        (2, 29, False, {"名": "税"}),
        (3, 39, True, {}),
    ]


def test_fields_left_out_get_their_defaults() -> None:
    job = Job.objects.create(kind="test", key="defaults")
    bulk_insert(Chunk, {"job_id": [job.pk], "number": [1], "first": [1], "last": [2], "size": [2]})

    chunk = Chunk.objects.get()
    by_orm = Chunk(job=job, number=1, first=1, last=2, size=2)
    assert (chunk.done, chunk.worker, chunk.leased_until) == (False, "", None)
    assert (chunk.fencing_token, chunk.result) == (by_orm.fencing_token, by_orm.result)


def test_dates_times_and_nothing_read_back_as_written() -> None:
    member = batch_member(START)
    at = datetime(2026, 4, 20, 23, 59, 59, 123456, tzinfo=UTC)
    bulk_insert(
        ReceivedFile,
        {
            "digest": ["a", "b"],
            "kind": Same("wage_report"),
            "name": ["一.csv", 'タブ\tと改行\nと"引用符"と\\'],
            "size_bytes": [1, 2**40],
            "received_at": Same(at),
            "received_by_id": Same(member.pk),
        },
    )
    bulk_insert(
        RoleGrant,
        {
            "staff_member_id": Same(member.pk),
            "role": ["auditor", "auditor"],
            "valid_from": [date(2026, 4, 1), date(2027, 4, 1)],
            "valid_until": [date(2027, 3, 31), None],
        },
    )

    second = ReceivedFile.objects.get(digest="b")
    assert second.name == 'タブ\tと改行\nと"引用符"と\\'
    assert (second.size_bytes, second.received_at) == (2**40, at)
    grants = RoleGrant.objects.filter(role="auditor").order_by("valid_from")
    assert [grant.valid_until for grant in grants] == [date(2027, 3, 31), None]


def test_no_rows_are_no_work() -> None:
    assert bulk_insert(Chunk, {"job_id": [], "number": []}) == 0


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"number": [1, 2], "first": [1]}, "equally long"),
        ({"number": Same(1)}, "one at least not Same"),
        ({"number": [1], "job": [1]}, "foreign keys end in _id"),
        ({"number": [1], "colour": [1]}, "colour"),
    ],
    ids=["unequal lengths", "only constants", "a relation by its name", "no such column"],
)
def test_columns_that_do_not_fit_are_refused(columns: dict[str, list[object]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        bulk_insert(Chunk, columns)


def test_rows_go_with_the_transaction_that_they_are_part_of() -> None:
    job = Job.objects.create(kind="test", key="rollback")
    row = {"job_id": [job.pk], "number": [1], "first": [1], "last": [2], "size": [2]}

    @transaction.atomic
    def twice() -> None:
        bulk_insert(Chunk, row)
        bulk_insert(Chunk, row)  # the same number again

    with pytest.raises(IntegrityError):
        twice()

    assert not Chunk.objects.exists()


def test_reserved_keys_follow_each_other_and_are_given_once() -> None:
    first = reserve_ids(OutgoingRecord, 100)
    second = reserve_ids(OutgoingRecord, 7)
    by_orm = OutgoingRecord.objects.create(
        recorded_at=START, staff_number="1", staff_name="x", action="a"
    )

    assert (len(first), len(second)) == (100, 7)
    assert first.stop <= second.start
    assert by_orm.pk >= second.stop


def test_reserved_keys_come_after_rows_that_are_there() -> None:
    there = Job.objects.create(kind="test", key="there")

    assert reserve_ids(Job, 3).start > there.pk


def test_no_keys_are_an_empty_range() -> None:
    assert list(reserve_ids(Job, 0)) == []


def test_a_column_of_a_versioned_table_is_written_like_its_orm_row() -> None:
    common = {"kind": "resident", "name": "加須　太郎", "name_key": "加須太郎"}
    common |= {
        "kana": "カゾ　タロウ",
        "kana_key": "カゾタロウ",
        "address": "三俣",
        "address_key": "三俣",
    }
    by_orm = Addressee.objects.create(number=1, birth_on=date(1980, 2, 29), **common)
    columns = {name: [value] for name, value in common.items()}
    bulk_insert(Addressee, {"number": [2], "birth_on": [date(1980, 2, 29)], **columns})

    written = Addressee.objects.get(number=2)
    names = [
        field.attname for field in Addressee._meta.concrete_fields if field.attname != "number"
    ]
    assert [getattr(written, n) for n in names] == [getattr(by_orm, n) for n in names]
    assert not AddresseeVersion.objects.exists()
