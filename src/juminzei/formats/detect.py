"""What kind of file is this? By its first cells, its columns and its content, not its name."""

from __future__ import annotations

import codecs

from juminzei.formats import charset
from juminzei.formats.errors import FormatError
from juminzei.formats.layout import load
from juminzei.formats.lines import cells_of, first_line
from juminzei.formats.register_file import HEADER
from juminzei.formats.reports import LAYOUTS, PREFIX_END, check_content

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
OWN = (
    "resident_register",
    "register_changes",
    "nonregistered",
    "one_stop",
    "city_notice",
    "inhabitant_return",
)


def detect(data: bytes) -> str:
    """Return the kind of the file ``data``.

    Returns:
        ``wage_report``, ``pension_report``, or one of :data:`OWN`.

    Raises:
        FormatError: It is none of these, or a report whose columns do not hold what they should.
    """
    text, _ = charset.decode(data)
    kind = _kind_of(first_line(text))
    if kind in LAYOUTS:
        check_content(text, kind)
    if kind:
        return kind
    raise FormatError(
        problem="給与支払報告書・公的年金等支払報告書・住民記録・住登外者名簿のどれでもありません。",
        remedy="ファイルの中身を確かめてください。",
    )


def detect_head(head: bytes) -> str:
    """Return the kind of a file by how it begins, or nothing; its content is not checked.

    Args:
        head: The first bytes of a file, cut off anywhere.
    """
    if head.startswith(UTF_16):  # a line's end is two bytes, and may be cut in between
        return _kind_of(first_line(head.decode("utf-16", errors="ignore")))
    try:
        text, _ = charset.decode(head.lstrip(b"\r\n").partition(b"\n")[0])
    except FormatError:
        return ""
    return _kind_of(first_line(text))


def _kind_of(line: str) -> str:
    """Return the kind of a file by its first line, or nothing."""
    cells = cells_of(line)
    if cells[:1] == [HEADER] and cells[1:2] and cells[1] in OWN:
        return cells[1]
    for kind, names in LAYOUTS.items():
        form = load(kind, names[0]).form
        starts = (f"{form},", f'"{form}",')
        if line.startswith(starts) or any(PREFIX_END + start in line for start in starts):
            return kind
    return ""
