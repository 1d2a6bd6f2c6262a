"""What the reader of law files refuses, told in Japanese to clerks who write a change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juminzei.kernel.law_file import LawError

REMEDIES = (
    (r"is no TOML: (.*)", r"TOML として読めません。書き方を確かめてください（\1）。"),
    (r"is no known key; known here: (.*)", r"この名前の項目はありません。使える名前：\1"),
    (
        r"is (.*); write rates as .*",
        r"\1 とは書けません。率は小数でなく、\"3/100\" のような分数で書いてください。",
    ),
    (
        r"'(.*)' is no rate; .*",
        r"「\1」は率として読めません。\"3/100\" のような分数で書いてください。",
    ),
    (r"is missing; .*", r"この項目がありません。根拠の条文とともに書いてください。"),
    (
        r"leaves a gap above its last row; .*",
        r"最後の行より上が決まっていません。最後の行は above = … で書いてください。",
    ),
    (
        r"is (.*), within the row before; .*",
        r"\1 は前の行の範囲に入っています。行を小さい順に書いてください。",
    ),
    (
        r"is (.*), but the row before ends at (.*); they must be equal",
        r"\1 は前の行の終わり（\2）と違います。同じ数にしてください。",
    ),
    (r"is (.*); write a list", r"\1 とは書けません。[ ] の並びで書いてください。"),
    (r"is (.*); write a table", r"\1 とは書けません。表（[名前] の下に項目）で書いてください。"),
    (r"is (.*); write a value of type int", r"\1 とは書けません。整数で書いてください。"),
    (
        r"is (.*); write a value of type bool",
        r"\1 とは書けません。true か false を書いてください。",
    ),
    (
        r"is (.*); write a value of type str",
        r"\1 とは書けません。\" \" で囲んだ文字で書いてください。",
    ),
    (
        r"is (.*); write a value of type date",
        r"\1 とは書けません。2026-06-30 の形で書いてください。",
    ),
    (
        r"is missing, but (.*) is a designated city; .*",
        r"この項目がありません。\1を指定都市とするなら、根拠の条文とともに書いてください。",
    ),
    (r"needs (\d+) months, at least one.*", r"月の数が納期限の数（\1）と合いません。"),
    (r"is (.*), outside tax year (\d+),.*", r"\1 は \2 年度の期間（4月から翌年3月）の外です。"),
    (r"is (.*), not after the date before; .*", r"\1 は前の日付より後ではありません。"),
    (r"is (.*), but its date is (.*)", r"\1 は納期限 \2 の月ではありません。"),
    (r"is empty; .*", r"空です。根拠の条文を書いてください。"),
    (r"overlaps; .*", r"限度が重なっています。小さい順に書いてください。"),
    (r"needs (\d+) amounts", r"額の数が合いません。\1個書いてください。"),
    (r"is (.*); give a rate of at most 1", r"\1 は使えません。1以下の率を書いてください。"),
    (
        r"is (.*); write it with a denominator that divides (.*)",
        r"\1 の分母は使えません。\2 を割り切る分母（100、1000 など）で書いてください。",
    ),
    (r"is (.*); write it with a denominator up to (.*)", r"\1 の分母は\2以下にしてください。"),
    (r"is (.*); write it with a numerator of at most (.*)", r"\1 の分子は\2以下にしてください。"),
    (
        r"has another denominator than .*",
        r"一緒に計算する率と分母が違います。どの率も同じ分母で書いてください。",
    ),
    (r"is (.*); give (.*) to (.*)", r"\1 は使えません。\2 から \3 までで書いてください。"),
    (r"has (\d+) rows; give at most (\d+)", r"\1行は多すぎます。\2行までで書いてください。"),
    (
        r"is nested deeper than any law; .*",
        r"名前の段が深すぎます。[city.income_levy] のように書いてください。",
    ),
    (
        r"says what the file is .*",
        r"この項目は法令データの見出しで、変えられません。取り除いてください。",
    ),
    (
        r"is not here; the law of tax year (\d+) is not known",
        r"\1 年度の法令データがありません。年度を確かめてください。",
    ),
)
"""What a :class:`LawError` says → the same in Japanese, with its values; the first that fits."""


def refusal_text(error: LawError) -> str:
    """Return where, what and what to do: ``"change.toml：city.grade：…"``.

    What has no Japanese words is told as it is.
    """
    where = [error.file, error.key] if error.key else [error.file]
    return "：".join([*where, _remedy(error.remedy)])


def _remedy(text: str) -> str:
    for pattern, words in REMEDIES:
        if match := re.fullmatch(pattern, text, re.DOTALL):
            return match.expand(words.replace(r"\"", '"'))
    return text
