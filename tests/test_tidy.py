"""House rules that no linter knows."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "juminzei"
FILE_LINES, FUNCTION_LINES = 300, 60
MONEY_PACKAGES = ("base", "kernel")
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
SUPPRESSION = re.compile(r"noqa: [A-Z0-9, ]+|type: ignore\[[a-z-, ]+\]|nosec [B0-9, ]+")
TWELVE_DIGITS = re.compile(r"(?<!\d)\d{12}(?!\d)")


def tracked(*patterns: str) -> list[Path]:
    """Return the tracked files that match any of ``patterns``."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def python_files() -> list[Path]:
    return [path for path in tracked("src/**/*.py") if "migrations" not in path.parts]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_a_reader_bears() -> None:
    long = [name_of(p) for p in python_files() if len(p.read_text().splitlines()) > FILE_LINES]
    assert long == []


def test_every_function_fits_on_a_screen() -> None:
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES
    ]
    assert long == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [name_of(p) for p in python_files() if p.stem in VAGUE_NAMES] == []


def test_no_float_stands_near_money() -> None:
    floats = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files()
        if path.relative_to(SOURCE).parts[0] in MONEY_PACKAGES
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "float")
        or (isinstance(node, ast.arg) and getattr(node.annotation, "id", "") == "float")
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div))
    ]
    assert floats == []


def test_the_domain_never_asks_the_clock() -> None:
    clock = re.compile(r"\b(timezone\.now|datetime\.now|date\.today|time\.time)\(")
    asking = [
        name_of(path)
        for path in python_files()
        if path.relative_to(SOURCE).parts[0] in {*MONEY_PACKAGES, "formats", "linkage", "notices"}
        or "services" in path.parts
        if clock.search(path.read_text())
    ]
    assert asking == []


def test_every_suppression_has_its_reason() -> None:
    bare = []
    for path in [*python_files(), *tracked("tests/**/*.py", "benchmarks/*.py")]:
        tokens = tokenize.generate_tokens(io.StringIO(path.read_text()).readline)
        for token in tokens:
            if token.type == tokenize.COMMENT and SUPPRESSION.search(token.string):
                reason = SUPPRESSION.sub("", token.string)
                if not re.search(r"\w", reason):
                    bare.append(f"{name_of(path)}:{token.start[0]}")
    assert bare == []


def test_no_individual_number_lies_in_a_tracked_file() -> None:
    from stdnum.jp import in_ as oracle  # noqa: PLC0415 - only this test needs the oracle

    allowed = {"123456789018"}  # the law's own worked example of the check digit
    found = [
        f"{name_of(path)}: …{text[-3:]}"
        for path in tracked("*.py", "*.csv", "*.toml", "*.json", "*.md", "*.txt", "*.typ")
        for text in TWELVE_DIGITS.findall(path.read_text(encoding="utf-8", errors="ignore"))
        if oracle.is_valid(text) and text not in allowed
    ]
    assert found == []


@pytest.mark.parametrize("lock", ["runtime.lock", "bulk.lock", "test.lock"])
def test_lock_files_pin_by_hash_and_name_no_registry(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text()
    assert "://" not in text
    blocks = re.split(r"\n(?=[a-z])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    assert all("--hash=sha256:" in block for block in blocks if "==" in block)


def test_no_tracked_file_names_a_path_of_a_machine() -> None:
    path = re.compile(r"(?<![\w.])/(?:work|root|home)/")
    assert [
        name_of(p)
        for p in tracked("*.py", "*.md", "*.toml", "Makefile", ".ci/*")
        if p != Path(__file__).resolve() and path.search(p.read_text())
    ] == []


def test_the_glossary_binds_each_term_once() -> None:
    glossary = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text())
    seen: dict[str, str] = {}
    for section in glossary.values():
        for japanese, identifier in section.items():
            assert seen.setdefault(japanese, identifier) == identifier, japanese
            assert re.fullmatch(r"[a-z][a-z0-9_]*", identifier), identifier


def test_identifiers_avoid_the_words_the_glossary_rules_out() -> None:
    ruled_out = re.compile(
        r"\b(resident_tax|flat_tax|fiscal_year|my_number|payslip|gross_income"
        r"|adjustment_deduction)\b"
    )
    assert [name_of(p) for p in python_files() if ruled_out.search(p.read_text())] == []
