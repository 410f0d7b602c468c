"""The double's server on loopback: signing keys, sign-in, connector and Graph at one address."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

import jwt
from aiohttp import web

from tests.teams.asking import PLATFORM, failed, noted
from tests.teams.connector import add_connector
from tests.teams.faults import DONE, Fault, WrongError
from tests.teams.graph import add_graph
from tests.teams.places import Json
from tests.teams.platform import EVERYWHERE, TOKEN_LIVES, App, Platform

ASSERTION: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
MACHINE: Final = "machine-secret"
"""What a machine's own sign-in wants to hear."""


@asynccontextmanager
async def serving(platform: Platform) -> AsyncIterator[None]:
    """Serve the double while this lasts; its address is in ``platform.url``."""
    app = web.Application(client_max_size=8 * 1024 * 1024)
    app[PLATFORM] = platform
    app.router.add_get("/v1/.well-known/openidconfiguration", configuration)
    app.router.add_get("/v1/.well-known/keys", keys)
    app.router.add_get("/common/discovery/instance", instance)
    app.router.add_get("/machine/token", machine_token)
    app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", sign_in)
    app.router.add_post("/{tenant}/oauth2/v2.0/token", token)
    add_connector(app)
    add_graph(app)
    runner = web.AppRunner(app, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        platform.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield
    finally:
        platform.release()
        await runner.cleanup()


# -------------------------------------------------------------------------- keys of what comes in


async def configuration(request: web.Request) -> web.StreamResponse:
    """Say where the keys are with which Microsoft signs."""
    platform = request.app[PLATFORM]
    told = {
        "issuer": platform.keys.issuer,
        "authorization_endpoint": "https://invalid.botframework.com",
        "jwks_uri": f"{platform.url}/v1/.well-known/keys",
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
    }
    return await _published(request, "openid", told)


async def keys(request: web.Request) -> web.StreamResponse:
    """Publish those keys."""
    return await _published(request, "keys", request.app[PLATFORM].keys.published())


async def _published(request: web.Request, what: str, told: Json) -> web.StreamResponse:
    platform = request.app[PLATFORM]
    call = noted(platform, what)
    trouble = platform.next_trouble(what, "")
    if isinstance(trouble, WrongError):
        call.status, call.error = trouble.status, trouble.code
        return web.json_response({"error": trouble.code}, status=trouble.status)
    if trouble is not None:
        return await failed(request, call, trouble)
    call.status = HTTPStatus.OK
    return web.json_response(told)


# ---------------------------------------------------------------------- tokens of what goes out


async def instance(request: web.Request) -> web.StreamResponse:
    """Say where a tenant signs in."""
    platform = request.app[PLATFORM]
    tenant = request.query.get("authorization_endpoint", "").split("/")[3:4]
    where = f"{platform.url}/{(tenant or ['common'])[0]}/v2.0/.well-known/openid-configuration"
    return web.json_response({"tenant_discovery_endpoint": where, "api-version": "1.1"})


async def sign_in(request: web.Request) -> web.StreamResponse:
    """Say how a tenant's apps sign in."""
    platform, tenant = request.app[PLATFORM], request.match_info["tenant"]
    if tenant not in {*platform.tenants, *EVERYWHERE}:
        told = {"error": "invalid_tenant", "error_description": f"AADSTS90002: {tenant}"}
        return web.json_response(told, status=HTTPStatus.BAD_REQUEST)
    base = f"{platform.url}/{tenant}"
    return web.json_response(
        {
            "issuer": f"{base}/v2.0",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
            "jwks_uri": f"{base}/discovery/v2.0/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "tenant_region_scope": "EU",
        }
    )


async def token(request: web.Request) -> web.StreamResponse:
    """Give out a token for client credentials."""
    platform, tenant = request.app[PLATFORM], request.match_info["tenant"]
    sent = {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    call = noted(platform, "token", tenant)
    call.body = {key: sent[key] for key in ("grant_type", "client_id", "scope") if key in sent}
    trouble = platform.next_trouble("token", tenant)
    if isinstance(trouble, Fault) and trouble not in DONE:
        return await failed(request, call, trouble)
    try:
        if isinstance(trouble, WrongError):
            raise trouble
        answer, call.status = _granted(platform, tenant, sent), HTTPStatus.OK
    except WrongError as wrong:
        call.status, call.error = wrong.status, wrong.code
        told = {"error": wrong.code, "error_description": wrong.message, "error_codes": [7000215]}
        return web.json_response(told, status=wrong.status)
    if isinstance(trouble, Fault):
        return await failed(request, call, trouble)
    return web.json_response(answer)


def _granted(platform: Platform, tenant: str, sent: Json) -> Json:
    if tenant not in {*platform.tenants, *EVERYWHERE}:
        raise WrongError(HTTPStatus.BAD_REQUEST, "invalid_tenant", "AADSTS90002: no such tenant")
    if sent.get("grant_type") != "client_credentials":
        raise WrongError(HTTPStatus.BAD_REQUEST, "unsupported_grant_type")
    app = platform.app
    away = app.tenant and tenant not in {app.tenant, "botframework.com"}
    if sent.get("client_id") != app.id or app.deleted or away:
        raise WrongError(
            HTTPStatus.BAD_REQUEST, "unauthorized_client", "AADSTS700016: no such application"
        )
    if not _proven(platform, app, tenant, sent):
        raise WrongError(
            HTTPStatus.UNAUTHORIZED, "invalid_client", "AADSTS7000215: Invalid client secret"
        )
    scope = sent.get("scope", "").split(" ")[0]
    if not scope.endswith("/.default"):
        raise WrongError(HTTPStatus.BAD_REQUEST, "invalid_scope", "AADSTS1002012: the scope")
    made = platform.issue(scope.removesuffix("/.default"), tenant)
    seconds = int(TOKEN_LIVES.total_seconds())
    return {
        "token_type": "Bearer",
        "expires_in": seconds - 1,
        "ext_expires_in": seconds - 1,
        "access_token": made.value,
    }


def _proven(platform: Platform, app: App, tenant: str, sent: Json) -> bool:
    """Say whether the sender knows the app's secret, or has one of its certificates' keys."""
    if "client_assertion" not in sent:
        return bool(app.secret) and sent.get("client_secret") == app.secret
    if sent.get("client_assertion_type") != ASSERTION:
        return False
    try:
        head = jwt.get_unverified_header(sent["client_assertion"])
        key = app.certificates[head.get("x5t#S256") or head["x5t"]]
        jwt.decode(
            sent["client_assertion"],
            key,  # type: ignore[arg-type]  # a public key of cryptography's
            algorithms=["PS256", "RS256"],
            audience=[
                f"{platform.url}/{tenant}/oauth2/v2.0/token",
                f"{platform.url}/{tenant}/v2.0",
                # Microsoft's own library knows addresses with https only.
                f"{platform.url.replace('http:', 'https:')}/{tenant}/oauth2/v2.0/token",
            ],
            issuer=app.id,
        )
    except (jwt.PyJWTError, KeyError):
        return False
    return True


async def machine_token(request: web.Request) -> web.StreamResponse:
    """Give a machine a token in the app's name, as Azure's machines are given one."""
    platform = request.app[PLATFORM]
    call = noted(platform, "token", "machine")
    is_known = request.headers.get("X-IDENTITY-HEADER") == MACHINE
    if not is_known or request.query.get("client_id", platform.app.id) != platform.app.id:
        call.status, call.error = HTTPStatus.BAD_REQUEST, "invalid_request"
        return web.json_response({"statusCode": 400, "message": "no such identity"}, status=400)
    made = platform.issue(request.query["resource"], "machine")
    call.status = HTTPStatus.OK
    return web.json_response(
        {
            "access_token": made.value,
            "expires_on": str(int((datetime.now(UTC) + TOKEN_LIVES).timestamp())),
            "resource": made.resource,
            "token_type": "Bearer",
            "client_id": platform.app.id,
        }
    )
