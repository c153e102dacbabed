"""An ID token is believed only after all it says was looked at (OpenID Connect Core 3.1.3.7).

The signature always is, also where the token came straight from the provider.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

import jwt

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
              "EdDSA")
"""Signatures by a key pair. None with a shared secret, so that no public key passes for one
(RFC 8725 2.1, 3.1); `none` is no signature."""
LEEWAY = 60
"""Seconds that the provider's clock may be wrong by."""
_NEEDED = ["iss", "sub", "aud", "exp", "iat"]


class Untrue(Exception):
    """The token cannot be believed; the text says why, for the log."""


def believed(
    token: Any, *, keys: Any, issuer: str, client: str, nonce: str
) -> Mapping[str, Any]:
    """The claims of a token that was signed by one of `keys` (RFC 7517), by `issuer`, for `client`,
    in answer to our `nonce`, and holds now. Raises Untrue."""
    if not isinstance(token, str):
        raise Untrue("there is no ID token")
    try:
        claims: dict[str, Any] = jwt.decode(
            token, _key(token, keys), algorithms=list(ALGORITHMS), issuer=issuer, audience=client,
            leeway=LEEWAY, options={"require": _NEEDED})
    except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
        raise Untrue(str(error)) from None
    alone = claims["aud"] in (client, [client])
    if claims.get("azp", client if alone else None) != client:
        raise Untrue("it does not say that it was given to us, among those it is for")
    said = claims.get("nonce")
    if not isinstance(said, str) or not hmac.compare_digest(
            said.encode(errors="replace"), nonce.encode()):
        raise Untrue("its nonce is not the one of this sign-in")
    return claims


def _key(token: str, keys: Any) -> jwt.PyJWK:
    """The key that the token names; without a name, the only one of its kind."""
    head = jwt.get_unverified_header(token)
    algorithm, name = head.get("alg"), head.get("kid")
    if algorithm not in ALGORITHMS:
        raise Untrue(f"it is signed by {str(algorithm)[:20]!r}, which is not taken")
    listed = keys.get("keys") if isinstance(keys, dict) else None
    fitting = [key for key in listed or () if _fits(key, algorithm, name)]
    if len(fitting) != 1:
        raise Untrue(f"{len(fitting)} of the provider's keys are called {str(name)[:80]!r}")
    return jwt.PyJWK(fitting[0], algorithm)


def _fits(key: Any, algorithm: str, name: Any) -> bool:
    kinds = {"R": "RSA", "P": "RSA", "Ed": "OKP", "ES": "EC"}
    kind = kinds.get(algorithm[:2]) or kinds[algorithm[0]]
    return (
        isinstance(key, dict) and key.get("kty") == kind and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm and (name is None or key.get("kid") == name)
    )
