"""What there is in Teams: tenants, users, teams, channels and chats, and what stands there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

Json = dict[str, Any]

PERSONAL: Final = "personal"
GROUP: Final = "groupChat"
CHANNEL: Final = "channel"
ADAPTIVE: Final = "application/vnd.microsoft.card.adaptive"
_NAMES: Final = UUID("6f1d1f0a-2f0e-4b51-9c43-2a3c0c3f7f10")


def guid(name: str) -> str:
    """Return an id as Microsoft's are, always the same one for a name."""
    return str(uuid5(_NAMES, name))


@dataclass
class User:
    """Somebody in a tenant, with what Microsoft tells about them."""

    aad: str
    """The aadObjectId; the same for all apps."""
    name: str
    email: str = ""
    principal: str = ""
    """The userPrincipalName; empty: the address."""
    locale: str = "fi-FI"
    zone: str = "Europe/Helsinki"
    enabled: bool = True
    is_guest: bool = False
    has_app: bool = False
    """Whether the app is installed for them."""
    blocked: bool = False
    """They have blocked the app."""

    @property
    def id(self) -> str:
        """What Teams calls them before this app."""
        return f"29:1{self.aad.replace('-', '')}"

    @property
    def upn(self) -> str:
        """The name with which they sign in."""
        return self.principal or self.email

    def as_member(self, tenant: str) -> Json:
        """Return them as the connector tells of a member."""
        given, _, surname = self.name.partition(" ")
        told: Json = {
            "id": self.id,
            "name": self.name,
            "objectId": self.aad,
            "aadObjectId": self.aad,
            "givenName": given,
            "surname": surname,
            "email": self.email,
            "userPrincipalName": self.upn,
            "tenantId": tenant,
            "userRole": "guest" if self.is_guest else "user",
        }
        return {key: value for key, value in told.items() if value}

    def as_graph(self) -> Json:
        """Return them as Graph tells of a user."""
        return {
            "id": self.aad,
            "displayName": self.name,
            "mail": self.email or None,
            "userPrincipalName": self.upn,
            "accountEnabled": self.enabled,
            "preferredLanguage": self.locale,
            "userType": "Guest" if self.is_guest else "Member",
        }


@dataclass
class Message:
    """A message as it stands now."""

    id: str
    at: datetime
    sender: str = ""
    """The aadObjectId of who wrote it; empty: the app."""
    text: str = ""
    card: Json | None = None
    summary: str = ""
    thread: str = ""
    """In a channel: the message that it answers."""
    changed: int = 0
    """How often it was changed."""
    deleted: bool = False
    replaced: dict[str, Json] = field(default_factory=dict)
    """What somebody sees in the card's place, by aadObjectId: an answer to a press of theirs."""
    raw: Json = field(default_factory=dict)
    """The activity as the app sent it last."""

    @property
    def from_app(self) -> bool:
        """Whether the app has written it."""
        return not self.sender

    def card_for(self, aad: str) -> Json | None:
        """Return the card as this user sees it."""
        return None if self.deleted else self.replaced.get(aad, self.card)


@dataclass
class Chat:
    """A conversation: a personal one with the app, a group's, or a channel."""

    id: str
    scope: str
    tenant: str
    name: str = ""
    members: list[str] = field(default_factory=list)
    """By aadObjectId; a channel has those of its team."""
    team: Team | None = None
    has_app: bool = False
    messages: list[Message] = field(default_factory=list)

    def find(self, name: str) -> Message | None:
        """Return the message of that name, unless it was deleted."""
        return next((each for each in self.messages if each.id == name and not each.deleted), None)

    @property
    def app_is_here(self) -> bool:
        """Whether the app may write here."""
        return self.team.has_app if self.team is not None else self.has_app


@dataclass
class Team:
    """A team; its id is that of its general channel."""

    id: str
    name: str
    group: str
    """The id of its Microsoft 365 group."""
    tenant: str
    members: list[str] = field(default_factory=list)
    channels: list[Chat] = field(default_factory=list)
    has_app: bool = False

    def channel(self, name: str) -> Chat:
        """Return a channel by its name."""
        return next(each for each in self.channels if each.name == name)

    def add_channel(self, name: str) -> Chat:
        """Open a channel."""
        made = Chat(
            f"19:{guid(f'{self.id}/{name}').replace('-', '')}@thread.tacv2",
            CHANNEL,
            self.tenant,
            name,
            team=self,
        )
        self.channels.append(made)
        return made


@dataclass
class Tenant:
    """One organisation at Microsoft's."""

    id: str
    name: str
    region: str = "emea"
    """Where its service is; it may move."""
    users: dict[str, User] = field(default_factory=dict)
    """By aadObjectId."""
    teams: list[Team] = field(default_factory=list)
    chats: dict[str, Chat] = field(default_factory=dict)
    """Personal and group chats."""
    catalog: dict[str, str] = field(default_factory=dict)
    """Of the app catalogue: the catalogue's ids, and whose manifest it is."""
    by_policy: bool = False
    """The administrator's set-up policy installs the app for everybody."""
    grants: set[str] = field(default_factory=set)
    """What an administrator has agreed to that apps may do with Graph."""

    def add_user(self, user: User) -> User:
        """Let somebody join."""
        user.has_app = user.has_app or self.by_policy
        self.users[user.aad] = user
        return user

    def user(self, name: str) -> User:
        """Return who is called that, by name, address or id."""
        wanted = name.casefold()
        for each in self.users.values():
            if wanted in {each.name.casefold(), each.email.casefold(), each.aad, each.id}:
                return each
        raise KeyError(name)

    def find_user(self, name: str) -> User | None:
        """Return who has this id, the app's own or Microsoft's; None: nobody."""
        return next((each for each in self.users.values() if name in {each.aad, each.id}), None)

    def add_team(self, name: str, channels: Iterable[str] = ()) -> Team:
        """Let there be a team with all users in it, a general channel, and these."""
        group = guid(f"{self.id}/{name}")
        general = f"19:{group.replace('-', '')}@thread.tacv2"
        made = Team(general, name, group, self.id, list(self.users))
        made.channels.append(Chat(general, CHANNEL, self.id, "", team=made))
        self.teams.append(made)
        for each in channels:
            made.add_channel(each)
        return made

    def add_group(self, name: str, members: Iterable[str]) -> Chat:
        """Let there be a group chat of these users, by aadObjectId."""
        made = Chat(
            f"19:{guid(f'{self.id}/group/{name}').replace('-', '')}@thread.v2",
            GROUP,
            self.id,
            name,
            list(members),
        )
        self.chats[made.id] = made
        return made

    def personal(self, user: User) -> Chat:
        """Return the app's conversation with a user, opened where there is none yet."""
        name = f"a:1{guid(f'{self.id}/{user.aad}').replace('-', '')}"
        if name not in self.chats:
            self.chats[name] = Chat(name, PERSONAL, self.id, members=[user.aad])
        return self.chats[name]

    def find(self, name: str) -> Chat | None:
        """Return a conversation by its name, without the message that it may name."""
        base = name.partition(";")[0]
        if base in self.chats:
            return self.chats[base]
        return next(
            (each for team in self.teams for each in team.channels if each.id == base), None
        )


def people_of(tenant: Tenant, names: Iterable[str], *, host: str = "county.example") -> None:
    """Let people join under their names, with ``name@county.example``."""
    for name in names:
        tenant.add_user(User(guid(f"{tenant.id}/{name}"), name.title(), f"{name}@{host}"))
