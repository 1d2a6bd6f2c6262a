"""``make demo``'s errand: a made-up city's files become its tax, and every count adds up."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = 400


def demo(
    data: Path, *switches: str, people: int = PEOPLE, **settings: str
) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUMINZEI_")}
    program = [sys.executable, "-m", "juminzei.cli", "demo"]
    size = ["--people", str(people), "--seed", "11", "--data", str(data)]
    return subprocess.run(
        [*program, *size, *switches],
        env={**kept, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data: Path = tmp_path_factory.mktemp("city") / "demo"
    outcome = demo(data)
    assert outcome.returncode == 0, outcome.stderr
    assert "make serve" in outcome.stdout
    return data


@pytest.fixture(scope="module")
def summary(city: Path) -> dict[str, Any]:
    figures: dict[str, Any] = json.loads((city / "summary.json").read_text())
    return figures


def asked(city: Path, question: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(f"file:{city / 'city.sqlite3'}?mode=ro", uri=True) as database:
        return database.execute(question).fetchall()


REPORTS = {"wage_report", "pension_report"}
HEADINGS = {"one_stop": 2, "city_notice": 2, "inhabitant_return": 2}
"""Lines before the first document of a file; the truth counts documents, the city lines."""


def truth(city: Path) -> list[dict[str, str]]:
    with (city / "files" / "truth.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _line(row: dict[str, str]) -> int:
    return int(row["row"]) + HEADINGS.get(row["kind"], 0)


def test_every_row_of_every_file_is_somewhere(city: Path, summary: dict[str, Any]) -> None:
    rows = truth(city)
    lost = Counter(row["kind"] for row in rows if row["state"] in {"broken", "duplicate"})
    broken = [row["kind"] for row in rows if row["state"] == "broken"]
    assert summary["quarantined"] == sum(kind in REPORTS for kind in broken) > 0
    written = Counter(row["kind"] for row in rows)
    returns = written.pop("national_return")
    taken = dict(summary["documents"])
    assert 0 < taken.pop("national_return") <= returns
    assert taken == {kind: n - lost[kind] for kind, n in written.items()}
    assert asked(city, "SELECT count(*) FROM national_returns_stagedreturn") == [(returns,)]


def test_summaries_and_departments_files_are_all_taken(city: Path, summary: dict[str, Any]) -> None:
    with (city / "files" / "city.json").open(encoding="utf-8") as file:
        written = json.load(file)["documents"]
    told = {kind: counted["rows"] for kind, counted in written.items()}
    departments = sum(rows for kind, rows in told.items() if kind.startswith("department_"))
    assert summary["summaries"] == told["employer_summary"] > 0
    assert summary["departments"] == departments > 0
    stored = asked(city, "SELECT count(*) FROM receiving_summarysheet")
    assert stored == [(told["employer_summary"],)]


def test_nobody_has_an_entered_return_twice(city: Path) -> None:
    sheets = asked(
        city,
        "SELECT reference, count(*) FROM assessment_taxdocument"
        " WHERE kind = 'inhabitant_return' GROUP BY reference",
    )
    assert sheets
    assert {count for _, count in sheets} == {1}


def test_every_document_that_counts_is_matched_or_in_the_queue(
    city: Path, summary: dict[str, Any]
) -> None:
    [(active,)] = asked(
        city,
        "SELECT count(*) FROM assessment_taxdocument WHERE state = 'active'",
    )
    assert sum(summary["matched"].values()) == active


def test_no_document_went_to_somebody_else(city: Path) -> None:
    owners = {
        (row["kind"], row["file"].rsplit("/")[-1], _line(row)): row["addressee_number"]
        for row in truth(city)
    }
    found = asked(
        city,
        "SELECT d.kind, f.name, d.row_number, d.addressee_id FROM assessment_taxdocument d"
        " JOIN documents_receivedfile f ON f.id = d.received_file_id"
        " WHERE d.match_state IN ('number', 'exact', 'scored')",
    )
    assert found
    of_returns = asked(
        city,
        "SELECT d.kind, v.delivery_id, s.seq, d.addressee_id FROM assessment_taxdocument d"
        " JOIN national_returns_stagedreturn s ON s.document_id = d.id"
        " JOIN national_returns_returndelivery v ON v.id = s.delivery_id"
        " WHERE d.match_state IN ('number', 'exact', 'scored')",
    )
    assert of_returns
    wrong = [row for row in found + of_returns if owners[row[:3]] != f"{row[3]:010d}"]
    assert wrong == []


def test_what_contradicts_waits_in_the_worklist(city: Path, summary: dict[str, Any]) -> None:
    assert asked(city, "SELECT count(*) FROM crosschecks_case") == [(summary["findings"],)]
    assert summary["findings"] > 0


def test_a_return_can_be_taken_at_the_desk_at_once(city: Path) -> None:
    assert asked(city, "SELECT name FROM return_desk_venue") == [("市役所",)]
    assert asked(city, "SELECT kinds FROM return_desk_permit") == [('["national_return"]',)]


def test_the_ledger_says_what_the_summary_says(city: Path, summary: dict[str, Any]) -> None:
    [(people, taxed, municipal, prefectural, forest)] = asked(
        city,
        "SELECT count(*), sum(total > 0),"
        " sum(municipal_income_levy + municipal_per_capita_levy),"
        " sum(prefectural_income_levy + prefectural_per_capita_levy),"
        " sum(forest_environment_tax) FROM assessment_assessmentversion",
    )
    assert (people, taxed) == (summary["assessed"], summary["taxed"])
    assert (municipal, prefectural) == (summary["municipal"], summary["prefectural"])
    assert forest == summary["forest"]


def test_everybody_on_the_list_is_assessed_once_and_nobody_else(city: Path) -> None:
    listed = asked(city, "SELECT addressee_id FROM assessment_taxableperson WHERE included")
    assessed = asked(city, "SELECT addressee_id FROM assessment_assessmentversion")
    assert sorted(listed) == sorted(assessed)


def test_the_instalments_of_each_person_are_their_tax(city: Path) -> None:
    differing = asked(
        city,
        "SELECT v.id FROM assessment_assessmentversion v LEFT JOIN assessment_instalment i"
        " ON i.version_id = v.id GROUP BY v.id HAVING v.total <> coalesce(sum(i.amount), 0)",
    )
    assert differing == []


def test_the_notices_ask_for_what_the_ledger_says(city: Path, summary: dict[str, Any]) -> None:
    printed = {}
    pages = 0
    for manifest in sorted((city / "notices").rglob("manifest.json")):
        listed = json.loads(manifest.read_text())
        printed[listed["kind"]] = sum(file["amount"] for file in listed["files"])
        for file in listed["files"]:
            document = pypdfium2.PdfDocument(manifest.parent / file["file"])
            assert len(document) == file["pages"] <= 1000
            pages += len(document)
            document.close()
    [(ordinary, special)] = asked(
        city,
        "SELECT sum(ordinary_amount + pension_amount), sum(special_amount)"
        " FROM assessment_assessmentversion",
    )
    assert printed == {"ordinary": ordinary, "special": special}
    assert pages == summary["notice_pages"]


def test_every_act_of_the_day_is_on_record(city: Path) -> None:
    with sqlite3.connect(f"file:{city / 'audit.sqlite3'}?mode=ro", uri=True) as database:
        actions = {row[0] for row in database.execute("SELECT action FROM audit_auditrecord")}
    assert actions >= {
        "addressees.register.applied",
        "addressees.nonregistered.registered",
        "assessment.taxable.frozen",
        "assessment.documents.imported",
        "assessment.documents.matched",
        "assessment.run.calculated",
        "assessment.run.reviewed",
        "assessment.run.fixed",
        "assessment.notice_file.printed",
    }


def test_every_file_is_its_owners_only(city: Path) -> None:
    made = [path for path in city.rglob("*") if path.is_file()]
    names = {path.name for path in made}
    assert names >= {"city.sqlite3", "vault.sqlite3", "audit.sqlite3", "manifest.json"}
    assert list(city.glob("keys/*"))
    assert list(city.glob("notices/**/*.pdf"))
    assert [path.name for path in made if path.stat().st_mode & 0o077] == []


def test_a_second_run_starts_afresh_and_comes_to_the_same_figures(
    city: Path, summary: dict[str, Any]
) -> None:
    outcome = demo(city, "--json")
    assert outcome.returncode == 0
    assert "make serve" in outcome.stderr
    again = json.loads(outcome.stdout)
    assert again == json.loads((city / "summary.json").read_text())
    assert {k: v for k, v in again.items() if k != "seconds"} == {
        k: v for k, v in summary.items() if k != "seconds"
    }


def test_a_folder_that_the_demo_did_not_make_is_left_alone(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("給与")
    outcome = demo(tmp_path)
    assert outcome.returncode == 2
    assert "DATA" in outcome.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["precious.txt"]


def test_the_demo_never_touches_a_database_of_the_city(tmp_path: Path) -> None:
    address = "postgresql://nobody@nowhere.invalid/city"
    outcome = demo(tmp_path / "demo", JUMINZEI_DATABASE_URL=address)
    assert outcome.returncode == 2
    assert "JUMINZEI_DATABASE_URL" in outcome.stderr
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("people", [1, 30])
def test_a_hamlet_has_its_tax_too(tmp_path: Path, people: int) -> None:
    outcome = demo(tmp_path / "demo", people=people)
    assert outcome.returncode == 0, outcome.stderr
    figures = json.loads((tmp_path / "demo" / "summary.json").read_text())
    assert figures["people"] == people
    assert set(figures) >= {"documents", "quarantined", "matched", "assessed", "notice_pages"}
