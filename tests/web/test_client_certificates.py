"""Terminals known by the certificate that our proxy verified, and by nobody else's word."""

from __future__ import annotations

import hashlib
import ssl
from datetime import datetime, timedelta
from ipaddress import ip_network
from urllib.parse import quote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.contrib.auth import SESSION_KEY
from django.test import Client

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.terminals import approve_terminal, request_terminal, revoke_terminal
from juminzei.web.client_certificate import digest_told
from support.administrators import set_rules
from support.moments import START
from support.page_rows import PASSWORD, staff

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
Patch = pytest.MonkeyPatch
PROXY, STRANGER = "10.0.0.2", "192.0.2.66"
NAME = "税務課-01"


def made(name: str, begin: datetime = START) -> str:
    """Return a new certificate as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder(subject, subject, key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(begin)
    signed = builder.not_valid_after(begin + timedelta(days=365)).sign(key, SHA256())
    return signed.public_bytes(Encoding.PEM).decode()


def sha256(pem: str) -> str:
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()


@pytest.fixture
def behind(monkeypatch: Patch) -> None:
    """One proxy of ours, and only registered terminals."""
    set_rules(
        monkeypatch,
        proxies=1,
        proxy_addresses=[ip_network(f"{PROXY}/32")],
        registered_terminals_only=True,
    )


def known(number: str) -> StaffMember:
    return StaffMember.objects.filter(staff_number=number).first() or staff(
        number, Role.ADMINISTRATOR
    )


def registered(certificate: str, name: str = NAME) -> str:
    one, other = known("9001"), known("9002")
    request_terminal(
        name=name,
        place="2階",
        terminal_class="no_media",
        certificate=certificate,
        actor=one,
        at=now(),
    )
    return approve_terminal(name=name, actor=other, at=now())


def calling(peer: str = PROXY, *, verify: str = "SUCCESS", certificate: str = "") -> Client:
    return Client(
        REMOTE_ADDR=peer,
        HTTP_X_FORWARDED_FOR="192.0.2.7",
        HTTP_X_CLIENT_VERIFY=verify,
        HTTP_X_CLIENT_CERTIFICATE=certificate,
    )


@pytest.mark.usefixtures("behind")
def test_a_registered_certificate_lets_in_until_it_is_revoked() -> None:
    """T-A04: by certificate: registered is let in and named, revoked is not."""
    pem = made("zei-01")
    assert registered(sha256(pem)) == ""
    staff(password=PASSWORD)
    client = calling(certificate=quote(pem))
    client.post("/sign-in/", {"username": "1001", "password": PASSWORD})
    answer = client.get("/")
    assert answer.status_code == 200
    assert vars(answer.wsgi_request)["terminal_class"] == "no_media"
    client.post("/sign-out/")
    assert OutgoingRecord.objects.get(action="staff.signed_out").subject_id == "1001"
    revoke_terminal(name=NAME, actor=known("9001"), at=now())
    assert client.get("/sign-in/").status_code == 403


@pytest.mark.usefixtures("behind")
@pytest.mark.parametrize(
    ("peer", "verify", "own"),
    [
        (STRANGER, "SUCCESS", True),
        (PROXY, "FAILED:self signed certificate", True),
        (PROXY, "NONE", True),
        (PROXY, "", True),
        (PROXY, "SUCCESS", False),
    ],
)
def test_no_other_certificate_and_nobody_elses_word_lets_in(
    peer: str, verify: str, *, own: bool
) -> None:
    """T-A04: forged from elsewhere, not verified, or not registered; before any form is read."""
    pem = made("zei-01")
    registered(sha256(pem))
    member = staff(password=PASSWORD)
    told = sha256(pem if own else made("stranger"))
    client = calling(peer, verify=verify, certificate=told)
    assert client.get("/sign-in/").status_code == 403
    client.post("/sign-in/", {"username": "1001", "password": PASSWORD})
    client.post("/sign-in/", {"username": "1001", "password": "guess"})
    assert SESSION_KEY not in client.session
    member.refresh_from_db()
    assert member.failed_sign_ins == 0
    assert OutgoingRecord.objects.filter(action="staff.terminal.refused").count() == 3


def test_without_proxies_no_header_counts(monkeypatch: Patch) -> None:
    set_rules(monkeypatch, registered_terminals_only=True)
    pem = made("zei-01")
    registered(sha256(pem))
    assert calling("127.0.0.1", certificate=sha256(pem)).get("/sign-in/").status_code == 403


@pytest.mark.usefixtures("behind")
@pytest.mark.parametrize(
    ("proof", "by_key", "by_certificate"),
    [("either", 200, 200), ("key", 200, 403), ("certificate", 403, 200)],
)
def test_the_setting_says_which_proof_counts(
    monkeypatch: Patch, proof: str, by_key: int, by_certificate: int
) -> None:
    pem = made("zei-01")
    registered(sha256(pem))
    key = registered("", "税務課-02")
    set_rules(monkeypatch, terminal_proof=proof)
    with_key = calling(verify="NONE")
    with_key.cookies["terminal"] = key
    assert with_key.get("/sign-in/").status_code == by_key
    assert calling(certificate=sha256(pem)).get("/sign-in/").status_code == by_certificate


@pytest.mark.parametrize("certificate", ["x", "ab" * 31, "zz" * 32, "ab" * 33])
def test_what_is_no_digest_is_not_registered(certificate: str) -> None:
    with pytest.raises(StaffRefusedError, match="64けた"):
        registered(certificate)


def test_a_certificate_is_one_machines_and_may_be_written_with_colons() -> None:
    digest = sha256(made("zei-01"))
    colons = ":".join(digest[at : at + 2] for at in range(0, 64, 2)).upper()
    registered(colons)
    with pytest.raises(StaffRefusedError, match="別の端末"):
        registered(digest, "税務課-02")
    revoke_terminal(name=NAME, actor=known("9001"), at=now())
    registered(digest, "税務課-03")


def test_where_only_certificates_count_none_is_registered_without(monkeypatch: Patch) -> None:
    set_rules(monkeypatch, terminal_proof="certificate")
    with pytest.raises(StaffRefusedError, match="証明書で確かめる"):
        registered("")


@pytest.mark.parametrize("told", ["", "x", "%", "-----BEGIN CERTIFICATE-----", "\udcff", "é"])
def test_rubbish_in_the_header_is_no_certificate(told: str) -> None:
    assert digest_told(told, "SUCCESS") == ""


def test_a_certificate_and_its_digest_are_the_same() -> None:
    pem = made("zei-01")
    assert digest_told(quote(pem), "SUCCESS") == digest_told(sha256(pem).upper(), "SUCCESS")
    assert digest_told(quote(pem), "SUCCESS") == sha256(pem)
    assert digest_told(quote(pem), "FAILED") == ""
