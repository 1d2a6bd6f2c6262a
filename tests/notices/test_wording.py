"""A city's wording is data, and says what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.notices.wording import city_wording

if TYPE_CHECKING:
    from pathlib import Path


def test_kazo_has_every_section() -> None:
    wording = city_wording.load("kazo")
    assert wording.city.municipality == "112101"
    assert set(wording.issued) == {"ordinary", "special"}


def test_every_notice_says_how_to_object() -> None:
    assert "審査請求" in city_wording.load("kazo").words["appeal"]


def test_a_city_without_wording_is_named() -> None:
    with pytest.raises(city_wording.WordingError, match=r"atlantis\.toml"):
        city_wording.load("atlantis")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        pytest.param('municipality = "112101"\n', "municipality", id="an item is missing"),
        pytest.param("[words]", "words", id="a section is missing"),
    ],
)
def test_a_file_that_lacks_something_says_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, problem: str
) -> None:
    whole = (city_wording.FOLDER / "kazo.toml").read_text(encoding="utf-8")
    changed = "[other]" if line.startswith("[") else ""
    (tmp_path / "broken.toml").write_text(whole.replace(line, changed, 1), encoding="utf-8")
    monkeypatch.setattr(city_wording, "FOLDER", tmp_path)
    with pytest.raises(city_wording.WordingError, match=problem):
        city_wording.load("broken")
