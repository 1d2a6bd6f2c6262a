"""Reading XML that somebody else wrote: nothing is fetched, expanded or believed.

Entities, document types, processing instructions and other charsets than UTF-8 are refused
before the parser sees them; size, depth and the number of elements have bounds.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from juminzei.formats.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 8_000_000
MOST_ELEMENTS = 50_000
DEEPEST = 24
ALLOWED_CHARSETS = {"utf-8", "us-ascii"}
_FORBIDDEN = re.compile(rb"<!(?!--|\[CDATA\[)", re.IGNORECASE)
_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_COUNT = etree.XPath("count(//*)")
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (DEEPEST + 1)})")
NO_XML = "XMLとして読めません。"
ASK_AGAIN = "送付元に再送を依頼してください。"


def parsed(data: bytes) -> _Element:
    """Return the root of a small, plain XML text.

    Raises:
        FormatError: It is none, or holds what such a text never needs.
    """
    _check_outside(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=False,
    )
    root: _Element | None = None
    with suppress(etree.XMLSyntaxError):  # it would carry pieces of the text with it
        root = etree.fromstring(data, parser)
    if root is None:
        raise FormatError(problem=NO_XML, remedy=ASK_AGAIN)
    _check_size(root)
    return root


def local_name(element: _Element) -> str:
    """Return the name of an element without its namespace."""
    return _after_namespace(str(element.tag))


@lru_cache(maxsize=4_096)
def _after_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


def _check_outside(data: bytes) -> None:
    if not data:
        raise FormatError(problem="ファイルが空です。", remedy=ASK_AGAIN)
    if len(data) > MOST_BYTES:
        raise FormatError(
            problem=f"申告データが大きすぎます（{len(data):,}バイト、上限{MOST_BYTES:,}バイト）。",
            remedy="申告1件のデータか確かめてください。",
        )
    if b"\0" in data:
        raise FormatError(problem="UTF-8でない文字コードです。", remedy=ASK_AGAIN)
    declared = _DECLARATION.match(data)
    if declared and declared[1].decode("ascii").lower() not in ALLOWED_CHARSETS:
        raise FormatError(problem="UTF-8でない文字コードです。", remedy=ASK_AGAIN)
    if _FORBIDDEN.search(data):
        raise FormatError(
            problem="文書型宣言または実体宣言があります（申告データには使われません）。",
            remedy="取り込まず、送付元とセキュリティ担当に知らせてください。",
        )


def _check_size(root: _Element) -> None:
    if _TOO_DEEP(root) or _COUNT(root) > MOST_ELEMENTS:
        raise FormatError(
            problem=f"要素が多すぎるか、深すぎます（上限{MOST_ELEMENTS:,}個、{DEEPEST}段）。",
            remedy="申告データか確かめてください。",
        )
