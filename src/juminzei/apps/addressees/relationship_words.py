"""続柄 in words: up to four codes of two digits, each joined to the next by の.

The register gives codes; those here are the ones seen in its extracts. An unknown code
is shown as such, never guessed at.
"""

from __future__ import annotations

HEAD = "02"
WORDS = {
    "02": "世帯主",
    "03": "準世帯主",
    "11": "夫",
    "12": "妻",
    "13": "夫（未届）",
    "14": "妻（未届）",
    "20": "子",
    "51": "父",
    "52": "母",
    "53": "養父",
    "54": "養母",
    "71": "兄",
    "74": "弟",
    "81": "姉",
    "84": "妹",
    "96": "縁故者",
    "98": "使用人",
    "99": "同居人",
}


def relationship_words(codes: str) -> str:
    """Return ``2012`` or ``20の12`` as 子の妻; blank for nothing."""
    digits = "".join(sign for sign in codes if sign.isdigit())
    steps = [digits[place : place + 2] for place in range(0, len(digits), 2)]
    return "の".join(WORDS.get(step, f"（コード{step}）") for step in steps)


def is_head(codes: str) -> bool:
    """Return whether the code is the head's, or the acting head's."""
    return codes in {HEAD, "03"}
