"""A person at their Teams: does what its window lets people do, and sees what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from tests.teams.activities import Activities, anew
from tests.teams.places import ADAPTIVE, PERSONAL, Chat, Json, Message, Tenant, User
from tests.teams.platform import Platform
from tests.teams.screen import EXECUTE, OLDER, RefusedError, Screen
from tests.teams.wires import Answer, Wire

TOLD = "application/vnd.microsoft.activity.message"
WRONG = "application/vnd.microsoft.error"

Fits = Callable[[str], bool]


@dataclass(frozen=True)
class Pressable:
    """A button that can be seen, and on which card."""

    action: Json
    screen: Screen

    @property
    def label(self) -> str:
        """What stands on it."""
        return str(self.action.get("title", ""))


@dataclass
class Window:
    """Somebody in a tenant, in their conversation with the app unless they go elsewhere."""

    platform: Platform
    wire: Wire
    tenant: Tenant
    user: User
    place: Chat | None = None
    """Where they are; None: in their own conversation with the app."""
    older: bool = False
    """Whether their client is older than Action.Execute."""
    told: list[str] = field(default_factory=list)
    """What the app has said in answer to presses, below a card."""
    wrongs: list[str] = field(default_factory=list)
    """What it has said went wrong, there."""
    accidents: list[str] = field(default_factory=list)
    """What Teams itself had to say, such as that the app cannot be reached."""
    screens: dict[str, Screen] = field(default_factory=dict)
    """The cards they have touched, by message, with what they have typed."""
    last: Answer | None = None
    sent: Json = field(default_factory=dict)
    """The activity that was delivered last."""

    @property
    def activities(self) -> Activities:
        """What writes down what they do."""
        return Activities(self.platform, self.tenant, self.user)

    @property
    def chat(self) -> Chat:
        """The conversation before their eyes."""
        return self.place or self.tenant.personal(self.user)

    @property
    def unknown(self) -> frozenset[str]:
        """What their client does not know."""
        return self.platform.unknown | (OLDER if self.older else frozenset())

    def goes_to(self, place: Chat | None) -> None:
        """Go to another conversation; None: back to their own with the app."""
        self.place = place

    def messages(self) -> list[Message]:
        """Return what the app has written here, oldest first, as it stands now."""
        return [each for each in self.chat.messages if each.from_app and not each.deleted]

    def screen(self, message: Message) -> Screen | None:
        """Return a message's card as they see it, with what they have typed; None: it has none."""
        card = message.card_for(self.user.aad)
        if card is None:
            return None
        known = self.screens.get(message.id)
        if known is None or known.card is not card:
            known = self.screens[message.id] = Screen(message, card, self.unknown)
        return known

    def cards(self) -> list[Screen]:
        """Return all cards that can be seen here, oldest first."""
        found = (self.screen(each) for each in self.messages())
        return [each for each in found if each is not None]

    # -------------------------------------------------------------------------------- doing

    async def types(self, text: str, *, thread: str = "") -> Json:
        """Write a line; elsewhere than in their own conversation, the app is mentioned in it."""
        if self.chat.scope == PERSONAL:
            return await self.says(text)
        mention = f"<at>{self.platform.app.name}</at>"
        return await self.says(f"{mention} {text}", mention=mention, thread=thread)

    async def says(self, text: str, *, mention: str = "", thread: str = "", html: str = "") -> Json:
        """Write a line as it is; the app hears of it where it is mentioned, and in personal."""
        told = self.activities.text(text, self.chat, mention=mention, thread=thread, html=html)
        message = Message(told["id"], self.platform.clock.now(), self.user.aad, text, thread=thread)
        self.chat.messages.append(message)
        if self.chat.scope == PERSONAL or mention:
            await self.delivers(told)
        return told

    async def delivers(self, activity: Json) -> Answer:
        """Deliver an activity, for the first time or again."""
        self.sent = activity
        self.last = answer = await self.wire.deliver(activity)
        if not answer.is_good:
            self.accidents.append(f"the app answered {answer.status}")
        return answer

    async def delivers_again(self) -> Answer:
        """Deliver the last activity once more, as it was."""
        return await self.delivers(self.sent)

    async def delivers_anew(self) -> Answer:
        """Deliver the last activity once more, with another id and a later time."""
        return await self.delivers(anew(self.platform, self.sent))

    # ------------------------------------------------------------------------------ pressing

    def pressable(self) -> list[Pressable]:
        """Return the buttons that can be seen, oldest message first."""
        return [Pressable(action, screen) for screen in self.cards() for action in screen.actions()]

    async def presses(
        self, label: str | Fits, *, first: bool = False, checks: bool = True
    ) -> Answer:
        """Press the last button that can be seen with this label, or the first."""
        fits = label if callable(label) else label.__eq__
        found = [each for each in self.pressable() if fits(each.label)]
        if not found:
            seen = ", ".join(each.label for each in self.pressable())
            raise RefusedError(f"{self.user.name} sees no such button {label!r}, but: {seen}")
        return await self.press(found[0 if first else -1], checks=checks)

    async def press(self, pressed: Pressable, *, checks: bool = True) -> Answer:
        """Press a button; ``checks``: the client wants what is required on that card."""
        action, screen = pressed.action, pressed.screen
        missing = screen.missing() if checks else []
        if missing:
            raise RefusedError(f"please fill in {missing}")
        data, message = screen.data(action), screen.message
        if action["type"] != EXECUTE:
            return await self.delivers(self.activities.submitted(data, self.chat, message))
        told = self.activities.executed(action, data, self.chat, message)
        answer = await self.delivers(told)
        if answer.is_good:
            self._answered(message, answer)
        return answer

    def fills(self, screen: Screen, values: Mapping[str, str]) -> None:
        """Type and choose in a card."""
        for name, value in values.items():
            screen.types_into(name, value)

    def _answered(self, message: Message, answer: Answer) -> None:
        """Show what an app says to a press."""
        body = answer.body
        status, kind, value = (body.get(key) for key in ("statusCode", "type", "value"))
        if set(body) - {"statusCode", "type", "value"}:
            self.accidents.append(f"an answer with {sorted(body)}")
        if kind == ADAPTIVE and status == HTTPStatus.OK and isinstance(value, dict):
            self.platform.check("invoke", value)
            message.replaced[self.user.aad] = value
        elif kind == TOLD and status == HTTPStatus.OK and isinstance(value, str) and value:
            self.told.append(value)
        elif kind == WRONG and isinstance(value, dict) and status != HTTPStatus.OK:
            self.wrongs.append(str(value["message"]))
        else:
            self.accidents.append(f"an answer that Teams does not understand: {body}")
