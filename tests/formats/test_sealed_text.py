"""A text with numbers in it shows itself without them."""

from __future__ import annotations

import copy
import pickle

import pytest

from juminzei.base.numbers.individual_number import MASK, IndividualNumber
from juminzei.formats.sealed_text import EMPTY, SealedText
from support.report_cells import made_up_number

OWN = made_up_number("44445555666")
TEXT = f"（１）{OWN}　三郎"


@pytest.mark.parametrize("show", [str, repr, "{}".format, "{!r}".format, "{:>40}".format])
def test_every_way_of_showing_it_blanks_the_number(show: type[str]) -> None:
    shown = show(SealedText(TEXT))
    assert OWN not in shown
    assert MASK in shown
    assert "三郎" in shown


def test_only_revealing_gives_the_text_and_only_asking_the_numbers() -> None:
    sealed = SealedText(TEXT)
    assert sealed.reveal() == TEXT
    assert sealed.numbers == (IndividualNumber(OWN),)
    assert copy.deepcopy(sealed) == copy.copy(sealed) == sealed


def test_it_refuses_to_be_pickled() -> None:
    with pytest.raises(TypeError, match="個人番号"):
        pickle.dumps(SealedText(TEXT))


def test_equal_texts_are_equal_and_an_empty_one_is_false() -> None:
    assert SealedText(TEXT) == SealedText(TEXT)
    assert len({SealedText(TEXT), SealedText(TEXT)}) == 1
    assert SealedText("x") != "x"
    assert not EMPTY
    assert SealedText("x")
