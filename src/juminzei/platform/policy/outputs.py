"""What leaves the screen: printed and exported outputs, and the classes of data in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from juminzei.platform.policy.data_class import FOLDER, USES, data_classes
from juminzei.platform.policy.reading import Entry, read

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = FOLDER / "entries.toml"


@dataclass(frozen=True, slots=True)
class Output:
    """One page that hands out a paper or a file."""

    page: str
    use: str
    data: tuple[str, ...]


@cache
def outputs() -> Mapping[str, Output]:
    """Return every output by its page.

    Raises:
        juminzei.platform.policy.reading.PolicyError: A class of data in it may not be printed
            or exported.
    """
    listed = Entry(FILE.name, "outputs", read(FILE).get("outputs"))
    found = {}
    for page in listed.keys():  # noqa: SIM118 - an entry is no mapping
        entry = Entry(FILE.name, f"outputs.{page}", listed.given(page, None))
        use, data = entry.text("use"), entry.names("data", data_classes())
        wrong = [key for key in data if use not in data_classes()[key].uses]
        if wrong:
            remedy = f"classes.toml で {USES.get(use, use)} できる区分だけにしてください。"
            raise entry.refused("data", f"{wrong[0]} は {USES.get(use, use)} できません。", remedy)
        entry.ended()
        found[page] = Output(page, use, data)
    return found


@cache
def masking_pages() -> frozenset[str]:
    """Return the pages that mask what somebody's grants do not show; others show all or nothing."""
    return frozenset(Entry(FILE.name, "masking", read(FILE).get("masking")).names("pages"))
