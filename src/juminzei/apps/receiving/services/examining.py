"""Looking at what came before anybody takes it in: by content, never by name."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.base.folder_contents import FolderOnDisk
from juminzei.platform.documents import spool
from juminzei.platform.documents.file_kind import (
    InMemory,
    claimed_kind,
    declares_entities,
    file_kind,
    kind_label,
    no_text_from,
    size_of,
)
from juminzei.platform.documents.pdf_content import acting_name
from juminzei.platform.documents.scanning import ScanResult, has_scanner, scan_rules, scanned
from juminzei.platform.documents.uploads import OTHER, TEXT

if TYPE_CHECKING:
    from juminzei.apps.receiving.services.packed_lot import Content, Opened
    from juminzei.platform.documents.file_kind import Readable

PACKED = {"zip", "gzip", "7z"}
REFUSED = {"program", "ole", "sqlite", "gif", OTHER}
LARGEST_PDF = 64_000_000
FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is, what the scanner said, and why it must not be taken in, if so."""

    content: str
    scan: ScanResult
    reason: str = ""


def examined(opened: Opened, name: str) -> Verdict:
    """Return what a file or folder is, and whether it may be taken in.

    Nothing is shown. Of a packed lot what came out of it is looked at and scanned as well.

    Args:
        opened: The file or folder, and what came out of it.
        name: What the sender calls it.
    """
    came, inside = opened.came, opened.inside
    kind = file_kind(came) if isinstance(came, Path) else FOLDER
    packed = isinstance(came, Path) and inside is not came
    if packed and claimed_kind(name) not in {"", kind}:
        reason = problem_of(came, name)
    else:
        reason = opened.problem or problem_of(inside, name)
    scan = scanned_content(came)
    if packed and scan not in {ScanResult.INFECTED, ScanResult.FAILED}:
        scan = scanned_content(inside)
    return Verdict(kind, scan, scan_problem(scan) or reason)


def scanned_content(content: Content) -> ScanResult:
    """Return what the scanner says; only for its eyes a folder lies on the disk in plain."""
    if isinstance(content, Path):
        return scanned(content)
    if isinstance(content, FolderOnDisk):
        return scanned(content.place)
    if not has_scanner():
        return ScanResult.NOT_SCANNED
    with spool.unpacked(content) as plain:
        return scanned(plain)


def scan_problem(scan: ScanResult) -> str:
    """Return why what the scanner said keeps a file out; nothing if it does not."""
    if scan == ScanResult.INFECTED:
        return "ウイルス検査で感染が見つかりました。開かずに、システム管理者に連絡してください。"
    if scan == ScanResult.FAILED:
        return "ウイルス検査ができませんでした。検査の仕組みを確かめ、もう一度検査してください。"
    if scan == ScanResult.NOT_SCANNED and scan_rules().unscanned_held:
        return (
            "ウイルス検査をしていません。検査の仕組みを設定するか、二人で確認して解除してください。"
        )
    return ""


def problem_of(content: Content, name: str) -> str:
    """Return why the content keeps a file or folder out; nothing if it does not."""
    if isinstance(content, Path):
        return _problem_of_file(content, name)
    problems = (
        (inside, _problem_of_file(InMemory(content.content_of(inside)), inside))
        for inside in content.names()
    )
    return next((f"{inside}: {problem}" for inside, problem in problems if problem), "")


def _problem_of_file(path: Readable, name: str) -> str:
    if size_of(path) == 0:
        return "中身がありません。もう一度提出を受けてください。"
    kind, claimed = file_kind(path), claimed_kind(name)
    if claimed and claimed != kind:
        return _misnamed(path, claimed, kind)
    if kind in PACKED:
        return "圧縮されたファイルは展開しません。展開したものを提出してもらってください。"
    if kind in REFUSED:
        return f"受け取れる種類ではありません（{kind_label(kind)}）。提出者に確かめてください。"
    if kind == TEXT and declares_entities(path):
        return "XML に文書型・実体の宣言があります。宣言の無いファイルを提出してもらってください。"
    return _problem_of_pdf(path) if kind == "pdf" else ""


def _misnamed(path: Readable, claimed: str, kind: str) -> str:
    if (claimed, kind) != (TEXT, OTHER):
        return (
            f"名前は{kind_label(claimed)}ですが、中身は{kind_label(kind)}です。"
            "提出者に確かめてください。"
        )
    place = no_text_from(path) or 0
    with path.open("rb") as content:
        head = content.read(len(codecs.BOM_UTF16_LE))
        content.seek(place)
        byte = content.read(1)
    if head in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return "UTF-16 のファイルです。シフトJISか UTF-8 で保存し直してもらってください。"
    return (
        f"{place}バイト目（0x{byte.hex().upper()}）が、UTF-8とシフトJISのどちらの文字にもなりません。"
        "文字コードを確かめ、保存し直してもらってください。"
    )


def _problem_of_pdf(path: Readable) -> str:
    if size_of(path) > LARGEST_PDF:
        return "PDF が大きすぎて、中を調べられません。分けて提出してもらってください。"
    with path.open("rb") as content:
        acting = acting_name(content.read())
    if not acting:
        return ""
    return (
        f"PDF に、開くと動くものか、調べられないものがあります（{acting}）。"
        "作り直してもらってください。"
    )
