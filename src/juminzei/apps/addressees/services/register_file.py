"""What every file of the register goes through: its turn, and the report of what it did."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings

from juminzei.apps.addressees.models import RegisterFile
from juminzei.platform.audit import services as audit
from juminzei.platform.documents import services as documents
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from juminzei.formats.errors import BrokenRow
    from juminzei.formats.register_changes import RegisterChanges
    from juminzei.formats.resident_register import RegisterExtract
    from juminzei.platform.documents.models import ReceivedFile
    from juminzei.platform.staff.models import StaffMember

F = TypeVar("F", "RegisterExtract", "RegisterChanges")


class RegisterOrderError(Exception):
    """It is not this file's turn; nothing of it was applied."""


class WrongMunicipalityError(Exception):
    """The file is another city's register; nothing of it was applied."""


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """What one file of the register did; kept with the file, without names or numbers.

    The frozen lists of taxable persons are never among the effects: a list that is
    fixed stays as it is (地方税法318条), and one not yet fixed is made from the register
    when it is fixed.
    """

    sequence: int
    processed_on: str
    rows: int
    """Records and broken rows together."""
    applied: int
    new_persons: int = 0
    residents: int = 0
    """Of the new persons, those who live here."""
    by_reason: dict[str, int] = field(default_factory=dict)
    """異動事由 → how many were applied."""
    protections: dict[str, int] = field(default_factory=dict)
    contradictions: list[dict[str, Any]] = field(default_factory=list)
    """Changes that contradict what is known; none of them was applied."""
    broken: list[str] = field(default_factory=list)
    """What is wrong with rows that could not be read."""
    taxable_list_effects: int = 0
    already_applied: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the report by name."""
        return asdict(self)


def count_reasons(reasons: Iterable[str]) -> dict[str, int]:
    """Return how often each reason comes, the most frequent first."""
    return dict(Counter(reasons).most_common())


def broken_texts(broken: Iterable[BrokenRow]) -> list[str]:
    """Return what is wrong with broken rows, one text a finding."""
    return [str(finding) for row in broken for finding in row.findings]


def take_in(
    *,
    content: bytes,
    kind: str,
    name: str,
    read: Callable[[bytes], F],
    apply: Callable[[F], RegisterReport],
    actor: StaffMember,
    at: datetime,
) -> RegisterReport:
    """Take one file of the register through its turn; call it inside a transaction.

    Args:
        content: The file.
        kind: Of which kind it is received.
        name: What it is called.
        read: Reads the file of this kind.
        apply: Writes what the file says and tells what it did.
        actor: Who is answerable.
        at: When.

    Raises:
        juminzei.formats.errors.FormatError: The file as a whole cannot be read.
        RegisterOrderError: It is not this file's turn.
        WrongMunicipalityError: It is another city's.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "register.import", on=at.date())
    received = documents.receive(content=content, kind=kind, name=name, actor=actor, at=at)
    earlier = _earlier_report(received)
    if earlier is not None:
        return earlier
    file = read(content)
    _require_turn(file)
    report = apply(file)
    finish(received.file, report, file, actor=actor, at=at)
    return report


def _earlier_report(received: documents.Received) -> RegisterReport | None:
    """Return what the same file did when it was applied before; None for a new file."""
    applied = RegisterFile.objects.filter(received_file=received.file).first()
    if applied is None:
        return None
    return RegisterReport(**{**applied.report, "already_applied": True})


def _require_turn(file: RegisterExtract | RegisterChanges) -> None:
    """Refuse a file of another city, or one that is not the next in order.

    Raises:
        WrongMunicipalityError: The file names another city.
        RegisterOrderError: A file before it is missing, or another one had its turn.
    """
    own = str(settings.CONFIGURATION.municipality)
    if file.municipality != own:
        raise WrongMunicipalityError(
            f"市町村コード {file.municipality} のファイルです（本市は {own}）。"
            "送付元を確かめ、本市のファイルを取り込んでください。"
        )
    last = RegisterFile.objects.order_by("-sequence").first()
    due = 0 if last is None else last.sequence + 1
    if file.sequence > due:
        missing = "、".join(str(number) for number in range(due, min(file.sequence, due + 10)))
        raise RegisterOrderError(
            f"連番 {file.sequence} のファイルの前に、連番 {missing} が取り込まれていません。"
            f"連番 {due} から順に取り込んでください（0 は住民記録の全件ファイルです）。"
        )
    if file.sequence < due:
        raise RegisterOrderError(
            f"連番 {file.sequence} は、別の内容のファイルで取込済みです。"
            f"次は連番 {due} です。住民記録担当に、送り直しの理由を確かめてください。"
        )
    if last is not None and file.processed_on < last.processed_on:
        raise RegisterOrderError(
            f"処理日 {file.processed_on:%Y-%m-%d} が、前のファイル（連番 {last.sequence}）の"
            f"処理日 {last.processed_on:%Y-%m-%d} より前です。住民記録担当に確かめてください。"
        )


def finish(
    received: ReceivedFile,
    report: RegisterReport,
    file: RegisterExtract | RegisterChanges,
    *,
    actor: StaffMember,
    at: datetime,
) -> None:
    """Enter the file as applied, with its report, and record the act."""
    RegisterFile.objects.create(
        received_file=received,
        sequence=report.sequence,
        processed_on=file.processed_on,
        applied_at=at,
        report=report.as_json(),
    )
    counts = {"rows": report.rows, "applied": report.applied, "new_persons": report.new_persons}
    documents.complete(received, counts=counts, layout=file.layout)
    audit.record(
        action="addressees.register.applied",
        actor=actor,
        at=at,
        subject_kind="register_file",
        subject_id=str(report.sequence),
        details={
            **counts,
            "contradictions": len(report.contradictions),
            "broken": len(report.broken),
            "digest": received.digest,
        },
    )
