"""What the city installs is licensed so that anybody may run, change and hand it on."""

from __future__ import annotations

import re
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

LOCK = Path(__file__).parents[1] / "requirements" / "bulk.lock"
"""Everything that is not for tests alone; it holds what ``runtime.lock`` holds."""

PERMISSIVE = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "PSF-2.0",
    "Zlib",
}
EXCEPTIONS = {
    ("psycopg", "LGPL-3.0-only"): "used as a library, unchanged, and replaceable by its user",
    ("psycopg-binary", "LGPL-3.0-only"): "psycopg's own speed-up, used in the same way",
    ("fido2", "MPL-2.0"): "the list of domain endings in it is Mozilla's, unchanged",
    ("pathspec", "MPL-2.0"): "hatchling asks for it while the package is built; not shipped",
}
"""Package and licence to the reason why it may be here although it is not permissive."""

CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "BSD": "BSD-3-Clause",  # what partd says in so many letters; its licence file has three clauses
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""The older way to name a licence; the classifier does not say which BSD licence it is."""


def locked() -> list[str]:
    """Return the packages of the lock that this machine installs."""
    lines = re.findall(r"^([A-Za-z0-9].*?)\s*\\?$", LOCK.read_text(), re.MULTILINE)
    wanted = [Requirement(line) for line in lines]
    return [one.name for one in wanted if one.marker is None or one.marker.evaluate()]


def licence(name: str) -> str:
    """Return what an installed package says of its licence, as an SPDX expression if it can."""
    said = metadata(name)
    if "License-Expression" in said:
        return said["License-Expression"]
    topics = [line.rpartition(" :: ") for line in said.get_all("Classifier") or ()]
    named = [CLASSIFIERS.get(last, last) for topic, _, last in topics if "License" in topic]
    plain = [CLASSIFIERS.get(name, name) for name in said.get_all("License") or ["unknown"]]
    return " AND ".join(named or plain)


def may_be_used(name: str, expression: str) -> bool:
    """Return whether a package may be here: one choice of its licence, with all its parts."""
    choices = [choice.split(" AND ") for choice in expression.split(" OR ")]
    return any(
        all(part in PERMISSIVE or (name, part) in EXCEPTIONS for part in choice)
        for choice in choices
    )


def test_the_lock_is_read_whole() -> None:
    assert len(locked()) > 50
    assert {"django", "numpy", "psycopg", "pyarrow", "zxing-cpp"} <= set(locked())


def test_the_lock_holds_what_the_city_installs() -> None:
    city = LOCK.with_name("runtime.lock").read_text()
    pinned = re.findall(r"^\S+==\S+", city, re.MULTILINE)
    assert len(pinned) > 30
    assert set(pinned) <= set(re.findall(r"^\S+==\S+", LOCK.read_text(), re.MULTILINE))


@pytest.mark.parametrize("name", locked())
def test_a_package_that_is_installed_may_be_used(name: str) -> None:
    assert may_be_used(name, licence(name)), f"{name}: {licence(name)}"


def test_every_exception_is_needed() -> None:
    parts = {(name, part) for name in locked() for part in licence(name).split(" AND ")}
    assert parts >= set(EXCEPTIONS)


@pytest.mark.parametrize(
    ("name", "expression"),
    [
        ("some", "MIT"),
        ("some", "BSD-3-Clause AND Zlib"),
        ("some", "MIT OR GPL-2.0-only"),
        ("psycopg", "LGPL-3.0-only"),
    ],
)
def test_a_licence_that_permits_is_let_in(name: str, expression: str) -> None:
    assert may_be_used(name, expression)


@pytest.mark.parametrize(
    ("name", "expression"),
    [
        ("some", "GPL-3.0-only"),
        ("some", "AGPL-3.0-or-later"),
        ("some", "GNU General Public License v3 (GPLv3)"),
        ("some", "MIT AND GPL-3.0-only"),
        ("some", "LGPL-3.0-only"),
        ("psycopg", "GPL-3.0-only"),
        ("some", "unknown"),
        ("some", ""),
    ],
)
def test_a_licence_that_binds_or_is_unknown_is_refused(name: str, expression: str) -> None:
    assert not may_be_used(name, expression)
