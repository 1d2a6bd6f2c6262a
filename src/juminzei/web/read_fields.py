"""A posted form that remembers which of its fields somebody asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import QueryDict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class ReadFields(QueryDict):
    """What was posted; ``read`` holds the names that were asked for.

    Whoever goes through all of it has read everything.
    """

    def __init__(self, posted: QueryDict) -> None:
        super().__init__(mutable=True, encoding=posted.encoding)
        self.read: set[str] = set()
        for name, values in posted.lists():
            self.setlist(name, values)
        self._mutable = False

    @property
    def unread(self) -> set[str]:
        """The names that nobody asked for."""
        return set(dict.keys(self)) - self.read

    def __getitem__(self, key: str) -> str:
        self.read.add(key)
        return super().__getitem__(key)  # type: ignore[return-value]  # a field sent without a value is a list

    def __contains__(self, key: object) -> bool:
        self.read.add(str(key))
        return super().__contains__(key)

    def getlist(self, key: str, default: list[Any] | None = None) -> list[Any]:  # type: ignore[override]  # the library's has an overload for each default
        """Return every value of a field."""
        self.read.add(key)
        return super().getlist(key, default) if default is not None else super().getlist(key)

    def lists(self) -> Iterable[tuple[str, list[str]]]:
        """Go through every field with its values."""
        self.read.update(dict.keys(self))
        return super().lists()

    def items(self) -> Iterable[tuple[str, object]]:  # type: ignore[override]  # the same
        """Go through every field with its last value."""
        self.read.update(dict.keys(self))
        return super().items()

    def __iter__(self) -> Iterator[str]:
        self.read.update(dict.keys(self))
        return super().__iter__()

    def copy(self) -> QueryDict:  # type: ignore[override]  # a plain one, that may be changed
        """Return all of it to change; nothing is known of what is read there."""
        self.read.update(dict.keys(self))
        plain = QueryDict(mutable=True, encoding=self.encoding)
        for name in dict.keys(self):
            plain.setlist(name, super().getlist(name))
        return plain

    def dict(self) -> dict[str, Any]:
        """Return the last value of each field, still remembering which are read."""
        return _ReadDict(
            {name: super(ReadFields, self).__getitem__(name) for name in dict.keys(self)}, self.read
        )


class _ReadDict(dict[str, Any]):
    """Last values, whose reader is remembered with the form's."""

    def __init__(self, values: dict[str, Any], read: set[str]) -> None:
        super().__init__(values)
        self._read = read

    def __getitem__(self, key: str) -> object:
        self._read.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._read.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: object = None) -> object:
        """Return a field's value."""
        self._read.add(key)
        return super().get(key, default)

    def __or__(self, other: dict[str, Any]) -> dict[str, Any]:  # type: ignore[override]  # the same
        self._read.update(self)
        return super().__or__(other)
