"""The certificate of the machine that calls, as the proxy that ends TLS verified it."""

from __future__ import annotations

import hashlib
import re
import ssl
from urllib.parse import unquote

HEADER, VERIFIED = "HTTP_X_CLIENT_CERTIFICATE", "HTTP_X_CLIENT_VERIFY"
FOUND = "JUMINZEI_CERTIFICATE"
"""Where the digest stands in ``META``; no caller can write there, for a header's name is not it."""
GOOD = "SUCCESS"
DIGEST = re.compile(r"[0-9a-f]{64}")


def digest_told(certificate: str, verified: str) -> str:
    """Return the SHA-256 of a certificate that a proxy tells of; empty if it verified none.

    Args:
        certificate: The digest in hexadecimal digits, or the certificate itself as PEM,
            escaped as in an address.
        verified: What became of the proxy's own check: ``SUCCESS``.
    """
    if verified.strip() != GOOD:
        return ""
    given = written(certificate)
    if DIGEST.fullmatch(given):
        return given
    try:
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(unquote(certificate).strip())).hexdigest()
    except ValueError:
        return ""


def written(digest: str) -> str:
    """Return a digest as it is kept: without colons, in small letters."""
    return digest.strip().replace(":", "").lower()
