"""A change of the law (改正案): tables merged over a year's statutes, bound like these, listed.

A change file says only what changes::

    title = "市民税所得割を7％に"

    [city.income_levy]
    rate = "7/100"

    [national.per_capita_exemption]
    grade_3 = { base = 300_000 }

Tables are merged key by key; a list of rows replaces the old rows whole. What comes out is
bound by the binder of the statutes, so that a change is refused for the same mistakes.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from importlib.resources import files
from typing import Any

from juminzei.base.money import Rate
from juminzei.kernel.law import Law, law_of, load
from juminzei.kernel.law_bodies import City, NationalLaw, Prefecture
from juminzei.kernel.law_change_ranges import refuse_impossible, refuse_uneven
from juminzei.kernel.law_checks import check_city, toml_of
from juminzei.kernel.law_file import LawError, bind
from juminzei.kernel.parameters.tables import AmountTable, Grid, LineTable, RateTable
from juminzei.kernel.wording.parameters import WORDS, figure_text, parameter_label

Table = Mapping[str, Any]

BODIES: dict[str, type[NationalLaw | Prefecture | City]] = {
    "national": NationalLaw,
    "prefecture": Prefecture,
    "city": City,
}
"""Name of a body in a change file → what its statutes are bound to."""
HEAD = frozenset(
    {"schema", "tax_year", "status", "reviewed_by", "name", "municipality", "prefecture"}
)
"""Keys that say what a law file is; they are not law and cannot be changed."""
WHOLE = (AmountTable, LineTable, RateTable, Grid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One figure that differs: from ``old`` to ``new``, in words."""

    path: str
    """``city.income_levy.rate``."""
    label: str
    cite: str
    """The article that the figure stands in, or will."""
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLaw:
    """A law after a change, beside the one that it was made from."""

    title: str
    """How the change calls itself; may be empty."""
    before: Law
    after: Law
    """Has a digest of its own; the same figures give the same digest, however written."""
    changes: tuple[Change, ...]
    """Every figure that differs, in the order of the law; none if the change changes nothing."""


def read_change(text: str, *, file: str) -> Table:
    """Return the tables of a change file.

    Args:
        text: TOML.
        file: What the file is called, for complaints.

    Raises:
        LawError: The text is no TOML, or names a body that no law has.
    """
    try:
        table = toml_of(text, file=file)
    except (ValueError, RecursionError) as error:  # a number or a nesting beyond all measure
        raise LawError(file, "", f"is no TOML: {error}") from None
    _refuse_strangers(table, file)
    return table


def changed_law(
    tax_year: int, table: Table, *, ordinance: str = "kazo", file: str = "change.toml"
) -> ChangedLaw:
    """Return the law of ``tax_year`` as it would be.

    Args:
        tax_year: 年度.
        table: What :func:`read_change` returned, or the same put together otherwise.
        ordinance: The folder of the city's law files.
        file: What the change is called in complaints.

    Raises:
        LawError: The change does not fit the law: which key, and what to do.
    """
    _refuse_strangers(table, file)
    before = load(tax_year, ordinance)
    try:
        bodies = {
            name: _changed_body(name, base, table.get(name, {}), file)
            for name, base in statutes(before, ordinance).items()
        }
    except RecursionError:
        raise LawError(file, "", "is nested deeper than any law; write [body.section]") from None
    after = _together(bodies, before, file)
    changes = tuple(
        change
        for name in BODIES
        for change in differences(getattr(before, name), getattr(after, name), name)
    )
    return ChangedLaw(
        title=str(table.get("title", "")),
        before=before,
        after=after if changes else before,
        changes=changes,
    )


def statutes(law: Law, ordinance: str) -> dict[str, Table]:
    """Return the files that ``law`` was bound from as TOML has them, by body.

    Args:
        law: The law of one year.
        ordinance: The folder of the city's law files.
    """
    folders = {"national": "national", "prefecture": law.city.prefecture, "city": ordinance}
    root = files("juminzei.kernel").joinpath("statutes")
    paths = {name: root.joinpath(body, f"{law.tax_year}.toml") for name, body in folders.items()}
    return {name: tomllib.loads(path.read_text("utf-8")) for name, path in paths.items()}


def differences(
    old: object, new: object, path: str, *, cite: str = "", labels: tuple[str, ...] = ()
) -> list[Change]:
    """Return every figure in which two of a kind differ, in the order of their fields.

    Args:
        old: A body of law, a section of it or a figure.
        new: Of the same kind, or None where there is none.
        path: What both are called.
        cite: The article of the section around them.
        labels: What is around them, in words.
    """
    if old == new:
        return []
    if _is_figure(old) or _is_figure(new):
        return [
            Change(
                path=path,
                label="・".join(labels),
                cite=getattr(new, "cite", cite),
                old=figure_text(path, old),
                new=figure_text(path, new),
            )
        ]
    return [
        change
        for name in _names(new)
        for change in differences(
            getattr(old, name),
            getattr(new, name),
            f"{path}.{name}",
            cite=getattr(new, "cite", cite),
            labels=(*labels, parameter_label(f"{path}.{name}")),
        )
    ]


def _is_figure(value: object) -> bool:
    """Say whether a value is told whole; None stands for a section that is not there."""
    return not is_dataclass(value) or isinstance(value, (*WHOLE, Rate))


def _names(section: object) -> list[str]:
    """Return what is law in a section, in order, without the words around it."""
    if not is_dataclass(section):
        return []
    return [field.name for field in fields(section) if field.init and field.name not in WORDS]


def merged(base: Table, change: Table) -> dict[str, Any]:
    """Return ``base`` with the keys of ``change`` over its own; lists are replaced whole."""
    both = dict(base)
    for key, value in change.items():
        old = both.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            both[key] = merged(old, value)
        else:
            both[key] = value
    return both


def _changed_body(name: str, base: Table, change: object, file: str) -> Any:  # noqa: ANN401 - one of three kinds
    if not isinstance(change, Mapping):
        raise LawError(file, name, f"is {change!r}; write a table")
    for key in sorted(HEAD & change.keys()):
        raise LawError(
            file, f"{name}.{key}", "says what the file is and cannot be changed; leave it out"
        )
    refuse_impossible(change, file=file, key=name)
    return bind(BODIES[name], merged(base, change), file=file, key=name)


def _together(bodies: Mapping[str, Any], before: Law, file: str) -> Law:
    """Return the law of the changed bodies, after what only whole files are asked."""
    try:
        check_city(bodies["city"], file=file)
    except LawError as error:
        raise LawError(file, f"city.{error.key}", error.remedy) from None
    refuse_uneven(bodies["national"], file=file)
    return law_of(**bodies, digest=_digest(before, bodies))


def _refuse_strangers(table: Table, file: str) -> None:
    for key, value in table.items():
        if key not in {*BODIES, "title"}:
            known = ", ".join([*BODIES, "title"])
            raise LawError(file, key, f"is no known key; known here: {known}")
        if key == "title" and not isinstance(value, str):
            raise LawError(file, key, f"is {value!r}; write a value of type str")


def _digest(before: Law, bodies: Mapping[str, object]) -> str:
    whole = [f"{name} {body!r}" for name, body in bodies.items()]
    return hashlib.sha256("\n".join([before.digest, *whole]).encode()).hexdigest()
