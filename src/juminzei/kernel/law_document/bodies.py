"""Every law file of every body, typed as it stands, and its sections in order."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from juminzei.kernel.law import NO_ORDINANCES, City, NationalLaw, Prefecture, read_body
from juminzei.kernel.law_checks import toml_of
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.standing_law import FILES, standing
from juminzei.kernel.wording.parameters import parameter_label

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.law_bodies import Body
    from juminzei.kernel.parameters.standing import StandingBody

NATION = "national"
INCOME_TAX = "income_tax"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawFile:
    """One body's law of one tax year, as its file has it."""

    folder: str
    kind: str
    """``national``, ``prefecture`` or ``city``."""
    name: str
    """Japanese: 国, 埼玉県, 加須市."""
    body: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A section of a law file with its place: ``national.employment_income``."""

    path: str
    title: str
    sections: tuple[Section, ...]
    """One, or the rows of a section that is a list."""

    @property
    def cites(self) -> str:
        """The articles, each once."""
        return "・".join(dict.fromkeys(one.cite for one in self.sections))

    @property
    def assumptions(self) -> list[str]:
        """What was assumed, each once."""
        return list(dict.fromkeys(one.assumption for one in self.sections if one.assumption))


@cache
def bodies() -> tuple[str, ...]:
    """Return the folders of the bodies: the nation, prefectures, then cities."""
    found = {folder.name: kind_of(folder.name) for folder in _statutes().iterdir()}
    ordered = ("prefecture", "city")
    return (
        NATION,
        *(name for kind in ordered for name in sorted(found) if found[name] == kind),
    )


@cache
def kind_of(folder: str) -> str:
    """Return ``prefecture`` or ``city``, or the name of a folder that is neither."""
    if folder in NO_ORDINANCES:
        return folder
    first = min(_statutes().joinpath(folder).iterdir(), key=str).read_text(encoding="utf-8")
    return "city" if "municipality" in toml_of(first, file=folder) else "prefecture"


@cache
def years_of(folder: str) -> tuple[int, ...]:
    """Return the tax years of a body's files, in order."""
    names = [year.name for year in _statutes().joinpath(folder).iterdir()]
    return tuple(sorted(int(name.removesuffix(".toml")) for name in names))


@cache
def law_file(folder: str, tax_year: int) -> LawFile:
    """Return one law file.

    Raises:
        LawError: The file is wrong.
        FileNotFoundError: There is none of that year.
    """
    kind, name = kind_of(folder), f"statutes/{folder}/{tax_year}.toml"
    text = _statutes().joinpath(folder, f"{tax_year}.toml").read_text(encoding="utf-8")
    if kind == NATION:
        law = read_body(NationalLaw, text, file=name, tax_year=tax_year)
        return LawFile(folder=folder, kind=kind, name="国", body=law)
    ordinance: City | Prefecture = (
        read_body(City, text, file=name, tax_year=tax_year)
        if kind == "city"
        else read_body(Prefecture, text, file=name, tax_year=tax_year)
    )
    return LawFile(folder=folder, kind=kind, name=ordinance.name, body=ordinance)


def subjects(kind: str, body: object) -> list[Subject]:
    """Return the sections that a body has, in the order of the law.

    Args:
        kind: What their paths begin with: ``national``.
        body: What a law file holds, or a part of it that groups sections.
    """
    found = []
    for field in fields(body):  # type: ignore[arg-type]  # bodies and groups are dataclasses
        value, path = getattr(body, field.name), f"{kind}.{field.name}"
        rows = value if isinstance(value, tuple) else (value,)
        if rows and all(isinstance(row, Section) for row in rows):
            found.append(Subject(path=path, title=parameter_label(path), sections=rows))
        elif is_dataclass(value):
            found += subjects(path, value)
    return found


def income_tax_subjects(law: IncomeTaxLaw) -> list[Subject]:
    """Return the sections of the income tax law of a year: ``income_tax.tax_table``."""
    return subjects(INCOME_TAX, law.national)


def standing_bodies() -> dict[str, StandingBody]:
    """Return the law that holds from a day on, by the name of its file."""
    return {name: standing(kind) for kind, name in FILES.items()}


def _statutes() -> Traversable:
    return files("juminzei.kernel").joinpath("statutes")
