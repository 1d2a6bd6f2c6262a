"""A file of notices is written whole or not at all, and only when it would be another."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.notices import drawing
from juminzei.notices.drawing import DrawingError, page_count
from juminzei.notices.printing import PARTIAL, FileOrder, Placed, PrintedFile, print_file
from juminzei.notices.special.page import PacketPart
from support.notice_samples import collector, employee, family, ordinary
from support.printed_pages import texts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def order(tmp_path: Path) -> FileOrder:
    """A file of two notices with slips."""
    return FileOrder(
        number=1,
        path=tmp_path / "ordinary-0001.pdf",
        tax_year=2026,
        ordinance="kazo",
        issued_on=date(2026, 6, 10),
        draft=False,
        by_hand=False,
        ordinary=(ordinary("0000000019"), ordinary("0000000027", amounts=(5_000,))),
    )


def known(file: PrintedFile) -> tuple[str, str]:
    return file.source_digest, file.digest


def test_a_file_tells_pages_notices_yen_and_digest(order: FileOrder) -> None:
    file = print_file(order)
    content = order.path.read_bytes()
    assert (file.pages, file.notices, file.amount) == (4, 2, 95_500)
    assert file.digest == hashlib.sha256(content).hexdigest()
    assert page_count(content) == 4
    assert file.drawn


def test_each_notice_is_on_the_pages_that_are_noted(order: FileOrder) -> None:
    file = print_file(order)
    pages = texts(order.path.read_bytes())
    assert [(p.number, p.first_page, p.pages, p.amount) for p in file.placed] == [
        ("0000000019", 1, 2, 90_500),
        ("0000000027", 3, 2, 5_000),
    ]
    for placed in file.placed:
        for page in range(placed.first_page - 1, placed.first_page - 1 + placed.pages):
            assert placed.number in pages[page]


def test_an_unchanged_file_is_left_alone(order: FileOrder) -> None:
    first = print_file(order)
    written = order.path.stat().st_mtime_ns
    again = print_file(replace(order, known=known(first)))
    assert not again.drawn
    assert again == replace(first, drawn=False)
    assert order.path.stat().st_mtime_ns == written


def test_a_lost_file_is_drawn_again_to_the_same_bytes(order: FileOrder) -> None:
    first = print_file(order)
    content = order.path.read_bytes()
    order.path.unlink()
    again = print_file(replace(order, known=known(first)))
    assert again.drawn
    assert order.path.read_bytes() == content


def test_a_damaged_file_is_drawn_again(order: FileOrder) -> None:
    first = print_file(order)
    content = order.path.read_bytes()
    order.path.write_bytes(content[:-100])
    assert print_file(replace(order, known=known(first))).drawn
    assert order.path.read_bytes() == content


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"draft": True}, id="the run is not fixed"),
        pytest.param({"issued_on": date(2026, 6, 11)}, id="another day"),
        pytest.param({"ordinary": (ordinary("0000000019", amounts=(5_000,)),)}, id="other yen"),
    ],
)
def test_a_file_that_would_be_another_is_drawn(
    order: FileOrder, changes: dict[str, object]
) -> None:
    first = print_file(order)
    other = replace(order, **changes)  # type: ignore[arg-type]  # any field
    again = print_file(replace(other, known=known(first)))
    assert again.drawn
    assert again.digest != first.digest


def test_another_template_means_another_file() -> None:
    digests = {
        drawing.source_digest(sources)
        for sources in (
            {"template.typ": b"old", "data.json": b"{}"},
            {"template.typ": b"new", "data.json": b"{}"},
            {"template.typ": b"ol", "data.json": b"d{}"},  # the same bytes in a row
        )
    }
    assert len(digests) == 3


def test_a_notice_that_does_not_add_up_is_left_out_and_told(order: FileOrder) -> None:
    broken = ordinary("0000000035", computation=replace(family(), total=90_600))
    file = print_file(replace(order, ordinary=(*order.ordinary, broken)))
    (refused,) = file.refused
    assert refused.number == "0000000035"
    assert "年税額が合いません" in refused.reason
    assert (file.pages, file.notices) == (4, 2)


def test_a_file_of_which_nothing_is_left_is_not_written(order: FileOrder) -> None:
    broken = ordinary("0000000035", computation=replace(family(), total=90_600))
    file = print_file(replace(order, ordinary=(broken,)))
    assert (file.pages, file.placed) == (0, ())
    assert not order.path.exists()


def test_a_page_too_many_stops_the_file(order: FileOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "page_count", lambda _pdf: 5)
    with pytest.raises(DrawingError, match="4ページ"):
        print_file(order)
    assert not order.path.exists()


def test_nothing_lies_under_the_name_before_the_file_is_whole(
    order: FileOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("juminzei.notices.printing.os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        print_file(order)
    assert [path.name for path in order.path.parent.iterdir()] == [order.path.name + PARTIAL]


def test_a_packet_is_noted_list_first_then_each_slip(order: FileOrder) -> None:
    notice = collector([employee(f"000000001{i}") for i in range(3)])
    special = replace(order, ordinary=(), special=(PacketPart(notice, 0, notice.pages),))
    file = print_file(special)
    assert file.placed == (
        Placed("0012345", 1, 1, 0, is_list=True),
        Placed("0000000010", 2, 1, 90_500),
        Placed("0000000011", 2, 1, 90_500),
        Placed("0000000012", 3, 1, 90_500),
    )
    assert (file.notices, file.amount) == (3, 271_500)


def test_the_second_part_of_a_packet_counts_only_its_own_slips(order: FileOrder) -> None:
    notice = collector([employee(f"000000001{i}") for i in range(3)])
    special = replace(order, ordinary=(), special=(PacketPart(notice, 2, 3),))
    file = print_file(special)
    assert file.placed == (Placed("0000000012", 1, 1, 90_500),)
    assert (file.pages, file.amount) == (1, 90_500)


def test_a_packet_with_an_employee_who_does_not_add_up_is_left_out(order: FileOrder) -> None:
    broken = collector([employee(), replace(employee("0000000019"), amount=1)])
    file = print_file(replace(order, ordinary=(), special=(PacketPart(broken, 0, 2),)))
    assert [refused.number for refused in file.refused] == ["0012345"]
    assert "通知書番号0000000019" in file.refused[0].reason
