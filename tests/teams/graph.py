"""Graph, as far as an app needs it that installs itself for people: users, and what they have."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Final

from aiohttp import web

from tests.teams.activities import install
from tests.teams.asking import Asked, Told, operation
from tests.teams.faults import PER_GRAPH, WrongError
from tests.teams.places import Json, Tenant, User, guid
from tests.teams.platform import BOT_FRAMEWORK, Platform, Token

READ_USERS: Final = "User.Read.All"
INSTALL: Final = "TeamsAppInstallation.ReadWriteSelfForUser.All"
READ_CATALOG: Final = "AppCatalog.Read.All"
NEEDED: Final = {
    "users": (READ_USERS,),
    "user": (READ_USERS,),
    "installed": (INSTALL,),
    "install": (INSTALL,),
    "uninstall": (INSTALL,),
    "chat": (INSTALL,),
    "catalog": (READ_CATALOG,),
}
_EXTERNAL: Final = re.compile(r"externalId\s+eq\s+'([^']+)'")


def add_graph(app: web.Application) -> None:
    """Add the addresses of Graph."""
    users = "/v1.0/users"
    apps = users + "/{user}/teamwork/installedApps"
    for method, path, what, run in (
        ("GET", users, "users", list_users),
        ("GET", users + "/{user}", "user", one_user),
        ("GET", apps, "installed", installed),
        ("POST", apps, "install", put_in),
        ("DELETE", apps + "/{installation}", "uninstall", take_out),
        ("GET", apps + "/{installation}/chat", "chat", chat),
        ("GET", "/v1.0/appCatalogs/teamsApps", "catalog", catalog),
    ):
        app.router.add_route(method, path, operation(what, run, let_in))


def grant(platform: Platform, *permissions: str) -> None:
    """Let administrators agree to what the app may do, in all tenants."""
    for tenant in platform.tenants.values():
        tenant.grants.update(permissions or {READ_USERS, INSTALL, READ_CATALOG})


def let_in(asked: Asked, token: Token) -> None:
    """Find the tenant by the token, look at what it was granted, and count the call."""
    platform, call = asked.platform, asked.call
    claims = platform.claims(token)
    if token.resource == BOT_FRAMEWORK:
        raise WrongError(HTTPStatus.UNAUTHORIZED, "InvalidAuthenticationToken", "wrong audience")
    asked.tenant = platform.tenants.get(str(claims.get("tid")))
    if asked.tenant is None:
        raise WrongError(HTTPStatus.UNAUTHORIZED, "InvalidAuthenticationToken", "no tenant")
    call.tenant = asked.tenant.id
    if not asked.tenant.grants.intersection(NEEDED[call.what]):
        raise WrongError(
            HTTPStatus.FORBIDDEN,
            "Authorization_RequestDenied",
            "Insufficient privileges to complete the operation.",
        )
    kind = "install" if call.what in {"install", "uninstall"} else "read"
    where = f"graph:{asked.tenant.id}"
    platform.allowance.take(kind, where, PER_GRAPH[kind], platform.clock.now())


def _tenant(asked: Asked) -> Tenant:
    assert asked.tenant is not None
    return asked.tenant


def _user(asked: Asked) -> User:
    wanted = asked.names["user"]
    for each in _tenant(asked).users.values():
        if wanted in {each.aad, each.upn}:
            return each
    raise WrongError(HTTPStatus.NOT_FOUND, "Request_ResourceNotFound", "no such user")


def list_users(asked: Asked) -> Told:
    """Tell the users, a page at a time."""
    platform, found = asked.platform, list(_tenant(asked).users.values())
    begin = int(asked.query.get("$skiptoken") or 0)
    most = min(int(asked.query.get("$top") or 100), platform.page, 999)
    chosen = asked.query.get("$select", "").split(",")
    told: Json = {
        "@odata.context": f"{platform.url}/v1.0/$metadata#users",
        "value": [_selected(each.as_graph(), chosen) for each in found[begin : begin + most]],
    }
    if begin + most < len(found):
        again = {**asked.query, "$skiptoken": str(begin + most)}
        query = "&".join(f"{name}={value}" for name, value in again.items())
        told["@odata.nextLink"] = f"{platform.url}/v1.0/users?{query}"
    return Told(told)


def _selected(told: Json, chosen: list[str]) -> Json:
    names = {each.strip() for each in chosen if each.strip()}
    usual = {"id", "displayName", "mail", "userPrincipalName", "preferredLanguage"}
    return {
        key: value for key, value in told.items() if key in (names | {"id"} if names else usual)
    }


def one_user(asked: Asked) -> Told:
    """Tell about one user."""
    return Told(_selected(_user(asked).as_graph(), asked.query.get("$select", "").split(",")))


def _installation(tenant: Tenant, user: User) -> str:
    return guid(f"{tenant.id}/{user.aad}/installed")


def installed(asked: Asked) -> Told:
    """Tell which apps a user has, all of them or the one whose manifest is named."""
    tenant, user = _tenant(asked), _user(asked)
    wanted = _EXTERNAL.search(asked.query.get("$filter", ""))
    found = [
        {
            "id": _installation(tenant, user),
            "teamsApp": {
                "id": entry,
                "externalId": manifest,
                "displayName": asked.platform.app.name,
                "distributionMethod": "organization",
            },
        }
        for entry, manifest in tenant.catalog.items()
        if user.has_app and (wanted is None or wanted.group(1) == manifest)
    ]
    return Told({"value": found})


def put_in(asked: Asked) -> Told:
    """Install an app of the catalogue for a user; Teams tells the app about it afterwards."""
    tenant, user = _tenant(asked), _user(asked)
    entry = str(asked.body.get("teamsApp@odata.bind", "")).rpartition("/")[2]
    if entry not in tenant.catalog:
        raise WrongError(HTTPStatus.NOT_FOUND, "NotFound", "no such app in the catalogue")
    if user.has_app:
        raise WrongError(HTTPStatus.CONFLICT, "Conflict", "App already installed")
    if user.is_guest:
        raise WrongError(HTTPStatus.FORBIDDEN, "Forbidden", "not for guests")
    install(asked.platform, tenant, user)
    where = f"{asked.platform.url}/v1.0/users/{user.aad}/teamwork/installedApps/"
    location = where + _installation(tenant, user)
    return Told(None, HTTPStatus.CREATED, (("Location", location),))


def take_out(asked: Asked) -> Told:
    """Remove it again."""
    user = _found(asked)
    user.has_app = False
    return Told(None, HTTPStatus.NO_CONTENT)


def chat(asked: Asked) -> Told:
    """Tell the conversation of the app with a user who has it."""
    tenant, user = _tenant(asked), _found(asked)
    return Told({"id": tenant.personal(user).id, "chatType": "oneOnOne", "topic": None})


def _found(asked: Asked) -> User:
    tenant, user = _tenant(asked), _user(asked)
    if not user.has_app or asked.names["installation"] != _installation(tenant, user):
        raise WrongError(HTTPStatus.NOT_FOUND, "NotFound", "no such installation")
    return user


def catalog(asked: Asked) -> Told:
    """Tell which apps the organisation has in its catalogue."""
    wanted = _EXTERNAL.search(asked.query.get("$filter", ""))
    found = [
        {"id": entry, "externalId": manifest, "displayName": asked.platform.app.name}
        for entry, manifest in _tenant(asked).catalog.items()
        if wanted is None or wanted.group(1) == manifest
    ]
    return Told({"value": found})
