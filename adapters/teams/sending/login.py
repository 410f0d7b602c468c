"""Microsoft's login as its own library asks it: with a secret, a certificate or an Azure identity.

The library waits for its answers, so that all of this is called on a thread.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, Final, Protocol
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import (
    BaseHandler,
    HTTPRedirectHandler,
    ProxyHandler,
    Request,
    build_opener,
)

import msal
from msal.exceptions import MsalError, MsalServiceError

from adapters.teams.door import AppType, Credentials
from adapters.teams.errors import SetUpError, UnreachedError
from adapters.teams.services import is_here

TIMEOUT: Final = 8.0
"""Seconds for one request to Microsoft's login."""
LARGEST: Final = 1024 * 1024
"""Bytes of an answer; a token has a few thousand."""
EVERYONES: Final = "botframework.com"
"""The tenant whose tokens a multi-tenant bot bears."""
_DISCOVERY: Final = "/v2.0/.well-known/openid-configuration"
_KEY: Final = re.compile(
    r"-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----.+?-----END \1-----", re.DOTALL | re.ASCII
)
_CERTIFICATE: Final = re.compile(
    r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL | re.ASCII
)
_NUMBER: Final = re.compile(r"AADSTS\d{3,9}", re.ASCII)

_PORTAL: Final = "at portal.azure.com, under App registrations"
_REMEDIES: Final[Mapping[str, tuple[str, str]]] = {
    "AADSTS7000215": (
        "MICROSOFT_APP_PASSWORD",
        f"Copy the value, and not the id, of a client secret {_PORTAL}, Certificates & secrets.",
    ),
    "AADSTS7000222": (
        "MICROSOFT_APP_PASSWORD",
        f"The secret has ended: make a new one {_PORTAL}, Certificates & secrets.",
    ),
    "AADSTS700027": (
        "MICROSOFT_APP_CERTIFICATE",
        f"Upload this certificate {_PORTAL}, Certificates & secrets, or give the one there.",
    ),
    "AADSTS700016": (
        "MICROSOFT_APP_ID",
        f"Compare it, and MICROSOFT_APP_TENANT_ID, with the overview page of the app {_PORTAL}.",
    ),
    "AADSTS90002": (
        "MICROSOFT_APP_TENANT_ID",
        "Copy the Directory (tenant) id from the overview page of the app at portal.azure.com.",
    ),
    "AADSTS900023": (
        "MICROSOFT_APP_TENANT_ID",
        "Copy the Directory (tenant) id from the overview page of the app at portal.azure.com.",
    ),
}
"""Which setting an error of Microsoft's login is about, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A token, and how long it is good."""

    token: str
    seconds: float

    def __repr__(self) -> str:
        """Say nothing of what is in it."""
        return "Grant(…)"


class Login(Protocol):
    """Fetches tokens; waits for the answer."""

    def fetch(self, tenant: str, scope: str) -> Grant:
        """Return a token for what ``scope`` names, in a tenant.

        Raises SetUpError where Microsoft refuses, UnreachedError where it does not answer.
        """
        ...


class MicrosoftLogin:
    """Asks Microsoft; holds the library's objects, one for each tenant."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self._line = _Line(credentials.cloud.login)
        self._apps: dict[str, Any] = {}

    def fetch(self, tenant: str, scope: str) -> Grant:
        try:
            answer = self._asked(tenant, scope)
        except (OSError, HTTPException, ValueError, MsalError) as error:
            # Its words may quote what was sent, so that only the kind is told.
            raise UnreachedError(
                "TEAMS_LOGIN_URL",
                f"Microsoft's login cannot be asked at {self._line.login} ({type(error).__name__})",
                "Check that this computer may reach it, by way of HTTPS_PROXY if need be.",
            ) from None
        token = answer.get("access_token")
        if not isinstance(token, str) or not token:
            raise _refusal(answer)
        return Grant(token, _number(answer.get("expires_in")))

    def _asked(self, tenant: str, scope: str) -> Mapping[str, Any]:
        own = self._credentials
        if own.app_type is AppType.MANAGED_IDENTITY:
            identity = msal.UserAssignedManagedIdentity(client_id=own.app_id)
            client = msal.ManagedIdentityClient(identity, http_client=self._line)
            found = client.acquire_token_for_client(resource=scope.removesuffix("/.default"))
        else:
            # A new one each time: the library would hand out the token that was refused.
            client = msal.ConfidentialClientApplication(
                own.app_id,
                client_credential=_credential(own),
                authority=f"{self._line.authority}/{tenant}",
                instance_discovery=False,
                http_client=self._line,
            )
            found = client.acquire_token_for_client(scopes=[scope])
        return found if isinstance(found, Mapping) else {}


def _credential(credentials: Credentials) -> str | dict[str, str]:
    """Return what the library takes: the secret, or the key with its certificate."""
    if not credentials.certificate:
        return credentials.password
    key = _KEY.search(credentials.certificate)
    certificate = _CERTIFICATE.search(credentials.certificate)
    if key is None or certificate is None:
        raise SetUpError(
            "MICROSOFT_APP_CERTIFICATE",
            "the file holds no private key with its certificate",
            "It must be a PEM file with a PRIVATE KEY and a CERTIFICATE, without a passphrase.",
        )
    return {"private_key": key.group(), "public_certificate": certificate.group()}


def _refusal(answer: Mapping[str, Any]) -> SetUpError:
    """Return what a refusal says; its words name nobody, but for Microsoft's number."""
    words = answer.get("error_description")
    found = _NUMBER.search(words) if isinstance(words, str) else None
    number = found.group() if found else ""
    setting, remedy = _REMEDIES.get(
        number,
        ("MICROSOFT_APP_ID", f"Compare the app's settings with its pages {_PORTAL}."),
    )
    error = answer.get("error")
    code = number or (error if isinstance(error, str) and error.isidentifier() else "no word")
    if error in {"temporarily_unavailable", "server_error"}:
        return UnreachedError(setting, f"Microsoft's login is away ({code})", "Try again later.")
    return SetUpError(setting, f"Microsoft gives no token ({code})", remedy)


def _number(value: object) -> float:
    if not isinstance(value, str | int | float):
        return 0.0
    try:
        return float(value)
    except ValueError:
        return 0.0


# --- how the library's requests go out ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Answer:
    status_code: int
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def raise_for_status(self) -> None:
        """Raise where it is a no; what is held by the library has a way of its own."""
        if self.status_code >= HTTPStatus.BAD_REQUEST:
            raise MsalServiceError(f"HTTP {self.status_code}", error="", error_description="")


class _NoRedirection(HTTPRedirectHandler):
    """Follows nobody elsewhere with a secret in hand."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        del req, fp, code, msg, headers, newurl


class _Line:
    """What the library sends its requests through: bounded in time and size.

    It knows where a tenant's tokens are without asking, as Microsoft's addresses are all alike. The
    library takes https only: a Microsoft of somebody's own on this computer is asked by http.
    """

    def __init__(self, login: str) -> None:
        self.login = login.rstrip("/")
        parts = urlsplit(self.login)
        here = is_here(parts.hostname or "")
        self._plain = here and parts.scheme == "http"
        self.authority = f"https{self.login.removeprefix(parts.scheme)}"
        handlers: list[BaseHandler] = [_NoRedirection()]
        if here:
            handlers.append(ProxyHandler({}))
        self._opener = build_opener(*handlers)

    def get(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        **more: object,
    ) -> _Answer:
        """Ask for something; the address of tokens is answered from here."""
        del more
        if url.startswith(self.authority) and url.endswith(_DISCOVERY):
            return _Answer(200, _endpoints(url.removesuffix(_DISCOVERY)))
        query = f"?{urlencode(params)}" if params else ""
        return self._sent(f"{url}{query}", None, headers)

    def post(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | str | None = None,
        headers: Mapping[str, str] | None = None,
        **more: object,
    ) -> _Answer:
        """Ask for a token."""
        del more
        query = f"?{urlencode(params)}" if params else ""
        written = data if isinstance(data, str) else urlencode(data or {})
        return self._sent(f"{url}{query}", written.encode(), headers)

    def close(self) -> None:
        """Do nothing: no connection is held."""

    def _sent(self, url: str, body: bytes | None, headers: Mapping[str, str] | None) -> _Answer:
        if self._plain and url.startswith(self.authority):
            url = f"http{url.removeprefix('https')}"
        request = Request(url, body, dict(headers or {}))  # noqa: S310 - the operator's, or Azure's own
        try:
            with self._opener.open(request, timeout=TIMEOUT) as response:
                return _Answer(response.status, _read(response), dict(response.headers))
        except HTTPError as error:
            with error:
                return _Answer(error.code, _read(error), dict(error.headers))


def _read(response: IO[bytes]) -> str:
    return response.read(LARGEST).decode("utf-8", "replace")


def _endpoints(authority: str) -> str:
    """Return what Microsoft's discovery says of a tenant, as far as the library reads it."""
    tokens = f"{authority}/oauth2/v2.0"
    told = {
        "issuer": f"{authority}/v2.0",
        "authorization_endpoint": f"{tokens}/authorize",
        "token_endpoint": f"{tokens}/token",
    }
    return json.dumps(told)
