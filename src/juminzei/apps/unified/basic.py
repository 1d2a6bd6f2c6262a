"""Basic information (基本4情報とカナ) as systems tell it, and whether two tell of one person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self

from juminzei.base.japanese_text import address_key, kana_key, name_key

if TYPE_CHECKING:
    from datetime import date


class Written(Protocol):
    """A row of any table that says who somebody is."""

    @property
    def name(self) -> Any: ...  # noqa: D102, ANN401 - a column

    @property
    def kana(self) -> Any: ...  # noqa: D102, ANN401 - a column

    @property
    def birth_on(self) -> Any: ...  # noqa: D102, ANN401 - a column

    @property
    def sex(self) -> Any: ...  # noqa: D102, ANN401 - a column

    @property
    def address(self) -> Any: ...  # noqa: D102, ANN401 - a column

    @property
    def postcode(self) -> Any: ...  # noqa: D102, ANN401 - a column


@dataclass(frozen=True, slots=True)
class Basic:
    """Who somebody is, in one system's words."""

    name: str
    kana: str
    birth_on: date | None
    sex: str
    address: str
    postcode: str = ""

    @classmethod
    def of(cls, row: Written) -> Self:
        """Return what a row with these columns says."""
        return cls(row.name, row.kana, row.birth_on, row.sex, row.address, row.postcode)

    def columns(self) -> dict[str, Any]:
        """Return the columns of a table that keeps it."""
        return asdict(self)

    def keys(self) -> dict[str, Any]:
        """Return what is compared: spellings, widths and signs put aside."""
        return {
            "name_key": name_key(self.name),
            "kana_key": kana_key(self.kana),
            "address_key": address_key(self.address),
        }

    def told_apart(self, other: Basic) -> bool:
        """Whether this can hardly be the same person: another birthday, or another name."""
        mine, theirs = self.keys(), other.keys()
        names_differ = all(mine[key] != theirs[key] for key in ("name_key", "kana_key"))
        births_differ = None not in {self.birth_on, other.birth_on} and (
            self.birth_on != other.birth_on
        )
        return names_differ or births_differ
