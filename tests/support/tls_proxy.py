"""A reverse proxy that ends TLS before a server of ours, with a certificate made for the test."""

from __future__ import annotations

import http.client
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOP_BY_HOP = {"connection", "transfer-encoding", "keep-alive"}


@contextmanager
def tls_proxy(folder: Path, server_port: int) -> Iterator[int]:
    """Pass requests on to the server on ``server_port``; give the proxy's own port."""

    class PassingOn(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def _pass_on(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = [
                (name, value)
                for name, value in self.headers.items()
                if name.lower() not in HOP_BY_HOP | {"x-forwarded-for", "x-forwarded-proto"}
            ]
            before = self.headers.get("X-Forwarded-For")
            addresses = f"{before}, {self.client_address[0]}" if before else self.client_address[0]
            onward = http.client.HTTPConnection("127.0.0.1", server_port, timeout=60)
            onward.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in [
                *headers,
                ("X-Forwarded-For", addresses),
                ("X-Forwarded-Proto", "https"),
            ]:
                onward.putheader(name, value)
            onward.endheaders(self.rfile.read(length))
            answer = onward.getresponse()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.read())
            onward.close()

        do_GET = do_POST = _pass_on  # noqa: N815 - the names that the base class looks for

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's names
            """Say nothing."""

    proxy = ThreadingHTTPServer(("127.0.0.1", 0), PassingOn)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(folder))
    proxy.socket = context.wrap_socket(proxy.socket, server_side=True)
    thread = threading.Thread(target=proxy.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy.server_address[1]
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join()


def _certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "proxy.pem"
    path.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path
