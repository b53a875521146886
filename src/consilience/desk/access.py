"""Who may see and who may judge: tokens, sign-in, and proof that a form is our own.

In: what `consilience serve` was told. Out: `Access`, asked on every request. A form
carries a code made from the visitor's cookie and a secret of this run (the signed
double-submit cookie of OWASP's *CSRF Prevention*), so that no other site can send one.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import HTTPConnection

SESSION_COOKIE = "consilience-session"
SIGN_COOKIE = "consilience-sign"
WHO_COOKIE = "consilience-who"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What visitors may do. `tokens` is each analyst's name and secret; none: nobody signs in.

    `hosts` are names by which this desk may be called, beside those of this machine itself.
    """

    edit: bool = False
    tokens: Mapping[str, str] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def analyst(self, request: HTTPConnection) -> str | None:
        """Return who signed in, by bearer token or cookie; None for nobody."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self.owner(given.strip())
        cookie = request.cookies.get(SIGN_COOKIE, "")
        found = [who for who in self.tokens if _same(cookie, self.seal(f"sign {who}"))]
        return found[0] if found else None

    def owner(self, token: str) -> str | None:
        """Return whose token this is; every one is compared, so that time tells nothing."""
        found = [who for who, own in self.tokens.items() if _same(token, own)]
        return found[0] if found else None

    def seal(self, words: str) -> str:
        """Return a code for `words` that only this run of the desk can make."""
        return hmac.new(self.secret, words.encode(), hashlib.sha256).hexdigest()

    def form_code(self, session: str) -> str:
        """Return the code that a form of this visitor carries."""
        return self.seal(f"form {session}")

    def is_own_form(self, session: str | None, code: str) -> bool:
        """Tell whether a form was made by this desk for this visitor."""
        return bool(session) and _same(code, self.form_code(session or ""))


def new_session() -> str:
    """Return a name for a visitor that nobody can guess."""
    return secrets.token_urlsafe(24)


def _same(one: str, two: str) -> bool:
    return hmac.compare_digest(one.encode(), two.encode())
