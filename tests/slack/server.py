"""The double's server on loopback: Web API, uploads, response addresses, consent, sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final

from aiohttp import web

from tests.slack.checks import Surface
from tests.slack.faults import DONE, Call, Fault, TooManyError, WrongError
from tests.slack.methods import METHODS
from tests.slack.methods.registry import NO_TOKEN, Asked, Method
from tests.slack.methods.views import screen_of
from tests.slack.places import Json, Message, Token
from tests.slack.platform import Platform, ResponseUrl
from tests.slack.sockets import Sockets

PLATFORM: Final = web.AppKey("platform", Platform)
SOCKETS: Final = web.AppKey("sockets", Sockets)
SECRET_ARGS: Final = frozenset({"token", "client_secret", "refresh_token", "code", "_basic"})


@asynccontextmanager
async def serving(platform: Platform) -> AsyncIterator[Sockets]:
    """Serve the double while this lasts; its address is in ``platform.url``."""
    app = web.Application(client_max_size=8 * 1024 * 1024)
    app[PLATFORM], app[SOCKETS] = platform, Sockets()
    app.router.add_route("*", "/api/{method}", call)
    app.router.add_post("/upload/v1/{file}", upload)
    app.router.add_post("/commands/{workspace}/{name}", respond)
    app.router.add_get("/link/", link)
    runner = web.AppRunner(app, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        platform.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield app[SOCKETS]
    finally:
        await app[SOCKETS].close()
        await runner.cleanup()


async def call(request: web.Request) -> web.StreamResponse:
    """Answer a call of the Web API."""
    platform, name = request.app[PLATFORM], request.match_info["method"]
    args = await _arguments(request)
    token = _token(platform, request, args)
    owner = token.owner
    kept = {key: value for key, value in args.items() if key not in SECRET_ARGS}
    noted = Call(platform.clock.now(), name, owner, kept)
    platform.calls.append(noted)
    trouble = platform.next_trouble(name, owner)
    if isinstance(trouble, Fault) and trouble not in DONE:
        noted.status, noted.error = _broken(trouble).value, trouble.value
        return _failed(request, trouble)
    # As Slack does, each answer says what the token may do.
    headers = {"x-oauth-scopes": ",".join(sorted(token.scopes))} if token.value else {}
    try:
        error = None if isinstance(trouble, Fault) else trouble
        answer: Json = {"ok": True} | _run(platform, name, token, args, error)
        noted.status = HTTPStatus.OK
    except WrongError as wrong:
        answer = {"ok": False, "error": wrong.error, **wrong.more}
        noted.status, noted.error = HTTPStatus.OK, wrong.error
    except TooManyError as many:
        answer = {"ok": False, "error": "ratelimited"}
        noted.status, noted.error = HTTPStatus.TOO_MANY_REQUESTS, "ratelimited"
        headers["Retry-After"] = str(many.seconds)
    if isinstance(trouble, Fault):
        return _failed(request, trouble)
    return web.json_response(answer, status=noted.status, headers=headers)


def _run(platform: Platform, name: str, token: Token, args: Json, error: str | None) -> Json:
    if error is not None:
        raise WrongError(error)
    method = METHODS.get(name)
    if method is None:
        raise WrongError("unknown_method", req_method=name)
    if method.needs_token:
        _let_in(platform, method, token)
    platform.allowance.take(token.owner, name, method.tier, platform.clock.now())
    return method.run(Asked(platform, token, args))


def _let_in(platform: Platform, method: Method, token: Token) -> None:
    if token is NO_TOKEN:
        raise WrongError("invalid_auth")
    if token.revoked:
        raise WrongError(token.revoked)
    if token.expires is not None and token.expires <= platform.clock.now():
        raise WrongError("token_expired")
    needed = method.scope.split("|") if method.scope else []
    if needed and not token.scopes.intersection(needed):
        provided = ",".join(sorted(token.scopes))
        raise WrongError("missing_scope", needed=needed[0], provided=provided)


async def _arguments(request: web.Request) -> Json:
    """Return the arguments, wherever they stand: query, form or JSON."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        sent = await request.json()
        args |= sent if isinstance(sent, dict) else {}
    elif request.can_read_body:
        args |= {
            key: value for key, value in (await request.post()).items() if isinstance(value, str)
        }
    scheme, _, basic = request.headers.get("Authorization", "").partition(" ")
    return args | ({"_basic": basic} if scheme == "Basic" else {})


def _token(platform: Platform, request: web.Request, args: Json) -> Token:
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    value = bearer if scheme == "Bearer" else str(args.get("token") or "")
    return platform.tokens.get(value, NO_TOKEN)


def _broken(fault: Fault) -> HTTPStatus:
    errors = {Fault.ERROR_BEFORE, Fault.ERROR_AFTER}
    return HTTPStatus.INTERNAL_SERVER_ERROR if fault in errors else HTTPStatus.OK


def _failed(request: web.Request, fault: Fault) -> web.StreamResponse:
    if fault in {Fault.RESET_BEFORE, Fault.RESET_AFTER}:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()
    if fault is Fault.NOT_JSON:
        return web.Response(text="<html>busy</html>", content_type="text/html")
    return web.json_response({"ok": False, "error": "internal_error"}, status=_broken(fault))


async def upload(request: web.Request) -> web.StreamResponse:
    """Take a file's bytes, raw or as the only file of a form."""
    platform = request.app[PLATFORM]
    found = platform.uploads.get(request.match_info["file"])
    if found is None:
        raise web.HTTPNotFound
    if request.content_type == "multipart/form-data":
        parts = [
            each for each in (await request.post()).values() if isinstance(each, web.FileField)
        ]
        content = parts[0].file.read()
    else:
        content = await request.read()
    if len(content) != found.length:
        raise web.HTTPBadRequest(text="the length differs from the one that was told")
    found.content = content
    return web.Response(text=f"OK - {len(content)}")


async def respond(request: web.Request) -> web.StreamResponse:
    """Take what an app answers at a response address."""
    platform = request.app[PLATFORM]
    found = platform.response_urls.get(request.match_info["name"])
    payload: Json = await request.json()
    noted = Call(platform.clock.now(), "response_url", request.match_info["workspace"], payload)
    platform.calls.append(noted)
    try:
        answer_at(platform, _used(platform, found), payload)
    except WrongError as wrong:
        noted.status, noted.error = HTTPStatus.NOT_FOUND, wrong.error
        return web.json_response({"ok": False, "error": wrong.error}, status=noted.status)
    noted.status = HTTPStatus.OK
    return web.Response(text="ok")


def _used(platform: Platform, url: ResponseUrl | None) -> ResponseUrl:
    """Return a response address that is still good, with one answer less left."""
    if url is None or url.until < platform.clock.now():
        raise WrongError("expired_url")
    if url.left <= 0:
        raise WrongError("used_url")
    url.left -= 1
    return url


def answer_at(platform: Platform, url: ResponseUrl, payload: Json) -> None:
    """Show what an app says in answer to a command or a press."""
    if payload.get("delete_original"):
        if set(payload) != {"delete_original"}:
            raise WrongError("invalid_arguments")
        if url.message is not None:
            url.workspace.channels[url.channel].messages.remove(url.message)
        return
    content: Json = {key: payload[key] for key in ("text", "blocks") if key in payload}
    platform.check("response_url", Surface.MESSAGE, content)
    if payload.get("replace_original") and url.message is not None:
        url.message.text, url.message.blocks = content.get("text", ""), content.get("blocks", [])
        url.message.changed += 1
        return
    private = payload.get("response_type", "ephemeral") == "ephemeral"
    message = Message(
        platform.stamp(),
        url.workspace.bot_user,
        content.get("text", ""),
        content.get("blocks", []),
        bot=True,
        only_for=url.user if private else "",
    )
    if private:
        screen_of(platform, url.workspace, url.user).told.append(message)
    else:
        url.workspace.channels[url.channel].messages.append(message)


async def link(request: web.Request) -> web.StreamResponse:
    """Keep a socket open with an app."""
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await request.app[SOCKETS].keep(socket)
    return socket
