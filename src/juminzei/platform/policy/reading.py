"""Reading the policy's TOML: what is missing or strange is refused with file, key and remedy."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path


class PolicyError(ValueError):
    """A file of the policy cannot be taken; the text names file, key and remedy."""


def read(path: Path) -> dict[str, object]:
    """Return what is in the file.

    Raises:
        PolicyError: It is not there, or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise PolicyError(f"{path.name}: ファイルがありません。{path} に置いてください。") from None
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{path.name}: TOML として読めません（{error}）。") from None


class Entry:
    """One table of a file, whose keys are taken one by one and none left over."""

    def __init__(self, file: str, place: str, values: object) -> None:
        """Take ``values`` of ``file`` at ``place``.

        Raises:
            PolicyError: They are no table.
        """
        self._file, self._place = file, place
        if not isinstance(values, dict):
            raise self.refused("", "表（[…]）ではありません。", "キーと値で書いてください。")
        self._values: Mapping[str, object] = values
        self._taken: set[str] = set()

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text under ``key``."""
        value = self.given(key, default)
        if not isinstance(value, str) or (default is None and not value):
            raise self.refused(key, "文字列がありません。", "引用符で囲んで書いてください。")
        return value

    def names(
        self, key: str, known: Collection[str] | None = None, default: list[str] | None = None
    ) -> tuple[str, ...]:
        """Return the list of names under ``key``, each of them ``known`` and there once."""
        value = self.given(key, default)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.refused(key, "名前の一覧ではありません。", '["…", "…"] と書いてください。')
        strange = [one for one in value if known is not None and one not in known]
        if strange:
            remedy = f"次のどれかを書いてください：{', '.join(sorted(known or ()))}。"
            raise self.refused(key, f"{strange[0]} は知らない名前です。", remedy)
        if len(set(value)) < len(value):
            raise self.refused(key, "同じ名前が二度あります。", "一度だけ書いてください。")
        return tuple(value)

    def numbers(self, key: str, known: Collection[int]) -> tuple[int, ...]:
        """Return the list of whole numbers under ``key``, each of them ``known``."""
        value = self.given(key, None)
        if not isinstance(value, list) or not set(value) <= set(known):
            remedy = f"{', '.join(map(str, sorted(known)))} から選んで書いてください。"
            raise self.refused(key, "番号の一覧ではありません。", remedy)
        return tuple(value)

    def given(self, key: str, default: object) -> object:
        """Return what stands under ``key``, and count it as taken."""
        self._taken.add(key)
        return self._values.get(key, default)

    def keys(self) -> tuple[str, ...]:
        """Return all keys, as they stand."""
        return tuple(self._values)

    def ended(self) -> None:
        """Refuse keys that nobody asked for.

        Raises:
            PolicyError: There is such a key.
        """
        left = [key for key in self._values if key not in self._taken]
        if left:
            raise self.refused(left[0], "知らないキーです。", "消すか、つづりを確かめてください。")

    def refused(self, key: str, problem: str, remedy: str) -> PolicyError:
        """Return the error about ``key``."""
        place = ".".join(part for part in (self._place, key) if part)
        return PolicyError(f"{self._file} の {place}：{problem}{remedy}")
