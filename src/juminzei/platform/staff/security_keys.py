"""The second factor as a FIDO2 authenticator: a passkey, a key on USB, an IC card.

It works without any outside service: nobody is asked who made the key, and its public key
is all that is kept. The person is verified by the authenticator itself (PIN or fingerprint).
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

from django.db import transaction
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    AuthenticatorData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from juminzei.platform.audit import services as audit
from juminzei.platform.staff.key_address import RelyingParty, relying_party
from juminzei.platform.staff.lockout import count_failure, forget_failures, resting
from juminzei.platform.staff.models import SecurityKey, StaffMember, TotpFactor
from juminzei.platform.staff.refusal import StaffRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet

VERIFIED = UserVerificationRequirement.REQUIRED
MOST = 10
"""Keys of one member."""
LARGEST = 20_000
"""Signs of an authenticator's answer."""
BROKEN = (ValueError, TypeError, LookupError, AttributeError, AssertionError, struct.error)
"""What the library raises for answers that are not what they should be."""
NOT_TAKEN = "このセキュリティキーは登録できません。画面を開き直して、もう一度行ってください。"


def offered() -> bool:
    """Return whether security keys can be used: they are bound to an address."""
    return relying_party() is not None


def usable(member: StaffMember) -> QuerySet[SecurityKey]:
    """Return the keys that ``member`` can come in with."""
    good = SecurityKey.objects.filter(removed_at__isnull=True, suspected_at__isnull=True)
    return good.filter(staff_member=member).order_by("pk")


def begin_registration(member: StaffMember) -> tuple[str, dict[str, Any]]:
    """Return what the browser is asked, as JSON, and what must be kept for the answer."""
    user = PublicKeyCredentialUserEntity(
        id=f"staff {member.pk}".encode(), name=member.staff_number, display_name=member.staff_number
    )
    options, state = _server().register_begin(
        user,
        credentials=[_credential(key) for key in usable(member)],
        user_verification=VERIFIED,
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
    )
    return json.dumps(dict(options)), state


@transaction.atomic
def register_key(
    *, member: StaffMember, name: str, state: Mapping[str, Any], answer: str, at: datetime
) -> SecurityKey:
    """Register the key that answered.

    Args:
        member: Whose key it is.
        name: What they call it.
        state: What :func:`begin_registration` said.
        answer: The authenticator's answer, as JSON.
        at: When.

    Raises:
        StaffRefusedError: The answer is no good, or it is somebody's already.
    """
    if usable(member).count() >= MOST:
        raise StaffRefusedError(f"セキュリティキーは1人 {MOST} 個までです。")
    try:
        given = _parsed(answer)
        _refuse_other_sites(RegistrationResponse.from_dict(given).response.client_data.cross_origin)
        data = _server().register_complete(state, given)
        credential = data.credential_data
    except BROKEN:
        raise StaffRefusedError(NOT_TAKEN) from None
    number = websafe_encode(credential.credential_id) if credential else ""
    if credential is None or SecurityKey.objects.filter(credential_id=number).exists():
        raise StaffRefusedError(NOT_TAKEN)
    key = SecurityKey.objects.create(
        staff_member=member,
        name=name.strip(),
        credential_id=number,
        credential=bytes(credential),
        sign_count=data.counter,
        registered_at=at,
    )
    # an app that was begun and never shown to work is no way in beside the key
    TotpFactor.objects.filter(staff_member=member, confirmed_at__isnull=True).delete()
    _record("staff.security_key.registered", key, member, at)
    return key


def begin_use(member: StaffMember) -> tuple[str, dict[str, Any]]:
    """Return what the browser is asked, as JSON, and what must be kept for the answer."""
    options, state = _server().authenticate_begin(
        [_credential(key) for key in usable(member)], user_verification=VERIFIED
    )
    return json.dumps(dict(options)), state


@transaction.atomic
def check_key(
    member: StaffMember, state: Mapping[str, Any] | None, answer: str, *, at: datetime
) -> bool:
    """Return whether a key of ``member`` answered what it was asked just now.

    A wrong answer counts as a failure to sign in. A key whose count did not grow may have a
    double: it is refused from then on, recorded, and officers are told.
    """
    current = StaffMember.objects.get(pk=member.pk)
    keys = list(usable(member).select_for_update())
    data, key = _verified(state, keys, answer) if state else (None, None)
    if data is None or key is None or resting(current, at):
        count_failure(current, at)
        return False
    if (data.counter or key.sign_count) and data.counter <= key.sign_count:
        key.suspected_at = at
        key.save(update_fields=["suspected_at"])
        _record("staff.security_key.suspected", key, member, at)
        count_failure(current, at)
        return False
    key.sign_count, key.last_used_at = data.counter, at
    key.save(update_fields=["sign_count", "last_used_at"])
    forget_failures(member)
    _record("staff.security_key.passed", key, member, at)
    return True


def remove_key(key: SecurityKey, *, actor: StaffMember, at: datetime) -> None:
    """Let a key open nothing any more."""
    key.removed_at = at
    key.save(update_fields=["removed_at"])
    _record("staff.security_key.removed", key, actor, at)


def _verified(
    state: Mapping[str, Any], keys: list[SecurityKey], answer: str
) -> tuple[AuthenticatorData | None, SecurityKey | None]:
    """Return what one of ``keys`` signed, and which; nothing if none did."""
    try:
        given = _parsed(answer)
        response = AuthenticationResponse.from_dict(given).response
        _refuse_other_sites(response.client_data.cross_origin)
        used = _server().authenticate_complete(state, [_credential(key) for key in keys], given)
    except BROKEN:
        return None, None
    number = websafe_encode(used.credential_id)
    found = next((key for key in keys if key.credential_id == number), None)
    return response.authenticator_data, found


def _parsed(answer: str) -> Mapping[str, Any]:
    if len(answer) > LARGEST:
        raise ValueError("too long")
    given = json.loads(answer)
    if not isinstance(given, dict):
        raise TypeError("not an answer")
    return given


def _refuse_other_sites(cross_origin: object) -> None:
    if cross_origin:
        raise ValueError("asked from a page inside another site's")


def _credential(key: SecurityKey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(key.credential))


def _server() -> Fido2Server:
    party: RelyingParty | None = relying_party()
    if party is None:
        raise StaffRefusedError(
            "セキュリティキーは使えません。管理者が JUMINZEI_ADDRESS を設定すると使えます。"
        )
    entity = PublicKeyCredentialRpEntity(id=party.host, name="個人住民税")
    return Fido2Server(entity, verify_origin=party.is_ours)


def _record(action: str, key: SecurityKey, actor: StaffMember, at: datetime) -> None:
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="staff_member",
        subject_id=key.staff_member.staff_number,
        details={"key": key.pk},
    )
