"""A year's figures and an amendment as plain text for a terminal, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.wareki import tax_year_text
from juminzei.kernel.law_document.amendment import amendment
from juminzei.kernel.law_document.bodies import subjects
from juminzei.kernel.law_document.figures import figures_of

if TYPE_CHECKING:
    from juminzei.kernel.law_document.bodies import LawFile


def figures_answer(file: LawFile) -> dict[str, object]:
    """Return one body's law of a year, section by section."""
    return {
        "body": file.name,
        "tax_year": file.body.tax_year,
        "status": file.body.status,
        "sections": [
            {
                "path": one.path,
                "title": one.title,
                "cite": one.cites,
                "assumption": " ".join(one.assumptions),
                "figures": [
                    {"key": figure.key, "label": figure.label, "value": figure.text}
                    for figure in figures_of(one)
                ],
            }
            for one in subjects(file.kind, file.body)
        ],
    }


def amendment_answer(old: LawFile, new: LawFile) -> dict[str, object]:
    """Return what changed between two years of one body, section by section."""
    return {
        "body": new.name,
        "tax_year": new.body.tax_year,
        "since": old.body.tax_year,
        "sections": [
            {
                "path": one.subject.path,
                "title": one.subject.title,
                "cite": one.subject.cites,
                "kind": one.kind,
                "lines": [{"old": before, "new": after} for before, after in one.lines],
            }
            for one in amendment(old, new)
        ],
    }


def figures_text(file: LawFile) -> str:
    """Return one body's law of a year for people."""
    lines = [f"{tax_year_text(file.body.tax_year)}　{file.name}"]
    for one in subjects(file.kind, file.body):
        lines += ["", f"{one.title}（{one.cites}）"]
        lines += [f"  {figure}" for figure in figures_of(one)]
        lines += [f"  ※前提: {text}" for text in one.assumptions]
    return "\n".join(lines)


def amendment_text(old: LawFile, new: LawFile) -> str:
    """Return what changed between two years of one body for people: old above new."""
    years = f"{tax_year_text(old.body.tax_year)}から{tax_year_text(new.body.tax_year)}へ"
    lines = [f"{new.name}　{years}の改正"]
    for one in amendment(old, new):
        lines += ["", f"{one.subject.title}（{one.kind}。{one.subject.cites}）"]
        for before, after in one.lines:
            lines += [f"  旧 {before}"] if before else []
            lines += [f"  新 {after}"] if after else []
    return "\n".join(lines if len(lines) > 1 else [*lines, "", "改正はありません。"])
