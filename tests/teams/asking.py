"""How the double takes a call: who asks, whether they may, what goes wrong, what is answered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from aiohttp import web

from tests.teams.checks import weight
from tests.teams.faults import DONE, Call, Fault, TooManyError, WrongError
from tests.teams.places import Json, Tenant
from tests.teams.platform import Platform, Token

PLATFORM: Final = web.AppKey("platform", Platform)

_STATUS: Final = {
    Fault.GATEWAY_BEFORE: HTTPStatus.BAD_GATEWAY,
    Fault.GATEWAY_AFTER: HTTPStatus.BAD_GATEWAY,
    Fault.ERROR_BEFORE: HTTPStatus.INTERNAL_SERVER_ERROR,
    Fault.ERROR_AFTER: HTTPStatus.INTERNAL_SERVER_ERROR,
}


@dataclass
class Asked:
    """One call, as an operation sees it."""

    platform: Platform
    call: Call
    names: dict[str, str]
    """What stands in the path."""
    query: dict[str, str]
    body: Json
    tenant: Tenant | None = None


@dataclass(frozen=True)
class Told:
    """What an operation answers."""

    body: Json | list[Json] | None = None
    status: HTTPStatus = HTTPStatus.OK
    headers: tuple[tuple[str, str], ...] = ()


Run = Callable[[Asked], Told]
LetIn = Callable[[Asked, Token], None]
"""Raises WrongError where a token is not good for a call, and TooManyError for one too many."""


def noted(platform: Platform, what: str, tenant: str = "") -> Call:
    """Write down that a call has come."""
    made = Call(platform.clock.now(), what, tenant)
    platform.calls.append(made)
    return made


async def failed(request: web.Request, call: Call, fault: Fault) -> web.StreamResponse:
    """Answer with what went wrong."""
    call.error = call.error or fault.value
    status = call.status = _STATUS.get(fault, HTTPStatus.OK)
    if fault in {Fault.RESET_BEFORE, Fault.RESET_AFTER}:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    if fault in {Fault.SLOW, Fault.SLOW_AFTER}:
        await request.app[PLATFORM].released()
        return web.json_response({}, status=HTTPStatus.GATEWAY_TIMEOUT)
    if fault is Fault.NOT_JSON:
        return web.Response(text="<html>busy</html>", content_type="text/html")
    return web.json_response({"error": {"code": "ServiceError", "message": "oops"}}, status=status)


def operation(
    what: str, run: Run, let_in: LetIn
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Return what answers the calls of an operation."""

    async def answer(request: web.Request) -> web.StreamResponse:
        platform = request.app[PLATFORM]
        if platform.delay:
            await asyncio.sleep(platform.delay)
        asked = await _asked(request, what)
        call = asked.call
        trouble = platform.next_trouble(what, call.tenant)
        if trouble is Fault.SLOW:
            await platform.released()
        elif isinstance(trouble, Fault) and trouble not in DONE:
            return await failed(request, call, trouble)
        try:
            let_in(asked, _token(platform, request, call))
            if isinstance(trouble, WrongError):
                raise trouble
            told = run(asked)
        except WrongError as wrong:
            return _refused(call, wrong)
        if isinstance(trouble, Fault) and trouble is not Fault.SLOW:
            return await failed(request, call, trouble)
        call.status = told.status
        if isinstance(told.body, list):
            return web.json_response(told.body, status=told.status)
        if told.body is None:
            return web.Response(status=told.status, headers=dict(told.headers))
        return web.json_response(told.body, status=told.status, headers=dict(told.headers))

    return answer


async def _asked(request: web.Request, what: str) -> Asked:
    platform, names = request.app[PLATFORM], dict(request.match_info)
    body: Json = {}
    if request.can_read_body:
        try:
            read = json.loads(await request.read())
        except ValueError:
            read = {}
        body = read if isinstance(read, dict) else {}
    call = noted(platform, what)
    call.conversation, call.body = names.get("conversation", ""), body
    call.base = "/".join(request.path.split("/")[:3])
    call.size = weight(body)
    asked = Asked(platform, call, names, dict(request.query), body)
    found = platform.chat(call.conversation) if call.conversation else None
    if found is not None:
        asked.tenant, call.tenant = found[0], found[0].id
    return asked


def _token(platform: Platform, request: web.Request, call: Call) -> Token:
    """Return the token that was shown; raise WrongError where it is not good."""
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    found = platform.tokens.get(value) if scheme == "Bearer" else None
    if found is None or found.revoked or found.expires <= platform.clock.now():
        raise WrongError(HTTPStatus.UNAUTHORIZED, "Unauthorized", "Authorization has been denied")
    call.app = found.app
    return found


def _refused(call: Call, wrong: WrongError) -> web.StreamResponse:
    call.status, call.error = wrong.status, wrong.code
    headers = {}
    if isinstance(wrong, TooManyError) and wrong.seconds:
        headers["Retry-After"] = str(wrong.seconds)
    if wrong.code == "MessageWritesBlocked":
        # Teams says this one in a way of its own.
        inner = json.dumps({"subCode": wrong.code, "details": "", "errorCode": 209})
        return web.json_response({"errorCode": 209, "message": inner}, status=wrong.status)
    told = {"error": {"code": wrong.code, "message": wrong.message}}
    return web.json_response(told, status=wrong.status, headers=headers)
