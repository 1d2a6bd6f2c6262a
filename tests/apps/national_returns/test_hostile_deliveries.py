"""T-I02, T-I05, T-I11, T-J10: deliveries that are cut short, come twice or are made to hurt."""

from __future__ import annotations

import shutil
import struct
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.api import TaxDocument
from juminzei.apps.images.api import ImageSet
from juminzei.apps.national_returns.models import ReturnDelivery, StagedReturn
from juminzei.apps.national_returns.services import take_delivery as taking
from juminzei.apps.national_returns.services.take_delivery import DeliveryHeldError, take_delivery
from juminzei.apps.receiving.models import DeliveredFile
from juminzei.apps.receiving.services.drop_folder import receive_folder
from juminzei.apps.receiving.services.register_delivery import DeliveryEntry
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.documents.models import ReceivedFile
from support.image_files import picture, scanned
from support.made_up_returns import a_return, delivery, index_row, xml_of
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember
    from support.national_rows import Row

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

ENTRY = DeliveryEntry(channel=Channel.NATIONAL_TAX, source=Source.AGENCY)
DEEP = b"<a>" * 60 + b"</a>" * 60


@pytest.fixture
def clerk() -> StaffMember:
    """Who receives."""
    return staff("1001")


def two(folder: Path, **changed: object) -> Path:
    """Write a delivery of a return with a scan and one without."""
    rows: list[Row] = [
        (index_row(1, reference="A"), xml_of(a_return()), [scanned(0, 1)]),
        (index_row(2, reference="B"), xml_of(a_return({"ABB00080": 7})), []),
    ]
    return delivery(folder, rows, **changed)


def cut(name: str, share: int) -> Callable[[Path], object]:
    """Return an act that leaves so many percent of a file."""

    def act(folder: Path) -> None:
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[: len(content) * share // 100])

    return act


@pytest.mark.parametrize(
    "damage",
    [
        cut("manifest.json", 0),
        cut("manifest.json", 60),
        cut("index.csv", 50),
        cut("data/2.xml", 90),
        cut("image/1_1.tif", 99),
        lambda folder: (folder / "data" / "2.xml").unlink(),
        lambda folder: shutil.rmtree(folder / "image"),
        lambda folder: (folder / "image" / "1_2.tif").write_bytes(scanned(3)),
    ],
)
def test_a_delivery_cut_short_is_held_and_the_whole_one_is_taken_afterwards(
    clerk: StaffMember, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    """T-I12, T-J10: what the copying left out is told; sending it again is all there is to do."""
    folder = two(tmp_path / "D")
    damage(folder)
    with pytest.raises(DeliveryHeldError):
        take_delivery(folder, channel=Channel.NATIONAL_TAX, actor=clerk, at=AT)
    assert not TaxDocument.objects.exists()
    assert not ImageSet.objects.exists()
    shutil.rmtree(folder)
    found = take_delivery(two(folder), channel=Channel.NATIONAL_TAX, actor=clerk, at=AT)
    assert (found.known, TaxDocument.objects.count()) == (False, 2)
    assert sorted(ReturnDelivery.objects.values_list("state", flat=True)) == ["held", "taken"]


def looping() -> bytes:
    """Return a TIFF whose only page says that it is followed by itself."""
    content = bytearray(scanned(0))
    (first,) = struct.unpack_from("<I", content, 4)
    (entries,) = struct.unpack_from("<H", content, first)
    struct.pack_into("<I", content, first + 2 + entries * 12, first)
    return bytes(content)


def enormous() -> bytes:
    """Return a TIFF that says it is 4 billion pixels wide and high."""
    content = bytearray(scanned(0))
    (first,) = struct.unpack_from("<I", content, 4)
    (entries,) = struct.unpack_from("<H", content, first)
    for place in range(first + 2, first + 2 + entries * 12, 12):
        tag, _, count, _ = struct.unpack_from("<HHII", content, place)
        if tag in {256, 257}:
            struct.pack_into("<HHII", content, place, tag, 4, count, 2**32 - 1)
    return bytes(content)


@pytest.mark.filterwarnings("ignore::UserWarning")  # what Pillow says of a damaged tag
@pytest.mark.parametrize(
    "image",
    [
        enormous(),
        scanned(0)[:120],
        b"II*\x00" + b"\xff" * 400,
        b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", 65_535),
        picture("PNG")[:300],
    ],
)
def test_a_scan_made_to_hurt_holds_one_return_alone(
    clerk: StaffMember, tmp_path: Path, image: bytes
) -> None:
    """T-I05, T-I11: it is stored nowhere, its return waits with the reason, the others are in."""
    rows: list[Row] = [
        (index_row(1, reference="A"), xml_of(a_return()), [scanned(0), image]),
        (index_row(2, reference="B"), xml_of(a_return()), [scanned(1)]),
    ]
    folder = delivery(tmp_path / "D", rows)
    take_delivery(folder, channel=Channel.NATIONAL_TAX, actor=clerk, at=AT)
    hurt, other = StagedReturn.objects.order_by("seq")
    assert (hurt.state, hurt.image_set) == ("check", None)
    assert "画像として読めません" in hurt.problems[0]["problem"]
    assert other.image_set is not None
    assert ImageSet.objects.count() == 1


def test_a_scan_that_follows_itself_has_one_page(clerk: StaffMember, tmp_path: Path) -> None:
    """T-I05: pages in a circle end."""
    rows: list[Row] = [(index_row(1), xml_of(a_return()), [looping()])]
    folder = delivery(tmp_path / "D", rows)
    take_delivery(folder, channel=Channel.NATIONAL_TAX, actor=clerk, at=AT)
    assert StagedReturn.objects.get().image_set.pages == 1  # type: ignore[union-attr]  # there is one


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE DATA [<!ENTITY x SYSTEM "file:///etc/passwd">]><DATA>&x;</DATA>',
        b"<DATA>" + b"<x/>" * 60_000 + b"</DATA>",
        DEEP,
        xml_of(a_return())[:-40],
        "<DATA>".encode("utf-16"),
    ],
)
def test_data_made_to_hurt_holds_one_return_and_says_what_to_do(
    clerk: StaffMember, tmp_path: Path, data: bytes
) -> None:
    """T-I05: within a delivery, too."""
    rows: list[Row] = [
        (index_row(1, reference="A"), data, []),
        (index_row(2), xml_of(a_return()), []),
    ]
    folder = delivery(tmp_path / "D", rows)
    take_delivery(folder, channel=Channel.NATIONAL_TAX, actor=clerk, at=AT)
    hurt, other = StagedReturn.objects.order_by("seq")
    assert (hurt.state, other.state) == ("check", "taken")
    assert hurt.problems[0]["remedy"]
    assert "passwd" not in str(hurt.problems)


def test_the_register_tells_a_delivery_that_came_twice(clerk: StaffMember, tmp_path: Path) -> None:
    """T-I02: in one drop folder, and in the next one: taken once, the copies are duplicates."""
    drop = tmp_path / "drop"
    drop.mkdir()
    kept = two(tmp_path / "kept")
    for name in ("E1", "E1-copy"):
        shutil.copytree(kept, drop / name)
    receive_folder(drop, ENTRY, actor=clerk, clock=lambda: AT)
    shutil.copytree(kept, drop / "later")
    receive_folder(drop, ENTRY, actor=clerk, clock=lambda: AT)
    files = DeliveredFile.objects.order_by("pk")
    counts = list(files.values_list("received_rows", "accepted", "held", "duplicates"))
    assert counts == [(2, 2, 0, 0), (2, 0, 0, 2), (2, 0, 0, 2)]
    assert TaxDocument.objects.count() == 2


def test_documents_stand_in_the_received_file_in_the_row_of_the_list(
    clerk: StaffMember, tmp_path: Path
) -> None:
    """KR-01: from a document back to its delivery, and the counts that add up."""
    found = take_delivery(two(tmp_path / "D"), channel=Channel.NATIONAL_TAX, actor=clerk, at=AT)
    file = ReceivedFile.objects.get()
    assert (found.file_id, file.complete) == (file.pk, True)
    assert file.counts == {"accepted": 2, "held": 0, "duplicates": 0}
    rows = TaxDocument.objects.order_by("row_number").values_list("received_file", "row_number")
    assert list(rows) == [(file.pk, 1), (file.pk, 2)]


@pytest.mark.parametrize(("most", "sizes"), [(1, [1, 1, 1]), (10**9, [2, 1]), (3_000, [1, 1, 1])])
def test_parts_hold_so_many_returns_as_fit_the_memory(
    clerk: StaffMember,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    sizes: list[int],
) -> None:
    """A delivery of large scans is worked in smaller parts, and is whole all the same."""
    monkeypatch.setattr(taking, "AT_ONCE", 2)
    monkeypatch.setattr(taking, "MOST_BYTES_AT_ONCE", most)
    rows: list[Row] = [
        (index_row(seq, reference=f"R{seq}"), xml_of(a_return()), []) for seq in (1, 2, 3)
    ]
    folder = delivery(tmp_path / "D", rows)
    found = take_delivery(folder, channel=Channel.NATIONAL_TAX, actor=clerk, at=AT)
    assert found.entry.counts["taken"] == 3
    job = ReturnDelivery.objects.get().job
    assert job is not None
    assert list(job.chunks.order_by("number").values_list("size", flat=True)) == sizes
