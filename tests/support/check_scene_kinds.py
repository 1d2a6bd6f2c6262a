"""Kinds of scenes: each has what its check finds, and something beside it that it must not find."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.check_town import Town

    Scene = Callable[[Town, bool], None]

SCENES: dict[str, Scene] = {}
NEW_YEARS_EVE = date(2025, 12, 31)


def scene(made: Scene) -> Scene:
    """Enter a scene under its own name: the check's id."""
    SCENES[made.__name__] = made
    return made


def scene_of_two(check: str, group: str) -> None:
    def made(town: Town, near: bool) -> None:  # noqa: FBT001 - the one question of every scene
        town.claim(1, group, 3)
        town.claim(1 if near else 2, group, 3)

    SCENES[check] = made


def scene_of_relative(
    check: str, group: str, hit: dict[str, Any], miss: dict[str, Any], **more: Any
) -> None:
    """Enter a scene of one claim, of a relative who is as ``hit`` or as ``miss`` says."""

    def made(town: Town, near: bool) -> None:  # noqa: FBT001 - the one question of every scene
        town.person(3, **(miss if near else hit))
        document = town.document(1, **more.get("document", {}))
        town.person(1, **more.get("claimant", {}))
        town.claim(1, group, 3, document=document, **more.get("stated", {}))

    SCENES[check] = made


def scene_of_claim(
    check: str, group: str, hit: dict[str, Any], miss: dict[str, Any], **more: Any
) -> None:
    """Enter a scene of one relative, named as ``hit`` or as ``miss`` says."""

    def made(town: Town, near: bool) -> None:  # noqa: FBT001 - the one question of every scene
        named = miss if near else hit
        town.claim(1, group, named.get("other", more.get("other")), **_but(named, "other"))

    SCENES[check] = made


def scene_of_document(check: str, hit: dict[str, Any], miss: dict[str, Any], **more: Any) -> None:
    """Enter a scene of one document, which says ``hit`` or ``miss``."""

    def made(town: Town, near: bool) -> None:  # noqa: FBT001 - the one question of every scene
        town.person(1, **more.get("person", {}))
        town.document(1, **{**more.get("both", {}), **(miss if near else hit)})

    SCENES[check] = made


def scene_of_person(check: str, hit: dict[str, Any], miss: dict[str, Any], *documents: Any) -> None:
    """Enter a scene of one person, who is as ``hit`` or as ``miss`` says, with documents."""

    def made(town: Town, near: bool) -> None:  # noqa: FBT001 - the one question of every scene
        town.person(1, **(miss if near else hit))
        for document in documents:
            town.document(1, **document)

    SCENES[check] = made


def scene_of_papers(
    check: str, hit: list[dict[str, Any]], miss: list[dict[str, Any]], **person: Any
) -> None:
    """Enter a scene of one person with the documents of ``hit`` or of ``miss``."""

    def made(town: Town, near: bool) -> None:  # noqa: FBT001 - the one question of every scene
        town.person(1, **person)
        for document in miss if near else hit:
            town.document(1, **document)

    SCENES[check] = made


def _but(given: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in given.items() if key != name}
