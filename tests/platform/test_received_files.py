"""A file is received once, whatever it is called."""

from __future__ import annotations

import hashlib

import pytest
from django.conf import settings

from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.documents.services import complete, digest_of, receive
from juminzei.platform.staff.services import batch_member
from support.moments import START

pytestmark = pytest.mark.django_db
CONTENT = "給与支払報告書,1\r\n".encode("cp932")


def arrive(content: bytes = CONTENT, name: str = "kyuho.csv") -> tuple[ReceivedFile, bool]:
    received = receive(
        content=content, kind="wage_report", name=name, actor=batch_member(START), at=START
    )
    return received.file, received.new


def test_a_file_is_entered_by_its_digest_and_size() -> None:
    file, new = arrive()

    assert new
    assert len(file.digest) == 64
    assert (file.size_bytes, file.received_at, file.complete) == (len(CONTENT), START, False)


def test_the_digest_cannot_be_made_without_the_citys_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A digest that anybody can make tells which Individual Number a short file held."""
    file, _ = arrive()
    for name in hashlib.algorithms_guaranteed - {"shake_128", "shake_256"}:
        assert file.digest != hashlib.new(name, CONTENT).hexdigest()
    monkeypatch.setattr(settings, "SECRET_KEY", "another city's")
    assert digest_of(CONTENT) != file.digest


def test_the_same_bytes_under_another_name_are_the_same_file() -> None:
    first, _ = arrive()
    again, new = arrive(name="写し.csv")

    assert not new
    assert again == first
    assert again.name == "kyuho.csv"
    assert ReceivedFile.objects.count() == 1


def test_one_byte_more_is_another_file() -> None:
    first, _ = arrive()
    other, new = arrive(CONTENT + b"\n")

    assert new
    assert other != first


def test_folders_of_the_sender_are_not_kept() -> None:
    file, _ = arrive(name="someone/secret/kyuho.csv")

    assert file.name == "kyuho.csv"


def test_a_name_longer_than_the_column_keeps_its_end() -> None:
    file, _ = arrive(name="あ" * 200 + ".csv")

    assert len(file.name) == 120
    assert file.name.endswith(".csv")


def test_the_bytes_themselves_are_kept_nowhere() -> None:
    file, _ = arrive()

    kept = [getattr(file, field.attname) for field in ReceivedFile._meta.concrete_fields]
    assert not any(isinstance(value, (bytes, memoryview)) for value in kept)


def test_a_file_that_was_begun_and_interrupted_is_seen_as_such() -> None:
    arrive()
    file, new = arrive()

    assert (new, file.complete) == (False, False)


def test_completing_says_how_many_rows_went_where() -> None:
    file, _ = arrive()
    complete(file, counts={"accepted": 10, "quarantined": 1}, layout="315-144")

    again, new = arrive()
    assert (new, again.complete, again.layout) == (False, True, "315-144")
    assert again.counts == {"accepted": 10, "quarantined": 1}


def test_completing_without_a_layout_keeps_the_one_recognised_before() -> None:
    received = receive(
        content=b"x", kind="k", name="n", layout="331-49", actor=batch_member(START), at=START
    )
    complete(received.file, counts={})

    assert ReceivedFile.objects.get().layout == "331-49"
