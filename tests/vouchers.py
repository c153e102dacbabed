"""A provider of OpenID Connect on this machine, which can lie in every way that matters.

It keeps to its part as a strict one does: PKCE, the client's secret and the code's single use are
checked (RFC 6749, 7636; OpenID Connect Core 1.0).
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET = "dateline", "a secret of two"
EMAIL = "ann@reader.example"


@cache
def key(_name: str = "first") -> rsa.RSAPrivateKey:
    """A key pair; the same one for the same name."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Voucher:
    """The provider. `person` is who sits there; `claims`, `description` and `signing` are put
    over what is true (None: it is left out); `answers` holds what a path answers instead."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.begin_anew()

    def begin_anew(self) -> None:
        """It tells the truth, about the same person; nobody has asked it anything."""
        self.person: dict[str, Any] = {
            "sub": "canary-7", "email": EMAIL, "email_verified": True}
        self.claims: dict[str, Any] = {}
        self.description: dict[str, Any] = {}
        self.signing: dict[str, Any] = {}
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.sent: dict[str, str] = {}

    def about(self) -> dict[str, Any]:
        """Its description of itself."""
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize?tenant=1",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/person",
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        } | self.description

    def keys(self) -> dict[str, Any]:
        """Its public keys: one for signing, one that is not."""
        shown = json.loads(RSAAlgorithm.to_jwk(key().public_key()))
        return {"keys": [shown | {"kid": "one", "use": "sig", "alg": "RS256"},
                         shown | {"kid": "two", "use": "enc"}]}

    def authorize(self, query: str) -> str:
        """Who sits there says yes; where the browser is led then."""
        said = dict(parse_qsl(query))
        assert said["response_type"] == "code" and said["code_challenge_method"] == "S256"
        assert said["tenant"] == "1" and set(said["scope"].split()) == {"openid", "email"}
        self.sent, code = said, secrets.token_urlsafe(8)
        self.codes[code] = said
        back = urlencode({"code": code, "state": said["state"], "iss": self.issuer})
        return f"{said['redirect_uri']}?{back}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any]:
        """An ID token for a code, once, to who began it."""
        asked = self.codes.pop(form["code"])
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        assert asked["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
        assert form["redirect_uri"] == asked["redirect_uri"]
        told = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        assert authorization == f"Basic {told}" and "client_secret" not in form
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300,
                  "nonce": asked["nonce"]} | self.person | self.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        signing = {"key": key(), "algorithm": "RS256", "headers": {"kid": "one"}} | self.signing
        return {"access_token": "opens-the-person", "token_type": "Bearer",
                "id_token": jwt.encode(claims, **signing)}

    def agreed(self, address: str) -> str:
        """Go to its page, as a browser does; where it leads back to (path and query)."""
        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *_: Any) -> None:
                return None

        try:
            urllib.request.build_opener(Stay).open(address, timeout=10)
        except urllib.error.HTTPError as answer:
            with answer:
                parts = urlsplit(answer.headers["Location"])
                return f"{parts.path}?{parts.query}"
        raise AssertionError("it leads nowhere")


def _handler(voucher: Voucher) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Nothing is printed."""

        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            voucher.asked.append(path)
            if path == "/authorize":
                self.send_response(302)
                self.send_header("Location", voucher.authorize(query))
                self.end_headers()
            elif path == "/person":
                assert self.headers["Authorization"] == "Bearer opens-the-person"
                self._say(path, voucher.person)
            else:
                self._say(path, voucher.keys() if path == "/keys" else voucher.about())

        def do_POST(self) -> None:
            voucher.asked.append(self.path)
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(sent).items()}
            self._say(self.path, voucher.token(form, self.headers["Authorization"]))

        def _say(self, path: str, said: dict[str, Any]) -> None:
            status, body = voucher.answers.get(path, (200, json.dumps(said).encode()))
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


@contextmanager
def vouching() -> Iterator[Voucher]:
    """A provider for the length of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    voucher = Voucher(server.server_address[1])
    server.RequestHandlerClass = _handler(voucher)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield voucher
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
