"""Medical notices as マイナポータル gives them."""

HEAD = (
    "わたしの情報\n医療費通知情報\n\n項目名,内容\n対象期間,2025年1月～12月\n"
    "資格情報\n氏名,山田 太郎\n保険者,加須市\n"
)
LINE = "診療年月,{month}\n診療区分,医科外来\n医療機関等名称,{clinic}\n窓口相当負担額（円）,{paid}\n"


def notice(*lines: tuple[str, str, str]) -> str:
    """Return a notice of these lines: month, clinic, yen."""
    rows = (LINE.format(month=month, clinic=clinic, paid=paid) for month, clinic, paid in lines)
    return HEAD + "医療費情報明細\n" + "".join(rows)
