"""Where the key that wraps a store's data keys comes from: a plug.

Numbers and images are sealed with *data keys*, which lie in a database, each wrapped
(encrypted) by a *wrapping key* that lies elsewhere. A key source wraps and unwraps; it need
not show its key, so a token behind PKCS#11 or a key management service can be one. What
such a source has to do is this protocol, and ``docs/vault.md`` describes how to plug it in.
The vault and the images have a source each: who holds one key opens one store.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class KeysetError(Exception):
    """The keys cannot be used; nothing was read or written."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A data key as it lies in the database.

    Args:
        by: The id of the wrapping key.
        text: The data key, encrypted and authenticated.
    """

    by: str
    text: bytes


class KeySource(Protocol):
    """What wraps and unwraps data keys. It never lets a key of its own out."""

    @property
    def primary(self) -> str:
        """The id, at most sixteen characters, of the key that :meth:`wrap` uses now."""

    def __hash__(self) -> int:
        """Tell this source from others, so that what it opened is opened once."""

    def wrap(self, key: bytes, bound_to: bytes) -> Wrapped:
        """Encrypt ``key`` so that it opens only with ``bound_to``.

        Raises:
            KeysetError: The source is out of reach or refuses.
        """

    def unwrap(self, wrapped: Wrapped, bound_to: bytes) -> bytes:
        """Return the key that was wrapped.

        Raises:
            KeysetError: The source does not hold the key, or the text was changed or moved.
        """
