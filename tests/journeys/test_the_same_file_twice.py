"""A payer sends its file again, renamed, and then a longer one: nothing is taxed twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.assessment.models import TaxDocument
from juminzei.cli.main import BAD_INPUT, DONE, main
from support.known_people import known
from support.report_files import number, wage, wages

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


def summary(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    """Run a command and return what it printed."""
    assert main([*map(str, arguments), "--json"]) == DONE
    printed: dict[str, Any] = json.loads(capsys.readouterr().out)
    return printed


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "reports.csv"
    path.write_bytes(
        wages(
            wage(recipient_reference="1", individual_number=number(1)),
            wage(recipient_reference="2", name="加藤　花子", kana="カトウ　ハナコ"),
        )
    )
    return path


def test_a_renamed_copy_brings_duplicates_only(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.csv"
    copy.write_bytes(file.read_bytes())
    first = summary(capsys, "documents", "import", file, "--tax-year", 2026)
    again = summary(capsys, "documents", "import", copy, file, "--tax-year", 2026)
    assert first["wage_report"]["accepted"] == 2
    assert again["wage_report"] == {
        **dict.fromkeys(again["wage_report"], 0),
        "files": 2,
        "received": 4,
        "duplicates": 4,
    }
    assert TaxDocument.objects.count() == 2


def test_matched_documents_stay_matched_when_the_file_comes_again(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = known(1, individual_number=number(1))
    summary(capsys, "documents", "import", file)
    first = summary(capsys, "match", "--tax-year", 2026)
    summary(capsys, "documents", "import", file)
    again = summary(capsys, "match", "--tax-year", 2026)
    assert first == {"number": 1, "exact": 0, "scored": 0, "queue": 1}
    assert again == {"number": 0, "exact": 0, "scored": 0, "queue": 0}
    assert TaxDocument.objects.get(row_number=1).addressee_id == person


def test_a_refused_file_is_named_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "old.csv"
    old.write_bytes(wages(wage(income_year=2024)))
    assert main(["documents", "import", str(old), "--tax-year", "2026"]) == BAD_INPUT
    told = capsys.readouterr().err
    assert "old.csv" in told
    assert "令和7年度のファイルです" in told


def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["documents", "import", str(tmp_path / "none.csv")]) == BAD_INPUT
    assert "none.csv: ファイルがありません。" in capsys.readouterr().err
