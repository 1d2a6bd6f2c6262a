"""``juminzei law``: a year's figures, what changed since another year, and the pages of both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from juminzei.kernel.law_document.bodies import LawFile

EXAMPLE = "juminzei law --tax-year 2026 --since 2025 --body kazo"
TESTS = Path("tests")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the year, the year to compare with, the body, and where pages are written."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--tax-year", type=int, metavar="Y", help="print the law of this year")
    what.add_argument(
        "--write", type=Path, metavar="DIR", help="write the pages of docs/law, in the repository"
    )
    parser.add_argument("--since", type=int, metavar="Y", help="print what changed since this year")
    parser.add_argument(
        "--body", metavar="NAME", help="national, or a prefecture's or city's folder; all if absent"
    )


def run(options: argparse.Namespace) -> Mapping[str, object] | int:
    """Print the law, or bring the pages up to date."""
    if options.write is not None:
        return _write(options.write)
    news = _files(options.tax_year, options.body)
    olds = [None if options.since is None else _file(one.folder, options.since) for one in news]
    for new, old in zip(news, olds, strict=True):
        print(_json(new, old) if options.json else _text(new, old))
    return 0


def _json(new: LawFile, old: LawFile | None) -> str:
    from juminzei.kernel.law_document.text import amendment_answer, figures_answer

    answer = figures_answer(new) if old is None else amendment_answer(old, new)
    return json.dumps(answer, ensure_ascii=False)


def _text(new: LawFile, old: LawFile | None) -> str:
    from juminzei.kernel.law_document.text import amendment_text, figures_text

    return (figures_text(new) if old is None else amendment_text(old, new)) + "\n"


def _files(tax_year: int, body: str | None) -> list[LawFile]:
    from juminzei.kernel.law_document.bodies import bodies

    if body is not None and body not in bodies():
        raise UsageError(f"--body {body}: not here; known: {', '.join(bodies())}")
    return [_file(folder, tax_year) for folder in ([body] if body else bodies())]


def _file(folder: str, tax_year: int) -> LawFile:
    from juminzei.kernel.law import LawError
    from juminzei.kernel.law_document.bodies import law_file, years_of

    years = years_of(folder)
    if tax_year not in years:
        raise UsageError(f"{tax_year}: {folder} has the tax years {years[0]} to {years[-1]}")
    try:
        return law_file(folder, tax_year)
    except LawError as error:
        raise UsageError(str(error)) from None


def _write(folder: Path) -> dict[str, object]:
    from juminzei.kernel.law import LawError
    from juminzei.kernel.law_document.documents import documents, write

    if not TESTS.is_dir():
        raise UsageError("--write: no folder tests here; run it in the repository's root")
    try:
        pages = documents(TESTS)
    except LawError as error:
        raise UsageError(str(error)) from None
    changed = write(folder, pages)
    return {"pages": len(pages), "changed": len(changed), "names": ", ".join(changed) or "none"}
