"""A person at the keyboard: does what Slack's own window lets people do, and sees what it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.slack.checks import Surface
from tests.slack.envelopes import Envelopes
from tests.slack.faults import WrongError
from tests.slack.methods.views import new_modal, screen_of
from tests.slack.modals import Modal, RefusedError, Screen
from tests.slack.places import Channel, Json, Message, Workspace
from tests.slack.platform import Platform
from tests.slack.server import answer_at
from tests.slack.wires import RETRIES, Answer, Wire

Fits = Callable[[str], bool]


@dataclass(frozen=True)
class Pressable:
    """A button that can be seen, and where."""

    button: Json
    block: str
    message: Message | None = None
    modal: Modal | None = None

    @property
    def label(self) -> str:
        """What stands on it."""
        text: str = self.button["text"]["text"]
        return text


@dataclass(frozen=True)
class Retry:
    """An event that an app did not take, and when it comes again."""

    at: datetime
    envelope: Json
    number: int


@dataclass
class Keyboard:
    """Somebody in a workspace, in the app's direct conversation unless they go elsewhere."""

    platform: Platform
    wire: Wire
    workspace: Workspace
    user: str
    channel: str = ""
    """Where commands are typed; empty: in the app's direct conversation."""
    in_home: bool = False
    """Whether Home is what they look at."""
    accidents: list[str] = field(default_factory=list)
    """What Slack itself had to say, such as that the app did not respond."""
    retries: list[Retry] = field(default_factory=list)
    last: Answer | None = None

    @property
    def envelopes(self) -> Envelopes:
        """What writes down what they do."""
        return Envelopes(self.platform, self.workspace, self.user)

    @property
    def screen(self) -> Screen:
        """Their modals and ephemeral messages."""
        return screen_of(self.platform, self.workspace, self.user)

    @property
    def modal(self) -> Modal | None:
        """The modal that can be used."""
        return self.screen.top

    @property
    def home(self) -> Json | None:
        """Their Home tab as it was published last."""
        return self.workspace.homes.get(self.user)

    def conversation(self) -> Channel:
        """Return the app's direct conversation with them."""
        return self.workspace.direct(self.user)

    def messages(self) -> list[Message]:
        """Return what the app has written to them there, oldest first, as it stands now."""
        return [each for each in self.conversation().messages if each.bot]

    # -------------------------------------------------------------------------------- doing

    async def types(self, text: str, command: str = "/okr") -> Answer:
        """Type a slash command; the app's answer is shown to them alone."""
        channel = self.workspace.channels.get(self.channel) or self.conversation()
        fields = self.envelopes.command(command, text, channel)
        return await self.deliver_command(fields)

    async def deliver_command(self, fields: Json) -> Answer:
        """Deliver a command as it was typed, for the first time or again."""
        answer = await self.wire.command(fields)
        self._noted(answer)
        if answer.is_good and answer.body:
            url = self.platform.response_urls[fields["response_url"].rsplit("/", 1)[-1]]
            self._try(lambda: answer_at(self.platform, url, answer.body))
        return answer

    async def writes(self, text: str) -> Json:
        """Write a line in the direct conversation; return the envelope in which it was told."""
        channel = self.conversation()
        message = Message(self.platform.stamp(), self.user, text)
        channel.messages.append(message)
        envelope = self.envelopes.message(text, channel, message.ts)
        await self.tells(envelope)
        return envelope

    async def opens_home(self) -> Json:
        """Open the Home tab; return the envelope in which it was told."""
        self.in_home = True
        self.screen.modals.clear()
        envelope = self.envelopes.home_opened()
        await self.tells(envelope)
        return envelope

    async def uses_shortcut(self, callback: str) -> Answer:
        """Use a global shortcut."""
        answer = await self.wire.interaction(self.envelopes.shortcut(callback))
        self._noted(answer)
        return answer

    async def tells(self, envelope: Json, retry: int = 0) -> Answer:
        """Deliver an event; where it is not taken, again at once, then after a minute and five."""
        answer = await self.wire.event(envelope, retry, "http_error" if retry else "")
        self.last = answer
        if answer.is_good or retry >= len(RETRIES) or answer.headers.get("X-Slack-No-Retry") == "1":
            return answer
        if RETRIES[retry]:
            at = self.platform.clock.now() + RETRIES[retry]
            self.retries.append(Retry(at, envelope, retry + 1))
            return answer
        return await self.tells(envelope, retry + 1)

    async def retry_due(self) -> int:
        """Send the events again whose time has come; return how many there were."""
        now = self.platform.clock.now()
        due = [each for each in self.retries if each.at <= now]
        self.retries = [each for each in self.retries if each.at > now]
        for each in due:
            await self.tells(each.envelope, each.number)
        return len(due)

    # ------------------------------------------------------------------------------ pressing

    def pressable(self) -> list[Pressable]:
        """Return the buttons that can be seen: those of an open modal, else of the place."""
        if self.modal is not None:
            return [Pressable(*each, modal=self.modal) for each in buttons(self.modal.view)]
        if self.in_home:
            return [Pressable(*each) for each in buttons(self.home or {})]
        seen = [*self.messages(), *self.screen.told]
        return [
            Pressable(*each, message=message)
            for message in seen
            for each in buttons({"blocks": message.blocks})
        ]

    async def presses(self, label: str | Fits, *, first: bool = False) -> Answer:
        """Press the last button that can be seen with this label, or the first."""
        fits = label if callable(label) else label.__eq__
        found = [each for each in self.pressable() if fits(each.label)]
        if not found:
            seen = ", ".join(each.label for each in self.pressable())
            raise RefusedError(f"{self.user} sees no such button {label!r}, but: {seen}")
        return await self.press(found[0 if first else -1])

    async def press(self, found: Pressable) -> Answer:
        """Press a button."""
        return await self.deliver_press(self.payload_of(found))

    async def deliver_press(self, payload: Json) -> Answer:
        """Deliver a press as it was made, for the first time or again."""
        answer = await self.wire.interaction(payload)
        self._noted(answer)
        return answer

    def payload_of(self, found: Pressable) -> Json:
        """Return what Slack sends when a button is pressed."""
        if found.message is not None:
            channel = next(
                (
                    each
                    for each in self.workspace.channels.values()
                    if found.message in each.messages
                ),
                self.conversation(),
            )
            return self.envelopes.press_in_message(
                found.button, found.block, channel, found.message
            )
        if found.modal is not None:
            view = found.modal.shown(self.workspace.id)
            return self.envelopes.press_in_view(found.button, found.block, view, in_modal=True)
        view = self.envelopes.home(self.home or {})
        return self.envelopes.press_in_view(found.button, found.block, view, in_modal=False)

    # ------------------------------------------------------------------------------- filling

    def types_into(self, block: str, value: str) -> None:
        """Type or choose in an input of the open modal, as far as Slack's window allows it."""
        self._modal().types_into(self.block(block), value)

    def block(self, name: str) -> Json:
        """Return an input of the open modal."""
        found = [each for each, _ in self._modal().inputs() if each["block_id"] == name]
        if not found:
            names = [each["block_id"] for each, _ in self._modal().inputs()]
            raise RefusedError(f"the modal has no input {name!r}, but: {names}")
        return found[0]

    async def submits(
        self, values: Mapping[str, str] | None = None, *, checks: bool = True
    ) -> Answer:
        """Fill in and send the open modal; ``checks``: Slack's window wants what is required."""
        for name, value in (values or {}).items():
            self.types_into(name, value)
        modal = self._modal()
        if modal.view.get("submit") is None:
            raise RefusedError("the modal has nothing to submit")
        missing = modal.missing() if checks else []
        if missing:
            raise RefusedError(f"please fill in {missing}")
        return await self.deliver_submission(self.envelopes.submission(modal))

    async def deliver_submission(self, payload: Json) -> Answer:
        """Deliver a submission as it was sent, for the first time or again."""
        answer = await self.wire.interaction(payload)
        self._noted(answer)
        if answer.is_good:
            self._replied(payload["view"]["id"], answer.body)
        return answer

    def _replied(self, view: str, body: Json) -> None:
        screen = self.screen
        modal = next((each for each in screen.modals if each.id == view), None)
        if modal is None:
            return
        match body.get("response_action"):
            case None:
                screen.modals.remove(modal)
            case "clear":
                screen.modals.clear()
            case "errors":
                self._errors(modal, body["errors"])
            case "update":
                self._try(lambda: self._changed(modal, body["view"]))
            case "push":
                self._try(lambda: screen.push(self._checked_modal(body["view"], under=modal)))
            case other:
                self.accidents.append(f"no such response_action: {other}")

    def _errors(self, modal: Modal, errors: Mapping[str, str]) -> None:
        inputs = {block["block_id"] for block, _ in modal.inputs()}
        wrong = sorted(set(errors) - inputs)
        if wrong or not errors:
            self.accidents.append(f"errors for blocks that are no inputs: {wrong}")
        modal.errors = dict(errors)

    def _changed(self, modal: Modal, view: Json) -> None:
        self.platform.check("response_action", Surface.MODAL, view)
        modal.change(view)

    def _checked_modal(self, view: Json, under: Modal) -> Modal:
        self.platform.check("response_action", Surface.MODAL, view)
        return new_modal(self.platform, view, under=under)

    def closes(self) -> None:
        """Close the modal on top, without sending it."""
        if self.screen.modals:
            self.screen.modals.pop()

    def _modal(self) -> Modal:
        if self.modal is None:
            raise RefusedError(f"{self.user} has no modal open")
        return self.modal

    def _noted(self, answer: Answer) -> None:
        self.last = answer
        if not answer.is_good:
            self.accidents.append(f"the app answered {answer.status}")

    def _try(self, show: Callable[[], Any]) -> None:
        try:
            show()
        except WrongError as wrong:
            self.accidents.append(f"{wrong.error} {wrong.more}")


def buttons(view: Json) -> Iterator[tuple[Json, str]]:
    """Yield every button in a view's or message's blocks, and the name of its block."""
    for block in view.get("blocks", ()):
        yield from _inside(block, block.get("block_id", ""))


def _inside(part: Any, block: str) -> Iterator[tuple[Json, str]]:  # noqa: ANN401 - any JSON
    if isinstance(part, list):
        for each in part:
            yield from _inside(each, block)
    elif isinstance(part, dict):
        if part.get("type") == "button" and "action_id" in part:
            yield part, block
            return
        name = part.get("block_id", block)
        for each in part.values():
            yield from _inside(each, name)
