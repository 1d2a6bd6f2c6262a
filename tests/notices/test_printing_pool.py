"""Files are printed in processes of their own, and only a few orders are taken ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.notices.manifest import write
from juminzei.notices.printing import FileOrder
from juminzei.notices.printing_pool import print_files
from support.notice_samples import ordinary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def orders(tmp_path: Path) -> list[FileOrder]:
    """Four files of one notice each, the last to be posted by hand."""
    blank = FileOrder(
        number=0,
        path=tmp_path,
        tax_year=2026,
        ordinance="kazo",
        issued_on=date(2026, 6, 10),
        draft=False,
        by_hand=False,
    )
    made = [
        replace(
            blank,
            number=number,
            path=tmp_path / f"ordinary-{number:04d}.pdf",
            ordinary=(ordinary(f"{number:010d}"),),
        )
        for number in range(1, 4)
    ]
    flagged = replace(ordinary("0000000004"), by_hand=("支援措置対象者",))
    by_hand = replace(
        blank,
        number=4,
        path=tmp_path / "ordinary-0004-by-hand.pdf",
        by_hand=True,
        ordinary=(flagged,),
    )
    return [*made, by_hand]


def test_two_processes_print_what_one_prints(orders: list[FileOrder]) -> None:
    one = sorted(print_files(orders, 1), key=lambda file: file.number)
    contents = [order.path.read_bytes() for order in orders]
    for order in orders:
        order.path.unlink()
    two = sorted(print_files(orders, 2), key=lambda file: file.number)
    assert two == one
    assert [order.path.read_bytes() for order in orders] == contents


def test_orders_are_taken_one_ahead_of_the_processes(orders: list[FileOrder]) -> None:
    taken: list[int] = []

    def counted() -> Iterator[FileOrder]:
        for order in orders:
            taken.append(order.number)
            yield order

    printed = print_files(counted(), 1)
    next(printed)
    assert taken == [1, 2]
    assert [file.number for file in printed] == [2, 3, 4]


def test_what_cannot_be_written_ends_the_printing(orders: list[FileOrder]) -> None:
    nowhere = replace(orders[0], path=orders[0].path.parent / "missing" / "x.pdf")
    with pytest.raises(FileNotFoundError):
        list(print_files([nowhere], 1))


def test_the_manifest_says_what_lies_in_the_folder(orders: list[FileOrder], tmp_path: Path) -> None:
    files = sorted(print_files(orders, 2), key=lambda file: file.number)
    head = {"kind": "ordinary", "tax_year": 2026, "run": 3, "issued_on": date(2026, 6, 10)}
    write(tmp_path, files, **head)  # type: ignore[arg-type]  # the head's own types
    first = (tmp_path / "manifest.json").read_bytes()
    write(tmp_path, files, **head)  # type: ignore[arg-type]  # the head's own types
    assert (tmp_path / "manifest.json").read_bytes() == first
    text = first.decode()
    assert '"pages": 8' in text
    assert '"amount": 362000' in text  # 4 x 90,500
    assert all(file.digest in text for file in files)
    assert '"reasons"' in text
    assert text.count("支援措置対象者") == 1
    assert "加須　太郎" not in text
