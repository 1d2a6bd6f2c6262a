"""Passwords that staff choose: long enough, not known to everybody, not like one before."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from rapidfuzz.distance import Levenshtein

from juminzei.platform.audit import services as audit
from juminzei.platform.staff.guessed_words import of_known_words
from juminzei.platform.staff.models import PastPassword, StaffMember
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.rules import rules

if TYPE_CHECKING:
    from datetime import datetime

LONGEST = 200
REMEMBERED = 24
"""How many passwords back a new one may not be like."""
NEAREST = 3
"""A new password differs from the one before in more signs than this."""
SHORTEST_SKELETON, FEWEST_DIFFERENT = 4, 5


@transaction.atomic
def change_password(*, member: StaffMember, old: str | None, new: str, at: datetime) -> None:
    """Set the password that ``member`` chose.

    Args:
        member: Whose it is; nobody chooses another's.
        old: The one before, if they have one.
        new: The new one.
        at: When.

    Raises:
        StaffRefusedError: The old one is wrong, or the new one will not do; the text says why.
    """
    if old is not None and not member.check_password(old):
        raise StaffRefusedError("今のパスワードが違います。")
    problems = password_problems(member, new, old=old)
    if problems:
        raise StaffRefusedError("\n".join(problems))
    _remember(member, new, at)
    member.set_password(new)
    member.password_set_at = at
    member.save(update_fields=["password", "password_set_at"])
    audit.record(
        action="staff.password.changed",
        actor=member,
        at=at,
        subject_kind="staff_member",
        subject_id=member.staff_number,
    )


def password_problems(member: StaffMember, new: str, *, old: str | None = None) -> list[str]:
    """Return why ``new`` will not do as a password of ``member``'s, empty if it will."""
    fewest = rules().password_length
    found = []
    if not fewest <= len(new) <= LONGEST:
        found.append(f"{fewest}文字以上{LONGEST}文字以内にしてください。")
    if _guessable(member, new):
        found.append("推測されやすいパスワードです。言葉をいくつか組み合わせてください。")
    near = old is not None and Levenshtein.distance(_folded(old), _folded(new)) <= NEAREST
    if near or _used(member, new):
        found.append(
            "前に使ったパスワードと同じか、似ています。数字や記号だけを変えることはできません。"
        )
    return found


def expired(member: StaffMember, at: datetime) -> bool:
    """Return whether only the page that changes the password is open to ``member``."""
    if not rules().passwords_expire or member.password_set_at is None:
        return False
    return at - member.password_set_at > timedelta(days=rules().password_days)


def skeleton(password: str) -> str:
    """Return what is left without digits, signs, width and case; of little else, all of it."""
    folded = _folded(password)
    letters = "".join(sign for sign in folded if sign.isalpha())
    return letters if len(letters) >= SHORTEST_SKELETON else folded


def _folded(password: str) -> str:
    return unicodedata.normalize("NFKC", password).casefold()


def _guessable(member: StaffMember, new: str) -> bool:
    folded = _folded(new)
    try:
        CommonPasswordValidator().validate(folded)
        CommonPasswordValidator().validate(skeleton(new))
    except ValidationError:
        return True
    own = [_folded(word) for word in (member.staff_number, *member.name.split())]
    known = any(word in folded for word in own) or of_known_words(skeleton(new))
    return known or len(set(folded)) < FEWEST_DIFFERENT


def _used(member: StaffMember, new: str) -> bool:
    """Say whether the skeleton of ``new`` is one of the last; one salt a member, one digest."""
    newest = PastPassword.objects.filter(staff_member=member).order_by("-pk")[:REMEMBERED]
    kept = list(newest.values_list("skeleton", flat=True))
    return _digest(member, new) in kept


def _remember(member: StaffMember, new: str, at: datetime) -> None:
    PastPassword.objects.create(staff_member=member, skeleton=_digest(member, new), set_at=at)
    past = PastPassword.objects.filter(staff_member=member).order_by("-pk")
    PastPassword.objects.filter(
        pk__in=list(past.values_list("pk", flat=True)[REMEMBERED:])
    ).delete()


def _digest(member: StaffMember, password: str) -> str:
    """Return the slow digest of the skeleton, under a salt that only this installation makes."""
    salt = hmac.new(
        settings.SECRET_KEY.encode(), f"skeleton {member.pk}".encode(), hashlib.sha256
    ).hexdigest()[:22]
    return make_password(skeleton(password), salt=salt)
