"""Where people live, and the ways in which they and their employers write it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from juminzei.base.numbers import municipality_code
from juminzei.synthetic.tables import rows, table

if TYPE_CHECKING:
    from juminzei.synthetic.dice import Dice, Flags

CITY = "埼玉県加須市"
CITY_CODE = "112101"
KANJI_DIGITS = "〇一二三四五六七八九"
FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")


class Style(IntEnum):
    """How an address is written; the first is how the register does."""

    REGISTER = 0
    HYPHENS = 1
    """加須市花咲３－１２－５"""
    FIGURES = 2
    """埼玉県加須市花咲３丁目１２番５号"""
    KANJI = 3
    """加須市花咲三丁目十二番五号"""
    MIXED = 4
    """加須市花咲三丁目１２－５, 加須市大字礼場１２３の４"""
    NO_BUILDING = 5
    """The register's way without the building and its room."""


@dataclass(frozen=True, slots=True)
class Address:
    """One dwelling."""

    city: str
    """Prefecture and municipality."""
    municipality: str
    """Its code with check digit."""
    town: str
    postcode: str
    rural: bool
    """A lot number (番地) of a 大字, not a numbered block of a town (住居表示)."""
    chome: int
    block: int
    number: int
    """号, or the branch of a lot number; 0 none."""
    building: str = ""
    room: int = 0

    def written(self, style: Style = Style.REGISTER) -> str:
        """Return the address in full-width text, as ``style`` would have it."""
        city = self.city
        if style not in (Style.REGISTER, Style.FIGURES, Style.NO_BUILDING):
            city = city.partition("県")[2] or city  # people leave the prefecture out
        place = self._lot(style) if self.rural else self._block(style)
        return (city + place + self._building(style)).translate(FULL_WIDTH)

    def _block(self, style: Style) -> str:
        """Town, 丁目, 番 and 号."""
        block, number = self.block, self.number
        if style is Style.HYPHENS:
            parts = [str(part) for part in (self.chome, block, number) if part]
            return self.town + "-".join(parts)
        if style is Style.KANJI:
            tail = f"{kanji(block)}番" + (f"{kanji(number)}号" if number else "")
        elif style is Style.MIXED:
            tail = f"{block}-{number}" if number else f"{block}番"
        else:
            tail = f"{block}番" + (f"{number}号" if number else "")
        if not self.chome:
            return self.town + tail
        chome = str(self.chome) if style is Style.FIGURES else kanji(self.chome)
        return f"{self.town}{chome}丁目{tail}"

    def _lot(self, style: Style) -> str:
        """Town, 番地 and its branch."""
        if style is Style.HYPHENS:
            return f"{self.town}{self.block}" + (f"-{self.number}" if self.number else "")
        if style is Style.MIXED:
            return f"大字{self.town}{self.block}" + (f"の{self.number}" if self.number else "")
        if style is Style.KANJI:
            branch = f"の{kanji(self.number)}" if self.number else ""
            return f"大字{self.town}{kanji(self.block)}番地{branch}"
        return f"{self.town}{self.block}番地" + (str(self.number) if self.number else "")

    def _building(self, style: Style) -> str:
        if not self.building or style is Style.NO_BUILDING:
            return ""
        if style is Style.HYPHENS:
            return f"-{self.room}"
        room = f"{self.room}号" if style is Style.REGISTER else str(self.room)
        return f"\u3000{self.building}{room}"


def kanji(number: int) -> str:
    """Return a number from 1 through 9999 in kanji as addresses have it: 12 → 十二."""
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("" if digit == 1 else KANJI_DIGITS[digit]) + name
    return text + (KANJI_DIGITS[number] if number else "")


def in_the_city(count: int, flats: Flags, dice: Dice) -> list[Address]:
    """Return ``count`` dwellings of our city, in an apartment house where ``flats`` is true."""
    towns = rows("towns")
    town = dice.pick([int(row["weight"]) for row in towns], count, "town").tolist()
    chome = dice.below(60, count, "chome").tolist()
    block = dice.below(2400, count, "block").tolist()
    number = dice.below(40, count, "number").tolist()
    buildings, rooms = _flats(count, flats, dice)
    dwellings = []
    for at in range(count):
        row = towns[town[at]]
        rural = row["style"] == "oaza"
        dwellings.append(
            Address(
                city=CITY,
                municipality=CITY_CODE,
                town=row["name"],
                postcode=row["postcode"],
                rural=rural,
                chome=1 + chome[at] % int(row["chome"]) if int(row["chome"]) else 0,
                block=1 + (block[at] if rural else block[at] % 48),
                number=max(0, number[at] - 20) if rural else 1 + number[at],
                building=buildings[at],
                room=rooms[at],
            )
        )
    return dwellings


def elsewhere(count: int, dice: Dice) -> list[Address]:
    """Return ``count`` dwellings in other municipalities."""
    places = table("words")["elsewhere"]
    place = dice.below(len(places), count, "place").tolist()
    block = dice.below(30, count, "block").tolist()
    number = dice.below(25, count, "number").tolist()
    return [
        Address(
            city=places[place[at]]["place"],
            municipality=municipality_code.six_digits(places[place[at]]["code"]),
            town=places[place[at]]["town"],
            postcode="",
            rural=False,
            chome=1 + number[at] % 5,
            block=1 + block[at],
            number=1 + number[at],
        )
        for at in range(count)
    ]


def _flats(count: int, flats: Flags, dice: Dice) -> tuple[list[str], list[int]]:
    words = table("words")
    fronts, backs = words["apartment_fronts"], words["apartment_backs"]
    front = dice.below(len(fronts), count, "building").tolist()
    back = dice.below(len(backs), count, "building's other half").tolist()
    floor = dice.below(4, count, "floor").tolist()
    door = dice.below(8, count, "door").tolist()
    wanted = flats.tolist()
    names = [fronts[front[at]] + backs[back[at]] if wanted[at] else "" for at in range(count)]
    rooms = [(1 + floor[at]) * 100 + 1 + door[at] if wanted[at] else 0 for at in range(count)]
    return names, rooms
