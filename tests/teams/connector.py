"""The connector: conversations, what is written in them, their members, and the teams' channels."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from aiohttp import web

from tests.teams.asking import Asked, Told, operation
from tests.teams.checks import LARGEST, card_of, weight
from tests.teams.faults import PER_CONVERSATION, PER_TENANT, WrongError
from tests.teams.places import CHANNEL, PERSONAL, Chat, Json, Message, Team, Tenant, User
from tests.teams.platform import BOT_FRAMEWORK, Token

BASE: Final = "/{region:emea|amer|apac|teams}{home:(?:/[0-9a-f]{8}-[0-9a-f-]{27})?}/v3"
"""Service addresses: a part of the world, and mostly a tenant."""
_KINDS: Final = {"post": "send", "reply": "send", "update": "send", "delete": "send"}
_BY: Final = {"create": "create", "members": "members", "member": "members", "paged": "members"}
_TOP: Final = {"channels": "members", "team": "members"}


def add_connector(app: web.Application) -> None:
    """Add the connector's addresses."""
    here = f"{BASE}/conversations"
    there = here + "/{conversation}"
    for method, path, what, run in (
        ("POST", here, "create", create),
        ("POST", there + "/activities", "post", post),
        ("POST", there + "/activities/{activity}", "reply", reply),
        ("PUT", there + "/activities/{activity}", "update", update),
        ("DELETE", there + "/activities/{activity}", "delete", delete),
        ("GET", there + "/members", "members", members),
        ("GET", there + "/pagedmembers", "paged", paged),
        ("GET", there + "/members/{member}", "member", member),
        ("GET", f"{BASE}/teams/{{team}}/conversations", "channels", channels),
        ("GET", f"{BASE}/teams/{{team}}", "team", details),
    ):
        app.router.add_route(method, path, operation(what, run, let_in))


def let_in(asked: Asked, token: Token) -> None:
    """Look at the token and the tenant, then count the call."""
    platform, call = asked.platform, asked.call
    if token.resource != BOT_FRAMEWORK:
        raise WrongError(HTTPStatus.UNAUTHORIZED, "BotNotRegistered", "a token for something else")
    if call.what == "create":
        asked.tenant = _named_tenant(asked)
    elif call.what in _TOP:
        asked.tenant = _team(asked)[0]
    if asked.tenant is None:
        raise WrongError(HTTPStatus.NOT_FOUND, "ConversationNotFound", "Conversation not found.")
    call.tenant = asked.tenant.id
    home = asked.names["home"].removeprefix("/")
    if home and home != asked.tenant.id:
        raise WrongError(HTTPStatus.FORBIDDEN, "InvalidBotApiHost", "another tenant's address")
    now, where = platform.clock.now(), call.conversation.partition(";")[0]
    platform.allowance.take("all", asked.tenant.id, PER_TENANT, now)
    kind = _KINDS.get(call.what) or _BY.get(call.what) or _TOP[call.what]
    where = where or str(asked.names.get("team", "")) or _whom(asked)
    platform.allowance.take(kind, where, PER_CONVERSATION[kind], now)


def _named_tenant(asked: Asked) -> Tenant | None:
    data = asked.body.get("channelData") or {}
    name = asked.body.get("tenantId") or (data.get("tenant") or {}).get("id", "")
    found = asked.platform.tenants.get(str(name))
    if found is None:
        raise WrongError(HTTPStatus.BAD_REQUEST, "BadSyntax", "Incorrect conversation creation")
    return found


def _whom(asked: Asked) -> str:
    members = asked.body.get("members") or [{}]
    return str(members[0].get("id", ""))


# --------------------------------------------------------------------------------- conversations


def create(asked: Asked) -> Told:
    """Open the personal conversation with one user, or a thread in a channel."""
    tenant, body = asked.tenant, asked.body
    assert tenant is not None
    if body.get("isGroup") and (body.get("channelData") or {}).get("channel"):
        return _thread(asked, tenant)
    sent = body.get("members") or []
    if len(sent) != 1 or body.get("isGroup"):
        raise WrongError(HTTPStatus.BAD_REQUEST, "BadSyntax", "Incorrect conversation creation")
    if (body.get("bot") or {}).get("id") not in {None, asked.platform.app.bot}:
        raise WrongError(HTTPStatus.FORBIDDEN, "Forbidden", "another bot's conversation")
    user = tenant.find_user(_whom(asked))
    if user is None or not user.enabled:
        raise WrongError(HTTPStatus.FORBIDDEN, "ForbiddenOperationException", "no such user")
    _may_write(tenant, user)
    chat = tenant.personal(user)
    told: Json = {"id": chat.id}
    asked.call.conversation = chat.id
    if "activity" in body:
        told["activityId"] = _written(asked, chat, body["activity"]).id
    return Told(told, HTTPStatus.CREATED)


def _thread(asked: Asked, tenant: Tenant) -> Told:
    chat = tenant.find(str(asked.body["channelData"]["channel"].get("id", "")))
    if chat is None:
        raise WrongError(HTTPStatus.NOT_FOUND, "ConversationNotFound", "Conversation not found.")
    if not chat.app_is_here:
        raise WrongError(HTTPStatus.FORBIDDEN, "BotNotInConversationRoster", "not in the roster")
    made = _written(asked, chat, asked.body.get("activity") or {})
    told = {"id": f"{chat.id};messageid={made.id}", "activityId": made.id}
    return Told(told, HTTPStatus.CREATED)


def _may_write(tenant: Tenant, user: User) -> None:
    in_team = any(team.has_app and user.aad in team.members for team in tenant.teams)
    if not user.has_app and not in_team:
        raise WrongError(
            HTTPStatus.FORBIDDEN,
            "BotNotInConversationRoster",
            "The bot is not part of the conversation roster.",
        )
    if user.blocked:
        raise WrongError(HTTPStatus.FORBIDDEN, "ConversationBlockedByUser", "blocked by the user")


def _here(asked: Asked) -> Chat:
    """Return the conversation; raise WrongError where the app may not write there."""
    tenant = asked.tenant
    assert tenant is not None
    chat = tenant.find(asked.call.conversation)
    assert chat is not None  # or there were no tenant
    if chat.scope == PERSONAL:
        _may_write(tenant, tenant.users[chat.members[0]])
    elif not chat.app_is_here:
        raise WrongError(HTTPStatus.FORBIDDEN, "BotNotInConversationRoster", "not in the roster")
    return chat


# ------------------------------------------------------------------------------------ activities


def post(asked: Asked) -> Told:
    """Write a message; in a channel, a thread of its own unless the address names one."""
    made = _written(asked, _here(asked), asked.body)
    return Told({"id": made.id} if made.id else {}, HTTPStatus.CREATED)


def reply(asked: Asked) -> Told:
    """Write an answer to a message; outside of channels it is a message like others."""
    chat = _here(asked)
    made = _written(asked, chat, asked.body)
    if chat.scope == CHANNEL:
        made.thread = made.thread or asked.names["activity"]
    return Told({"id": made.id} if made.id else {}, HTTPStatus.CREATED)


def update(asked: Asked) -> Told:
    """Change a message; what somebody sees in its place makes way for it."""
    found, body = _message(asked), asked.body
    _look_at(asked, body, first=False)
    found.text, found.card = str(body.get("text") or ""), card_of(body)
    found.summary = str(body.get("summary") or found.summary)
    found.replaced.clear()
    found.changed += 1
    found.raw = body
    return Told({"id": found.id})


def delete(asked: Asked) -> Told:
    """Take a message away."""
    _message(asked).deleted = True
    return Told()


def _message(asked: Asked) -> Message:
    found = _here(asked).find(asked.names["activity"])
    if found is None:
        raise WrongError(
            HTTPStatus.NOT_FOUND, "ActivityNotFoundInConversation", "Activity not found"
        )
    if not found.from_app:
        raise WrongError(HTTPStatus.FORBIDDEN, "MessageWritesBlocked", "somebody else's message")
    return found


def _written(asked: Asked, chat: Chat, activity: Json) -> Message:
    platform = asked.platform
    _look_at(asked, activity, first=True)
    made = Message(
        platform.stamp(),
        platform.clock.now(),
        text=str(activity.get("text") or ""),
        card=card_of(activity),
        summary=str(activity.get("summary") or ""),
        thread=asked.call.conversation.partition(";messageid=")[2],
        raw=activity,
    )
    chat.messages.append(made)
    if made.text and made.card is not None:
        # Teams makes two messages of it, and tells the name of neither.
        made.card = None
        chat.messages.append(
            Message(platform.stamp(), made.at, card=card_of(activity), thread=made.thread)
        )
        return Message("", made.at)
    return made


def _look_at(asked: Asked, activity: Json, *, first: bool) -> None:
    if activity.get("type") not in {"message", "typing"}:
        raise WrongError(HTTPStatus.BAD_REQUEST, "BadSyntax", "Unknown activity type")
    size = weight(activity)
    asked.platform.heaviest = max(asked.platform.heaviest, size)
    if size > LARGEST:
        raise WrongError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "MessageSizeTooBig", "Message size too large."
        )
    card = card_of(activity)
    if not activity.get("text") and card is None:
        raise WrongError(HTTPStatus.BAD_REQUEST, "BadSyntax", "Activity must include non empty")
    if card is not None:
        asked.platform.check(asked.call.what, card)
        if first and not str(activity.get("summary") or "").strip():
            asked.platform.wrong(asked.call.what, card, "nothing is said in the notification")


# ------------------------------------------------------------------------------ members and teams


def _members(asked: Asked) -> list[User]:
    chat, tenant = _here(asked), asked.tenant
    assert tenant is not None
    names = chat.members if chat.team is None else chat.team.members
    return [tenant.users[each] for each in names if tenant.users[each].enabled]


def members(asked: Asked) -> Told:
    """Tell who is in a conversation, all at once; the body is a list, as it is with Microsoft."""
    tenant = asked.call.tenant
    found = [each.as_member(tenant) for each in _members(asked)]
    return Told(found)


def paged(asked: Asked) -> Told:
    """Tell who is in a conversation, a page at a time."""
    found, tenant = _members(asked), asked.call.tenant
    begin = int(asked.query.get("continuationToken") or 0)
    most = min(int(asked.query.get("pageSize") or asked.platform.page), asked.platform.page)
    told: Json = {"members": [each.as_member(tenant) for each in found[begin : begin + most]]}
    if begin + most < len(found):
        told["continuationToken"] = str(begin + most)
    return Told(told)


def member(asked: Asked) -> Told:
    """Tell about one of them, by either of their ids, or by the name they sign in with."""
    wanted = asked.names["member"]
    for each in _members(asked):
        if wanted in {each.id, each.aad, each.upn}:
            return Told(each.as_member(asked.call.tenant))
    raise WrongError(HTTPStatus.NOT_FOUND, "MemberNotFoundInConversation", "no such member")


def _team(asked: Asked) -> tuple[Tenant, Team]:
    for tenant in asked.platform.tenants.values():
        for team in tenant.teams:
            if team.id == asked.names["team"]:
                if not team.has_app:
                    raise WrongError(
                        HTTPStatus.FORBIDDEN, "BotNotInConversationRoster", "not in the roster"
                    )
                return tenant, team
    raise WrongError(HTTPStatus.NOT_FOUND, "NotFound", "no such team")


def channels(asked: Asked) -> Told:
    """Tell a team's channels; the general one has no name, as with Microsoft."""
    _, team = _team(asked)
    told = [{"id": each.id, **({"name": each.name} if each.name else {})} for each in team.channels]
    return Told({"conversations": told})


def details(asked: Asked) -> Told:
    """Tell about a team."""
    _, team = _team(asked)
    return Told(
        {
            "id": team.id,
            "name": team.name,
            "aadGroupId": team.group,
            "channelCount": len(team.channels),
            "memberCount": len(team.members),
            "tenantId": team.tenant,
        }
    )
