"""Words that everybody here would try first: a password made of them is refused.

The list stands in ``docs/staff.md`` too; a test holds both together.
"""

from __future__ import annotations

from django.conf import settings

WORDS = (
    *("password", "passwrd", "qwerty", "abcdef", "admin", "kanrisha"),
    *("juminzei", "juuminzei", "kojin", "shiken", "system", "shisutemu"),
    *("zeimuka", "kazeika", "shuunouka", "shiminka", "shiyakusho", "yakuba", "yakusho", "shokuin"),
    *("個人", "住民税", "市民税", "税務課", "課税課", "収納課", "市民課", "市役所", "役場", "職員"),
    *("パスワード", "システム", "管理者"),
)
FEWEST_OTHER = 4
"""A password has more letters beside these words than this, less one."""


def of_known_words(letters: str) -> bool:
    """Return whether a password's ``letters``, in small ones, are hardly more than such words.

    The city's own name counts as one of them, in Japanese and as its ordinance is called.
    """
    city = settings.CONFIGURATION
    names = (city.municipality_name, city.municipality_name[:-1], city.ordinance)
    rest = letters
    for word in sorted((*WORDS, *filter(None, names)), key=len, reverse=True):
        rest = rest.replace(word.casefold(), "")
    return len(rest) < FEWEST_OTHER
