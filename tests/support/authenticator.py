"""A security key in software: answers as FIDO2 authenticators do, or wrongly on purpose."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

if TYPE_CHECKING:
    from collections.abc import Mapping

ORIGIN = "http://localhost:8000"
FLAG = AuthenticatorData.FLAG
PRESENT, VERIFIED, ATTESTED = 1, 4, 64


@dataclass
class SoftKey:
    """One authenticator with one credential."""

    host: str = "localhost"
    counter: int = 0
    flags: int = PRESENT | VERIFIED
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    number: bytes = field(default_factory=lambda: os.urandom(32))

    def registered(self, options: str, **told: Any) -> str:
        """Return the answer to a question of registration, as the page's script sends it."""
        client = _client("webauthn.create", _challenge(options), told)
        credential = AttestedCredentialData.create(bytes(16), self.number, _cose(self.private))
        data = AuthenticatorData.create(
            self._host_digest(), FLAG(self.flags | ATTESTED), self.counter, bytes(credential)
        )
        attestation = AttestationObject.create("none", data, {})
        return self._answer(
            clientDataJSON=websafe_encode(client),
            attestationObject=websafe_encode(bytes(attestation)),
        )

    def used(self, options: str, **told: Any) -> str:
        """Return the answer to a question at sign-in; the count grows by one."""
        self.counter += 1
        client = _client("webauthn.get", _challenge(options), told)
        data = AuthenticatorData.create(self._host_digest(), FLAG(self.flags), self.counter)
        signed = bytes(data) + hashlib.sha256(client).digest()
        signature = self.private.sign(signed, ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=websafe_encode(client),
            authenticatorData=websafe_encode(bytes(data)),
            signature=websafe_encode(signature),
        )

    def _answer(self, **response: str) -> str:
        number = websafe_encode(self.number)
        answer = {"id": number, "rawId": number, "type": "public-key", "response": response}
        return json.dumps(answer)

    def _host_digest(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()


def _cose(private: ec.EllipticCurvePrivateKey) -> ES256:
    """Return the public key in the numbers of COSE (RFC 9053)."""
    at = private.public_key().public_numbers()
    x, y = at.x.to_bytes(32, "big"), at.y.to_bytes(32, "big")
    return ES256({1: 2, 3: -7, -1: 1, -2: x, -3: y})


def _challenge(options: str) -> str:
    return str(json.loads(options)["publicKey"]["challenge"])


def _client(kind: str, challenge: str, told: Mapping[str, Any]) -> bytes:
    client = {"type": kind, "challenge": challenge, "origin": ORIGIN, "crossOrigin": False}
    return json.dumps({**client, **told}).encode()
