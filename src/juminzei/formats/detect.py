"""What kind of file is this? By its first cells, its columns and its content, not its name."""

from __future__ import annotations

from juminzei.formats import charset
from juminzei.formats.errors import FormatError
from juminzei.formats.layout import load
from juminzei.formats.lines import cells_of, first_line
from juminzei.formats.register_file import HEADER
from juminzei.formats.reports import LAYOUTS, PREFIX_END, check_content

OWN = ("resident_register", "register_changes", "nonregistered")


def detect(data: bytes) -> str:
    """Return the kind of the file ``data``.

    Returns:
        ``wage_report``, ``pension_report``, ``resident_register``, ``register_changes`` or
        ``nonregistered``.

    Raises:
        FormatError: It is none of these, or a report whose columns do not hold what they should.
    """
    text, _ = charset.decode(data)
    line = first_line(text)
    cells = cells_of(line)
    if cells[:1] == [HEADER] and cells[1:2] and cells[1] in OWN:
        return cells[1]
    for kind, names in LAYOUTS.items():
        form = load(kind, names[0]).form
        starts = (f"{form},", f'"{form}",')
        if line.startswith(starts) or any(PREFIX_END + start in line for start in starts):
            check_content(text, kind)
            return kind
    raise FormatError(
        problem="給与支払報告書・公的年金等支払報告書・住民記録・住登外者名簿のどれでもありません。",
        remedy="ファイルの中身を確かめてください。",
    )
