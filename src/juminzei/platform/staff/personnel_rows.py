"""The personnel section's file of changes: read whole, every error told at once.

A layout of our own, CSV in UTF-8 or Windows-31J, with the columns of :data:`HEADER`: 区分 is
採用, 異動 or 退職, days are ``2026-04-01``, and roles are the program's names with a space
between. The last line is ``合計,採用の数,異動の数,退職の数``.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

from juminzei.platform.staff.models import Employment
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.safeguards import BUILT_IN

HEADER = ("区分", "職員番号", "氏名", "所属", "任用", "発効日", "有効終了日", "役割")
JOIN, MOVE, LEAVE = "採用", "異動", "退職"
KINDS = (JOIN, MOVE, LEAVE)
TOTAL = "合計"
EMPLOYMENTS = {str(one.label): one.value for one in Employment}
ENCODINGS = ("utf-8-sig", "cp932")
LARGEST = 1_000_000
SHOWN = 20


@dataclass(frozen=True, slots=True)
class PersonnelChange:
    """One person's change.

    ``effective_on`` is the first day of service or of the new post; somebody who leaves is
    out of service from that day on.
    """

    line: int
    kind: str
    staff_number: str
    name: str
    department: str
    employment: str
    effective_on: date
    valid_until: date | None
    roles: tuple[str, ...]


def read_changes(content: bytes) -> list[PersonnelChange]:
    """Return the changes of a file in its order.

    Raises:
        StaffRefusedError: The file is not of this form, or its totals are not its lines'.
    """
    rows = list(csv.reader(io.StringIO(_text(content), newline="")))
    if not rows or tuple(rows[0]) != HEADER:
        raise StaffRefusedError(f"1行目が見出し（{','.join(HEADER)}）ではありません。")
    if len(rows) == 1 or rows[-1][:1] != [TOTAL]:
        raise StaffRefusedError(f"最後の行が合計（{TOTAL},採用,異動,退職の数）ではありません。")
    problems: list[str] = []
    changes = []
    for line, row in enumerate(rows[1:-1], start=2):
        try:
            changes.append(_change(line, row))
        except ValueError as problem:
            problems.append(f"{line}行目: {problem}")
    if problems:
        more = f"（ほか {len(problems) - SHOWN} 件）" if len(problems) > SHOWN else ""
        raise StaffRefusedError("\n".join(problems[:SHOWN]) + more)
    counted = [str(sum(change.kind == kind for change in changes)) for kind in KINDS]
    if [cell.strip() for cell in rows[-1][1:4]] != counted:
        raise StaffRefusedError(
            f"合計が合いません。行の数は採用 {counted[0]}、異動 {counted[1]}、"
            f"退職 {counted[2]} です。"
            "ファイルを作り直してもらってください。"
        )
    return changes


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise StaffRefusedError("ファイルが大きすぎます（1MB まで）。")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise StaffRefusedError("文字コードが UTF-8 でも Windows-31J でもありません。")


def _change(line: int, row: list[str]) -> PersonnelChange:
    if len(row) != len(HEADER):
        raise ValueError(f"列が {len(row)} あります。{len(HEADER)} 列にしてください。")
    kind, number, name, department, employment, effective, until, roles = (
        cell.strip() for cell in row
    )
    if kind not in KINDS:
        raise ValueError(f"区分は {'・'.join(KINDS)} のどれかにしてください。")
    if kind == JOIN and employment not in EMPLOYMENTS:
        raise ValueError(f"任用は {'・'.join(EMPLOYMENTS)} のどれかにしてください。")
    unknown = [role for role in roles.split() if role not in set(Role) - BUILT_IN]
    if unknown:
        raise ValueError(f"役割 {' '.join(unknown)} はありません。")
    return PersonnelChange(
        line=line,
        kind=kind,
        staff_number=number,
        name=name,
        department=department,
        employment=EMPLOYMENTS.get(employment, Employment.PERMANENT),
        effective_on=_day(effective, "発効日"),
        valid_until=_day(until, "有効終了日") if until else None,
        roles=tuple(roles.split()),
    )


def _day(text: str, column: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{column}は 2026-04-01 の形にしてください。") from None
