"""Every command from outside: its help, its one JSON line, its refusals, its exit status."""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.assessment.models import AssessmentRun, TaxableList, TaxDocument
from juminzei.cli.main import main
from juminzei.cli.registry import COMMANDS
from juminzei.formats import nonregistered
from juminzei.platform.audit.outbox.models import OutgoingRecord
from support import records
from support.register_rows import changes_file, extract_file, number, resident
from support.report_files import wage, wages
from support.staff_members import clerk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

database = pytest.mark.django_db(databases=["default", "vault", "audit"])
DONE, BAD_INPUT = 0, 2
YEAR = ("--tax-year", "2026")
JAPANESE = re.compile("[ぁ-んァ-ン一-龥]{2}")
TOTAL = 186_300 + 124_200 + 5_000
"""5,000,000 → 3,560,000 − 430,000 = 3,130,000: 187,800 − 1,500, 125,200 − 1,000, 5,000."""

Capture = pytest.CaptureFixture[str]


def status_of(*arguments: object) -> int:
    """Run ``juminzei``, whether it returns its status or exits with it."""
    try:
        return main([str(argument) for argument in arguments])
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else -1


def line(capsys: Capture, *arguments: object) -> dict[str, Any]:
    """Run a command that must succeed and print exactly one line, a JSON object."""
    capsys.readouterr()
    assert status_of(*arguments, "--json") == DONE
    (only,) = capsys.readouterr().out.splitlines()
    found = json.loads(only)
    assert isinstance(found, dict)
    return found


def refusal(capsys: Capture, *arguments: object) -> str:
    """Run a command that must be refused: status 2, nothing printed, told by its name."""
    capsys.readouterr()
    assert status_of(*arguments) == BAD_INPUT
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"juminzei {arguments[0]}: ")
    assert JAPANESE.search(told.err)
    return told.err


@pytest.fixture
def register(tmp_path: Path) -> Path:
    file = tmp_path / "register.csv"
    home = "埼玉県加須市三俣２－１－１"
    one = resident(1, name="加藤　一郎", kana="カトウ　イチロウ", address=home)
    file.write_bytes(extract_file(one, resident(2)))
    return file


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    file = tmp_path / "reports.csv"
    file.write_bytes(wages(wage()))
    return file


@pytest.fixture
def acting(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let commands act as the member with this staff number."""

    def act_as(staff_number: str) -> None:
        configuration = settings.CONFIGURATION.model_copy(update={"staff": staff_number})
        monkeypatch.setattr(settings, "CONFIGURATION", configuration)

    return act_as


# ---- help ----


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_the_overview_names_every_command_once(arguments: tuple[str, ...], capsys: Capture) -> None:
    assert status_of(*arguments) == DONE
    named = [row.split()[0] for row in capsys.readouterr().out.splitlines() if row[:2] == "  "]
    assert sorted(named) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_ends_well_and_shows_a_call_of_this_command(name: str, capsys: Capture) -> None:
    assert status_of(name, "--help") == DONE
    told = capsys.readouterr()
    words = " ".join(told.out.split())
    assert f"juminzei {name}" in words.partition("example:")[2]
    assert "--json" in words
    assert told.err == ""


@pytest.mark.parametrize(
    "name",
    sorted(
        set(COMMANDS) - {"serve", "calculate", "income-tax", "instalments", "retirement-income"}
    ),
)
def test_the_call_in_the_help_is_one_that_the_command_understands(
    name: str, capsys: Capture
) -> None:
    assert status_of(name, "--help") == DONE
    example = " ".join(capsys.readouterr().out.split()).partition("example: ")[2]
    program, called, *arguments = shlex.split(example)
    assert (program, called) == ("juminzei", name)

    # Of all these arguments only the one that nobody declared is refused.
    assert status_of(name, *arguments, "--there-is-no-such-option") == BAD_INPUT
    unknown = capsys.readouterr().err.splitlines()[-1]
    assert "--there-is-no-such-option" in unknown
    assert not [word for word in arguments if word in unknown.split()]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("atlantis",), id="no such command"),
        pytest.param(("assess",), id="no year"),
        pytest.param(("assess", "--tax-year", "令和8"), id="a year that is no number"),
        pytest.param(("match",), id="no year to match"),
        pytest.param(("check",), id="no year to check"),
        pytest.param(("taxable",), id="no act"),
        pytest.param(("taxable", "freeze"), id="no year to freeze"),
        pytest.param(("register", "import"), id="no register"),
        pytest.param(("register", "import", "a.csv", "b.csv"), id="two registers"),
        pytest.param(("register", "changes"), id="no changes"),
        pytest.param(("documents", "import"), id="no reports"),
        pytest.param(("notices", *YEAR), id="no form"),
        pytest.param(("notices", *YEAR, "--kind", "both"), id="no such form"),
        pytest.param(("show", *YEAR), id="nobody"),
        pytest.param(("show", "0000000014"), id="no year to show"),
        pytest.param(("synthetic", "--people", "5"), id="no folder"),
    ],
)
def test_a_call_that_lacks_or_mistakes_something_ends_with_2_and_prints_no_answer(
    arguments: tuple[str, ...], capsys: Capture
) -> None:
    assert status_of(*arguments) == BAD_INPUT
    told = capsys.readouterr()
    assert told.out == ""
    assert arguments[0] in told.err


# ---- one JSON line each, on the way from the register to the notices ----


@database
def test_each_command_on_the_way_to_the_notices_answers_with_one_json_line(
    register: Path, reports: Path, tmp_path: Path, capsys: Capture
) -> None:
    imported = line(capsys, "register", "import", register)
    assert (imported["people"], imported["rows"], imported["applied"]) == (2, 2, 2)

    day = tmp_path / "changes.csv"
    day.write_bytes(changes_file(1))
    changed = line(capsys, "register", "changes", day)
    assert (changed["files"], changed["last_sequence"], changed["rows"]) == (1, 1, 0)
    assert (changed["already_applied"], changed["contradictions"]) == ([], 0)

    owners = tmp_path / "owners.csv"
    owners.write_bytes(nonregistered.write([records.owner()]))
    assert line(capsys, "register", "nonregistered", owners)["numbered"] == 1

    frozen = line(capsys, "taxable", "freeze", *YEAR)
    assert (frozen["included"], frozen["excluded"]) == (3, 0)
    assert frozen["by_reason"] == {"resident": 2, "property_only": 1}

    taken = line(capsys, "documents", "import", reports, *YEAR)
    assert list(taken) == ["wage_report"]
    assert (taken["wage_report"]["received"], taken["wage_report"]["accepted"]) == (1, 1)
    assert line(capsys, "match", *YEAR) == {"number": 0, "exact": 1, "scored": 0, "queue": 0}

    checked = line(capsys, "check", *YEAR)
    assert (checked["found"], checked["gone"]) == (checked["new"], 0)

    trial = line(capsys, "assess", *YEAR, "--dry-run")
    assert not AssessmentRun.objects.exists()
    assessed = line(capsys, "assess", *YEAR, "--review")
    assert (assessed["state"], assessed["people"], assessed["total"]) == (
        "reviewed",
        3,
        TOTAL + 4_000,  # a house alone: 3,000 + 1,000
    )
    assert (trial["state"], trial["result_digest"]) == ("trial", assessed["result_digest"])

    sums = {
        kind: line(capsys, "notices", *YEAR, "--kind", kind, "--out", tmp_path / kind)
        for kind in ("ordinary", "special")
    }
    assert [(told["notices"], told["amount"]) for told in sums.values()] == [
        (1, 4_000),
        (1, TOTAL),
    ]
    assert [(told["refused"], told["by_hand"]) for told in sums.values()] == [(0, 0), (0, 0)]

    shown = line(capsys, "show", f"{number(1):010d}", *YEAR)
    assert shown["figures"]["total"] == TOTAL
    assert len(shown["documents"]) == 1
    assert sum(due["amount"] for due in shown["instalments"]) == TOTAL


@database
def test_the_way_done_twice_counts_nothing_twice(
    register: Path, reports: Path, capsys: Capture
) -> None:
    for _ in range(2):
        imported = line(capsys, "register", "import", register)
        taken = line(capsys, "documents", "import", reports)
        matched = line(capsys, "match", *YEAR)

    assert (imported["rows"], imported["applied"]) == (0, 0)
    assert (taken["wage_report"]["accepted"], taken["wage_report"]["duplicates"]) == (0, 1)
    assert sum(matched.values()) == 0
    assert (Addressee.objects.count(), TaxDocument.objects.count()) == (2, 1)


# ---- refusals ----


@database
def test_each_command_refuses_a_collection_clerk_and_does_nothing(
    register: Path,
    reports: Path,
    tmp_path: Path,
    capsys: Capture,
    acting: Callable[[str], None],
) -> None:
    owners = tmp_path / "owners.csv"
    owners.write_bytes(nonregistered.write([records.owner()]))
    line(capsys, "register", "import", register)
    line(capsys, "taxable", "freeze", *YEAR)
    before = OutgoingRecord.objects.count()
    clerk("collection_clerk", staff_number="4001")
    acting("4001")

    said = {
        "住登外者の登録": refusal(capsys, "register", "nonregistered", owners),
        "課税対象者の確定": refusal(capsys, "taxable", "freeze", "--tax-year", "2025"),
        "課税資料の取込": refusal(capsys, "documents", "import", reports),
        "課税資料の照合": refusal(capsys, "match", *YEAR),
        "課税資料チェックの実行": refusal(capsys, "check", *YEAR),
        "当初賦課の計算": refusal(capsys, "assess", *YEAR),
        "通知書の作成": refusal(
            capsys, "notices", *YEAR, "--kind", "special", "--out", tmp_path / "out"
        ),
        "住民記録の取込": refusal(capsys, "register", "import", register),
    }
    assert [label for label, text in said.items() if label not in text] == []
    assert [label for label, text in said.items() if "職員 4001" not in text] == []
    left = OutgoingRecord.objects.order_by("pk").values_list("action", flat=True)[before:]
    assert Counter(left) == {"permission.denied": len(said), "permission.denied.repeatedly": 1}
    assert TaxableList.objects.count() == 1
    assert not TaxDocument.objects.exists()
    assert not AssessmentRun.objects.exists()
    assert not (tmp_path / "out").exists()


@database
@pytest.mark.parametrize(
    "arguments",
    [
        ("match", *YEAR),
        ("check", *YEAR),
        ("taxable", "freeze", *YEAR),
        ("assess", *YEAR),
        ("notices", *YEAR, "--kind", "ordinary"),
        ("show", f"{number(1):010d}", *YEAR),
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_a_staff_number_that_nobody_has_is_refused_by_every_command(
    arguments: tuple[str, ...], capsys: Capture, acting: Callable[[str], None]
) -> None:
    acting("9999")
    told = refusal(capsys, *arguments)
    assert "JUMINZEI_STAFF=9999" in told
    assert "番号を確かめてください" in told


REFUSED = [
    pytest.param(("taxable", "freeze", *YEAR), "juminzei register import", id="no register yet"),
    pytest.param(("assess", *YEAR), "juminzei taxable freeze --tax-year 2026", id="no list yet"),
    pytest.param(("check", *YEAR), "課税対象者名簿が確定していません", id="no list to check"),
    pytest.param(("check", *YEAR, "--stop"), "いま行われていません", id="nothing to stop"),
    pytest.param(
        ("notices", *YEAR, "--kind", "ordinary"), "juminzei assess --tax-year 2026", id="no run"
    ),
    pytest.param(("assess", *YEAR, "--exceptions", "no_document"), "まだ計算", id="no exceptions"),
    pytest.param(("assess", *YEAR, "--exceptions", "atlantis"), "income_jump", id="no such reason"),
    pytest.param(("notices", *YEAR, "--kind", "special", "--workers", "0"), "1から16", id="0"),
    pytest.param(("notices", *YEAR, "--kind", "special", "--workers", "17"), "1から16", id="17"),
    pytest.param(("show", "0000000013", *YEAR), "0000000013", id="a wrong check digit"),
    pytest.param(("show", "１２", *YEAR), "１２", id="full-width digits"),
    pytest.param(("show", f"{number(9):010d}", *YEAR), "登録されていません", id="nobody there"),
    pytest.param(("register", "import", "none.csv"), "none.csv: ファイルがありません", id="gone"),
    pytest.param(("register", "changes", "none.csv"), "none.csv", id="no changes there"),
    pytest.param(("register", "nonregistered", "none.csv"), "none.csv", id="no list there"),
    pytest.param(("documents", "import", "none.csv"), "none.csv", id="no reports there"),
]


@database
@pytest.mark.parametrize(("arguments", "said"), REFUSED)
def test_a_refusal_says_in_japanese_what_is_wrong_or_to_be_done_first(
    arguments: tuple[str, ...], said: str, capsys: Capture
) -> None:
    assert said in refusal(capsys, *arguments)
    assert said in refusal(capsys, *arguments, "--json")
    assert not OutgoingRecord.objects.exists()


@database
@pytest.mark.parametrize(
    ("act", "content"),
    [
        pytest.param(("register", "import"), wages(wage()), id="reports given as the register"),
        pytest.param(("register", "changes"), wages(wage()), id="reports given as changes"),
        pytest.param(("register", "nonregistered"), wages(wage()), id="reports given as owners"),
        pytest.param(
            ("documents", "import"), extract_file(resident()), id="the register given as reports"
        ),
        pytest.param(("documents", "import"), b"", id="nothing given as reports"),
        pytest.param(("register", "import"), b"\x00\xff\xfe", id="no text given as the register"),
    ],
)
def test_a_file_of_another_kind_is_named_and_nothing_is_kept_of_it(
    act: tuple[str, str], content: bytes, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "mistaken.csv"
    file.write_bytes(content)

    assert "mistaken.csv: " in refusal(capsys, *act, file)
    assert not Addressee.objects.exists()
    assert not TaxDocument.objects.exists()
    assert not OutgoingRecord.objects.exists()


@database
def test_changes_before_the_register_and_days_that_are_missing_are_refused(
    register: Path, tmp_path: Path, capsys: Capture
) -> None:
    third = tmp_path / "changes_0003.csv"
    third.write_bytes(changes_file(3, processed_on=date(2026, 1, 22)))

    assert "changes_0003.csv" in refusal(capsys, "register", "changes", third)
    line(capsys, "register", "import", register)
    assert "連番" in refusal(capsys, "register", "changes", third)
