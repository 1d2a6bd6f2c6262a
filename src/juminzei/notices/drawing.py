"""Has Typst draw a file of notices, from a folder of its own, to the last byte the same.

The folder holds the template texts, their data and the QR symbols; nothing is fetched and
only the shipped fonts are seen, so every machine draws the same pages. What every page
of a file shares is drawn once, as ``backdrop.pdf``, and referred to: a third of the time.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import tempfile
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from juminzei.notices.codes.code_sheet import CodeSheet
from juminzei.notices.glyphs import FONT_FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.notices.computation_page import Values

TEMPLATES = Path(__file__).parent
SHARED = ("stationery.typ", "computation.typ")


class DrawingError(Exception):
    """A file came out with other pages than its notices have; it is not kept."""


@dataclass
class Sheet:
    """What one file is drawn from: the form's folder, data, symbols, number of pages.

    ``words`` are the texts that are the same on every page of the file.
    """

    form: str
    words: Values = field(default_factory=dict)
    data: Values = field(default_factory=dict)
    codes: CodeSheet = field(default_factory=CodeSheet)
    pages: int = 0

    def sources(self) -> dict[str, bytes]:
        """Return every file that the drawing depends on, by the name the template uses."""
        return {
            **{name: (TEMPLATES / name).read_bytes() for name in SHARED},
            "backdrop.typ": (TEMPLATES / self.form / "backdrop.typ").read_bytes(),
            "template.typ": (TEMPLATES / self.form / "template.typ").read_bytes(),
            "words.json": _json(self.words),
            "data.json": _json(self.data),
            "codes.bin": self.codes.content(),
        }


def source_digest(sources: dict[str, bytes]) -> str:
    """Return the SHA-256 of everything a file is drawn from: same digest, same bytes."""
    digest = hashlib.sha256(version("typst").encode() + font_digest().encode())
    for name, content in sorted(sources.items()):
        digest.update(f"{name}:{len(content)}:".encode() + content)
    return digest.hexdigest()


@functools.cache
def font_digest() -> str:
    """Return the SHA-256 of the shipped fonts."""
    digest = hashlib.sha256()
    for path in sorted(FONT_FOLDER.glob("*.ttf")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def draw(sources: dict[str, bytes], pages: int) -> bytes:
    """Return the PDF of ``sources``.

    Args:
        sources: From :meth:`Sheet.sources`.
        pages: How many pages it must have.

    Raises:
        DrawingError: It has more or fewer, so something ran over its page.
    """
    with tempfile.TemporaryDirectory(prefix="juminzei-notices-") as folder:
        root = Path(folder)
        for name, content in sources.items():
            (root / name).write_bytes(content)
        (root / "backdrop.pdf").write_bytes(_compiled(root / "backdrop.typ"))
        drawn = _compiled(root / "template.typ")
    if page_count(drawn) != pages:
        raise DrawingError(
            f"印刷したページ数が予定（{pages}ページ）と違います。"
            "様式から文字があふれています。様式の変更を見直してください。"
        )
    return drawn


def compiled(form: str, files: Mapping[str, bytes]) -> bytes:
    """Return the PDF of a form that takes as many pages as it needs.

    Args:
        form: The folder of its ``template.typ``.
        files: What the template reads, by name.
    """
    with tempfile.TemporaryDirectory(prefix="juminzei-form-") as folder:
        root = Path(folder)
        for name, content in files.items():
            (root / name).write_bytes(content)
        for name, source in ((SHARED[0], SHARED[0]), ("template.typ", f"{form}/template.typ")):
            (root / name).write_bytes((TEMPLATES / source).read_bytes())
        return _compiled(root / "template.typ")


def page_count(pdf: bytes) -> int:
    """Return the number of pages that the page tree of one of our files names."""
    found = re.search(rb"/Type\s*/Pages\s*/Count (\d+)", pdf)
    return int(found[1]) if found else 0


def _compiled(main: Path) -> bytes:
    drawn = typst.compile(main, root=main.parent, font_paths=_fonts(), pdf_tags=False)
    if not isinstance(drawn, bytes):  # several pages as several files: never for PDF
        raise DrawingError("様式がPDFになりません。Typstの版を確認してください。")
    return drawn


def _json(values: Values) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_FOLDER]
    )
