"""Deliveries of national returns: taken whole or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.formats.errors import FormatError
from juminzei.formats.national_delivery import is_delivery, read_delivery
from support.made_up_returns import TIFF, a_return, delivery, index_row, number_of, xml_of

if TYPE_CHECKING:
    from pathlib import Path

XML = xml_of(a_return())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three returns: with data, with data and images, with images alone."""
    returns = [
        (index_row(1, number=number_of()), XML, []),
        (index_row(2, kind="修正"), XML, [TIFF, TIFF + b"2"]),
        (index_row(3, birth_on=None, name="=1+1"), None, [TIFF]),
    ]
    return delivery(tmp_path / "D", returns)


def refusal(folder: Path) -> str:
    with pytest.raises(FormatError) as refused:
        read_delivery(folder)
    return refused.value.problem


def changed_manifest(folder: Path, **changed: object) -> None:
    path = folder / "manifest.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, **changed}), encoding="utf-8")


def test_a_delivery_comes_back_as_it_was_written(folder: Path) -> None:
    read = read_delivery(folder)
    assert is_delivery(folder)
    assert not is_delivery(folder / "data")
    assert (read.manifest.count, len(read.rows)) == (3, 3)
    assert [row.image_pages for row in read.rows] == [0, 2, 1]
    assert read.rows[0] == index_row(1, number=number_of())
    assert read.data_of(1) == XML
    assert read.data_of(3) is None
    assert read.images_of(2) == [TIFF, TIFF + b"2"]
    assert read.images_of(1) == []


def test_more_or_fewer_returns_than_said_hold_the_delivery(folder: Path) -> None:
    """T-I12: the control count differs."""
    changed_manifest(folder, count=4)
    assert "4件" in refusal(folder)
    assert "3件" in refusal(folder)


@pytest.mark.parametrize("name", ["data/1.xml", "image/2_1.tif", "index.csv"])
def test_a_file_that_was_changed_holds_the_delivery(folder: Path, name: str) -> None:
    """T-I12: the digest differs, in one bit of one file."""
    path = folder / name
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert f"{name}のSHA-256" in refusal(folder)


def test_a_file_that_is_missing_or_too_many_holds_the_delivery(folder: Path) -> None:
    (folder / "data" / "9.xml").write_bytes(XML)
    assert "一覧にないファイル" in refusal(folder)
    (folder / "data" / "9.xml").unlink()
    (folder / "image" / "3_1.tif").unlink()
    assert "image/3_1.tifがありません" in refusal(folder)


@pytest.mark.parametrize("name", ["../../x", "/etc/passwd", "data/../../x", "data/1.exe", "CON"])
def test_a_name_that_leads_elsewhere_is_no_name(folder: Path, name: str) -> None:
    """T-I10: only names of the layout are looked at."""
    changed_manifest(folder, files=[{"name": name, "sha256": "0" * 64, "size": 1}])
    assert "読めない値" in refusal(folder)


def test_a_link_is_not_followed(folder: Path) -> None:
    path = folder / "data" / "1.xml"
    path.rename(folder.parent / "1.xml")
    path.symlink_to(folder.parent / "1.xml")
    assert "data/1.xmlがありません" in refusal(folder)


@pytest.mark.parametrize(
    "changed",
    [
        {"source": "fax"},
        {"cityCode": "1121"},
        {"date": "2026-02-30"},
        {"deliveryId": "../x"},
        {"count": "3"},
        {"files": None},
    ],
)
def test_a_manifest_that_cannot_be_is_refused(folder: Path, changed: dict[str, object]) -> None:
    changed_manifest(folder, **changed)
    assert refusal(folder)


def test_a_manifest_of_something_else_is_refused(folder: Path) -> None:
    for content in ("[]", "{}", "[" * 100_000, "abc"):
        (folder / "manifest.json").write_text(content, encoding="utf-8")
        assert "OWN-KOKUZEI" in refusal(folder)


@pytest.mark.parametrize(
    ("changed", "column"),
    [({"kind": "不明"}, 12), ({"name": "名" * 301}, 5), ({"seq": -1}, 1)],
)
def test_a_row_that_is_wrong_is_named(
    tmp_path: Path, changed: dict[str, object], column: int
) -> None:
    seq = changed.pop("seq", 1)
    row = index_row(1, **changed)
    folder = delivery(tmp_path / "D", [(replace(row, seq=seq), XML, [])])  # type: ignore[arg-type]  # broken on purpose
    with pytest.raises(FormatError) as refused:
        read_delivery(folder)
    assert refused.value.column == column or "読めない値" in refused.value.problem


def test_a_return_listed_twice_or_without_anything_holds_the_delivery(tmp_path: Path) -> None:
    twice = delivery(tmp_path / "A", [(index_row(1), XML, []), (index_row(1), XML, [])])
    assert refusal(twice)
    nothing = delivery(tmp_path / "B", [(index_row(1), None, [])])
    assert "データも画像もありません" in refusal(nothing)


def test_a_number_in_the_list_shows_itself_nowhere(folder: Path) -> None:
    read = read_delivery(folder)
    assert number_of().reveal() not in repr(read)
    assert read.rows[0].received_on == date(2026, 2, 20)


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        (b'{"layout": "OWN-KOKUZEI"', {"D"}),
        (b'{"files": []}', {"D"}),
        (b"broken", {"D"}),
        (b'{"layout":"juminzei-forwarded-lot/1"}', set()),
        (b'{"layout" : "OWN-KOKUZEI2"}', set()),
    ],
)
def test_a_broken_manifest_is_still_ours_and_one_of_another_layout_is_not(
    content: bytes, looks: set[str], folder: Path
) -> None:
    (folder / "manifest.json").write_bytes(content)
    assert {path.name for path in folder.parent.iterdir() if is_delivery(path)} == looks
