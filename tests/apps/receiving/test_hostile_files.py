"""What is sent to do harm waits in quarantine; the worker lives and takes the next file."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from juminzei.apps.receiving.models import FileState
from juminzei.apps.receiving.services.enter_file import enter_file
from juminzei.apps.receiving.services.take_file import take_file
from juminzei.platform.documents.uploads import LONGEST_NAME
from support.hostile_files import (
    EMPTY_PDF,
    EXTERNAL_ENTITY,
    PNG,
    acting_pdf,
    entity_bomb,
    hidden_acting_pdf,
    zip_bomb,
)
from support.lines_receiver import lines
from support.page_rows import AT
from support.receiving_rows import delivery, kept_names, taken

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = [
    pytest.mark.django_db(databases=["default", "audit"]),
    pytest.mark.usefixtures("receivers"),
]
HOSTILE = {
    "zip bomb": (zip_bomb(), "展開しません"),
    "entity bomb": (entity_bomb(), "宣言"),
    "external entity": (EXTERNAL_ENTITY, "宣言"),
    "program": (b"MZ" + b"\x00" * 60, "プログラム"),
    "text in EBCDIC": ("総括表".encode("cp037", "replace") + bytes(range(128, 256)), "不明"),
    "UTF-16": ("LINES\n1\n".encode("utf-16"), "不明"),
    "zeros in a text": (lines("1\x00"), "不明"),
    "nothing": (b"", "中身がありません"),
}


def peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_held_and_the_next_file_is_taken(
    name: str, clerk: StaffMember, tmp_path: Path
) -> None:
    """T-I05: bombs and external entities: refused within limits, worker alive."""
    content, reason = HOSTILE[name]
    before = peak_mb()
    file = taken(clerk, content, tmp_path, name="report")
    assert file.state == FileState.QUARANTINED
    assert reason in file.reason
    assert peak_mb() - before < 60, "nothing was unpacked"
    assert taken(clerk, lines("1"), tmp_path).state == FileState.TAKEN


def test_two_gigabytes_are_refused_without_being_read(clerk: StaffMember, tmp_path: Path) -> None:
    """T-I05: a file of 2 GB is entered as refused; memory and disk stay as they were."""
    path = tmp_path / "large.csv"
    with path.open("wb") as large:
        large.truncate(2_000_000_000)
    before = peak_mb()
    file = enter_file(delivery(clerk), path, name=path.name, actor=clerk, at=AT)
    assert (file.state, file.size_bytes) == (FileState.QUARANTINED, 2_000_000_000)
    assert "2,000 MB、上限 512 MB" in file.reason
    assert kept_names() == []
    assert peak_mb() - before < 60
    again = enter_file(file.delivery, path, name=path.name, actor=clerk, at=AT)
    assert again == file


def test_large_files_are_sealed_and_opened_in_pieces(
    clerk: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-I05: what is within the limit streams; 64 MB need no 64 MB of memory."""
    monkeypatch.setattr(settings.CONFIGURATION, "receiving_largest_mb", 70)
    path = tmp_path / "large"
    with path.open("wb") as large:
        for _ in range(64):
            large.write(b"x" * 999_999 + b"\n")
    before = peak_mb()
    file = enter_file(delivery(clerk), path, name="large", actor=clerk, at=AT)
    assert file.state == FileState.RECEIVED
    assert peak_mb() - before < 40
    monkeypatch.setattr(settings.CONFIGURATION, "receiving_largest_mb", 63)
    other = enter_file(delivery(clerk), path, name="large", actor=clerk, at=AT)
    assert other.state == FileState.QUARANTINED


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x.csv", "x.csv"),
        ("con", "_con"),
        ("LPT1.csv", "_LPT1.csv"),
        ("給報\u202egpj.csv", "給報gpj.csv"),
        ("a\x00b.csv", "ab.csv"),
        ("", "file"),
        ("...", "file"),
        ("あ" * 300 + ".csv", "あ" * (LONGEST_NAME - 4) + ".csv"),
    ],
)
def test_a_name_leads_nowhere_and_hides_nothing(
    sent: str, kept: str, clerk: StaffMember, tmp_path: Path
) -> None:
    """T-I10: ``../../x``, ``con``, 300 characters, right-to-left: a safe name is kept."""
    file = taken(clerk, lines("1"), tmp_path, name=sent)
    assert (file.name, file.state) == (kept, FileState.TAKEN)
    assert kept_names() == []


def test_a_folder_with_a_link_or_a_misleading_name_is_not_kept(
    clerk: StaffMember, tmp_path: Path
) -> None:
    """T-I10: names inside a folder lead nowhere either."""
    for number, make in enumerate(("link", "a\u202eb.csv", "con")):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "index.txt").write_text("1")
        if make == "link":
            (folder / "etc").symlink_to("/etc")
        else:
            (folder / make).write_text("x")
        file = enter_file(delivery(clerk), folder, name=folder.name, actor=clerk, at=AT)
        assert file.state == FileState.QUARANTINED, make
        assert not file.reason.startswith("/")
    link = tmp_path / "link"
    link.symlink_to("/etc/passwd")
    assert enter_file(delivery(clerk), link, name="x", actor=clerk, at=AT).state == "quarantined"
    assert kept_names() == []


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("scan.pdf", PNG, "名前はPDFですが、中身はPNG"),
        ("scan.png", EMPTY_PDF, "名前はPNGですが、中身はPDF"),
        ("report.csv", PNG, "名前はテキストですが、中身はPNG"),
        ("scan.pdf", lines("1"), "名前はPDFですが、中身はテキスト"),
        ("form.pdf", acting_pdf(b"/JavaScript 3 0 R"), "JavaScript"),
        ("form.pdf", acting_pdf(b"/J#61vaScript 3 0 R"), "JavaScript"),
        ("form.pdf", acting_pdf(b"/OpenAction 3 0 R"), "OpenAction"),
        ("form.pdf", acting_pdf(b"/EmbeddedFile 3 0 R"), "EmbeddedFile"),
        ("form.pdf", acting_pdf(b"/Encrypt 3 0 R"), "Encrypt"),
        ("form.pdf", hidden_acting_pdf(), "JavaScript"),
    ],
)
def test_what_is_not_what_it_says_waits_until_it_is_clean(
    name: str, content: bytes, reason: str, clerk: StaffMember, tmp_path: Path
) -> None:
    """T-I11: an image called PDF, a PDF with JavaScript: told by content, in quarantine."""
    file = taken(clerk, content, tmp_path, name=name)
    assert file.state == FileState.QUARANTINED
    assert reason in file.reason


def test_a_plain_pdf_is_told_from_those(clerk: StaffMember, tmp_path: Path) -> None:
    """T-I11: what only shows is held for want of a receiver, not for what it is."""
    file = taken(clerk, EMPTY_PDF, tmp_path, name="plain.pdf")
    assert (file.content, "どの資料か" in file.reason) == ("pdf", True)


def test_one_bad_file_holds_its_folder(clerk: StaffMember, tmp_path: Path) -> None:
    """T-I11: a folder is as clean as the worst in it, which is named."""
    folder = tmp_path / "delivery"
    folder.mkdir()
    (folder / "index.txt").write_text("1")
    (folder / "page.pdf").write_bytes(acting_pdf(b"/JS 3 0 R"))
    file = enter_file(delivery(clerk), folder, name="delivery", actor=clerk, at=AT)
    file = take_file(file.pk, actor=clerk, at=AT)
    assert file.state == FileState.QUARANTINED
    assert file.reason.startswith("page.pdf: ")
