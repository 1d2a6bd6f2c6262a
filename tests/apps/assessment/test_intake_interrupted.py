"""An interruption between the vault and the documents leaves nothing that harms."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.individual_number import seal_numbers
from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.assessment.services import intake
from juminzei.platform.audit import services as audit_services
from juminzei.platform.documents.channel import Channel
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.vault.models import SealedNumber
from support.moments import START
from support.report_files import number, wage, wages
from support.staff_members import clerk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from juminzei.base.numbers.individual_number import IndividualNumber

DATABASES = ["default", "vault", "audit"]


class PowerCut(BaseException):
    """Ends an import like a power cut: no handler of ours sees it."""


class BadDiskError(Exception):
    """Ends an import with an error."""


def two_rows() -> bytes:
    return wages(
        wage(recipient_reference="1", individual_number=number(1)),
        wage(recipient_reference="2", individual_number=number(2)),
    )


def sealed_under() -> list[int]:
    return sorted(SealedNumber.objects.values_list("subject_id", flat=True))


def fails_with(error: BaseException) -> object:
    def write(*_: object, **__: object) -> None:
        raise error

    return write


@pytest.mark.django_db(databases=DATABASES)
def test_an_error_after_sealing_takes_the_numbers_out_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(intake, "write_documents", fails_with(BadDiskError()))
    with pytest.raises(BadDiskError):
        intake.import_documents(
            data=two_rows(),
            name="a.csv",
            tax_year=2026,
            channel=Channel.ELTAX,
            actor=clerk(),
            at=START,
        )
    assert sealed_under() == []
    assert not ReceivedFile.objects.get().complete


@pytest.mark.django_db(databases=DATABASES)
def test_taking_the_file_in_again_clears_up_and_starts_afresh(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    actor = clerk()
    with monkeypatch.context() as broken:
        broken.setattr(intake, "write_documents", fails_with(PowerCut()))
        with pytest.raises(PowerCut):
            intake.import_documents(
                data=two_rows(),
                name="a.csv",
                tax_year=2026,
                channel=Channel.ELTAX,
                actor=actor,
                at=START,
            )
    left_behind = sealed_under()
    assert len(left_behind) == 2
    assert TaxDocument.objects.count() == 0

    report = intake.import_documents(
        data=two_rows(), name="a.csv", tax_year=2026, channel=Channel.ELTAX, actor=actor, at=START
    )
    assert report.accepted == 2
    assert sealed_under() == sorted(TaxDocument.objects.values_list("pk", flat=True))
    assert not set(left_behind) & set(sealed_under())


@pytest.mark.django_db(databases=DATABASES)
def test_an_import_that_was_overtaken_by_another_writes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Between sealing and writing, a second process begins the same file and finishes it."""
    actor = clerk()

    def overtaken(numbers: Mapping[str, Sequence[tuple[int, IndividualNumber]]]) -> None:
        monkeypatch.setattr(intake, "seal_numbers", seal_numbers)
        seal_numbers(numbers)
        intake.import_documents(
            data=two_rows(),
            name="b.csv",
            tax_year=2026,
            channel=Channel.ELTAX,
            actor=actor,
            at=START,
        )

    monkeypatch.setattr(intake, "seal_numbers", overtaken)
    with pytest.raises(intake.OvertakenError):
        intake.import_documents(
            data=two_rows(),
            name="a.csv",
            tax_year=2026,
            channel=Channel.ELTAX,
            actor=actor,
            at=START,
        )
    assert TaxDocument.objects.count() == 2
    assert sealed_under() == sorted(TaxDocument.objects.values_list("pk", flat=True))


@pytest.mark.django_db(databases=DATABASES, transaction=True)
def test_an_error_just_after_the_commit_leaves_the_documents_their_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    actor = clerk()
    monkeypatch.setattr(audit_services, "drain", fails_with(BadDiskError()))
    with pytest.raises(BadDiskError):
        intake.import_documents(
            data=two_rows(),
            name="a.csv",
            tax_year=2026,
            channel=Channel.ELTAX,
            actor=actor,
            at=START,
        )
    assert TaxDocument.objects.count() == 2
    assert sealed_under() == sorted(TaxDocument.objects.values_list("pk", flat=True))


KILLED_BETWEEN = """
import os, signal
from juminzei.cli.command import with_django
with_django()
from juminzei.apps.assessment.services import intake
intake.write_documents = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
from juminzei.cli.main import main
main(["documents", "import", os.environ["REPORT_FILE"]])
"""


def test_kill_minus_nine_between_vault_and_documents_is_repaired_by_the_same_command(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(two_rows())
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "JUMINZEI_DATA": str(tmp_path / "data"),
        "REPORT_FILE": str(file),
    }
    command = [sys.executable, "-m", "juminzei.cli"]
    run(*command, "migrate", environment=environment)
    killed = run(sys.executable, "-c", KILLED_BETWEEN, environment=environment)
    assert killed.returncode == -signal.SIGKILL
    assert stored(tmp_path, "vault", "SELECT count(*) FROM vault_sealednumber") == [(2,)]
    assert stored(tmp_path, "city", "SELECT count(*) FROM assessment_taxdocument") == [(0,)]

    again = run(*command, "documents", "import", str(file), "--json", environment=environment)
    assert again.returncode == 0, again.stderr
    documents = stored(tmp_path, "city", "SELECT id FROM assessment_taxdocument ORDER BY id")
    numbers = "SELECT subject_id FROM vault_sealednumber ORDER BY subject_id"
    assert len(documents) == 2
    assert stored(tmp_path, "vault", numbers) == documents


def run(*command: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, in its own databases."""
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def stored(folder: Path, database: str, question: str) -> list[tuple[int, ...]]:
    """Ask an SQLite file of the installation in ``folder``."""
    with sqlite3.connect(folder / "data" / f"{database}.sqlite3") as connection:
        answer: list[tuple[int, ...]] = connection.execute(question).fetchall()
    connection.close()
    return answer
