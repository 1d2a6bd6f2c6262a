"""Which character set a file is in, decided strictly: no byte is ever guessed or dropped."""

from __future__ import annotations

import codecs

from juminzei.formats.errors import FormatError

MAX_BYTES = 256 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {"utf-8": "UTF-8（BOM付き）"}


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of ``data`` and the charset it was in.

    A byte order mark decides; without one the text must be whole in UTF-8 or in
    CP932. Text that is valid in both is ASCII and the same in both, but for rare
    sequences; UTF-8 is tried first because Shift_JIS text almost never passes as UTF-8.

    Returns:
        The text without byte order mark, and one of ``utf-8``, ``utf-8-sig``,
        ``utf-16-le``, ``utf-16-be``, ``cp932``.

    Raises:
        FormatError: The file is empty or too big, holds NUL bytes, or is in none of these.
    """
    _check_size(data)
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _whole(data, charset), charset
    _check_no_nul(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as utf8:
        utf8_offset = utf8.start
    try:
        return data.decode("cp932"), "cp932"
    except UnicodeDecodeError as cp932:
        offset = max(utf8_offset, cp932.start)
    raise FormatError(
        problem=f"文字コードを判別できません（{offset}バイト目の0x{data[offset]:02X}が、"
        "UTF-8とシフトJISのどちらの文字にもなりません）。",
        remedy="シフトJISまたはUTF-8で保存し直してもらってください。",
    )


def encode(text: str, charset: str) -> bytes:
    """Return the bytes of ``text``, with the byte order mark that the charset's name implies.

    Raises:
        UnicodeEncodeError: A character does not exist in ``charset``.
    """
    for mark, name in _MARKS:
        if name == charset != "utf-8-sig":
            return mark + text.encode(charset)
    return text.encode(charset)


def _check_size(data: bytes) -> None:
    if not data:
        raise FormatError(problem="ファイルが空です。", remedy="送付元に再送を依頼してください。")
    if len(data) > MAX_BYTES:
        raise FormatError(
            problem=f"ファイルが大きすぎます（{len(data):,}バイト、上限{MAX_BYTES:,}バイト）。",
            remedy="分割して取り込んでください。",
        )


def _check_no_nul(data: bytes) -> None:
    offset = data.find(b"\0")
    if offset >= 0:
        raise FormatError(
            problem=f"{offset}バイト目に文字ではないデータ（NUL）があります。",
            remedy="テキスト形式（CSV）のファイルか確かめ、送付元に再送を依頼してください。",
        )


def _whole(data: bytes, charset: str) -> str:
    marked = len(codecs.BOM_UTF16_LE if charset.startswith("utf-16") else codecs.BOM_UTF8)
    body = data[marked:]
    name = charset.removesuffix("-sig")
    try:
        text = body.decode(name)
    except UnicodeDecodeError as error:
        offset = marked + error.start
    else:
        _check_no_nul(text.encode("utf-8"))
        return text
    # Raised here because the error above carries the whole file with it.
    raise FormatError(
        problem=f"先頭の印は{_NAMES.get(name, 'UTF-16')}ですが、"
        f"{offset}バイト目から文字になりません。",
        remedy="文字コードを変換せずに保存し直してもらってください。",
    )
