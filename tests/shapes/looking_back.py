"""What two teams of the sample Oma Häme say when their quarter ends, and how it comes to that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from dialogs.events import Answered, Event, Origin, Pressed
from dialogs.okr.model import Language, OrganisationId, PersonId
from dialogs.okr.retro import NoteKind, Stage
from dialogs.replies import Close, OpenForm, Reply, Show
from dialogs.text import Verbatim
from dialogs.views import Action, Form, View

HOME: Final = OrganisationId("oma-hame")
Handle = Callable[[Event], Awaitable[Reply]]


@dataclass(frozen=True)
class Tale:
    """A team's look back: what its people write, in their language."""

    language: Language
    unit: str
    above: str
    """The channel of the nearest level above that meets."""
    lead: str
    others: tuple[str, ...]
    objective: str
    scores: Mapping[str, tuple[str, str, str]]
    """By key result: score, why, and how it was set."""
    thoughts: tuple[Mapping[NoteKind, str], ...]
    """The lead's, then those of the others; a thought a line."""
    themes: Mapping[str, tuple[str, ...]]
    """What each is called, and by which words its notes are known."""
    changes: tuple[tuple[str, int, str], ...]
    """What changes, which of the members sees to it, and when it is looked at."""
    verdicts: Mapping[str, tuple[str, str]]
    """By key result, and by nothing for the objective: the verdict, and why."""

    @property
    def people(self) -> tuple[str, ...]:
        """All who write."""
        return self.lead, *self.others

    @property
    def channel(self) -> str:
        """Where the team meets."""
        return f"#{self.unit}"

    def theme_of(self, thought: str) -> str:
        """Return the number of the theme to which a thought belongs, as the form wants it."""
        for number, words in enumerate(self.themes.values(), start=1):
            if any(word in thought for word in words):
                return str(number)
        return ""

    def score_values(self) -> dict[str, str]:
        """Return what is put into the form of scores."""
        found: dict[str, str] = {}
        for name, (score, why, fit) in self.scores.items():
            found |= {f"score:{name}": score, f"why:{name}": why, f"fit:{name}": fit}
        return found

    def notes_of(self, number: int) -> dict[str, str]:
        """Return what the so-manieth of the people writes, by field."""
        return {kind.value: text for kind, text in self.thoughts[number].items()}

    def change_values(self) -> dict[str, str]:
        """Return what is put into the form of changes."""
        found: dict[str, str] = {}
        for number, (text, owner, day) in enumerate(self.changes, start=1):
            found |= {f"text{number}": text, f"check{number}": day}
            found[f"owner{number}"] = self.people[owner]
        return found

    def verdict_values(self) -> dict[str, str]:
        """Return what is put into the form that asks what becomes of the goals."""
        found: dict[str, str] = {}
        for name, (verdict, reason) in self.verdicts.items():
            tail = f":{name}" if name else ""
            found |= {f"verdict{tail}": verdict, f"reason{tail}": reason}
        return found


TALES: Final = {
    Language.FINNISH: Tale(
        language=Language.FINNISH,
        unit="tiimi-1-1",
        above="#yksikko-tyollistyminen",
        lead="marika.jokinen",
        others=("kari.lehtonen", "eeva.mattila", "jukka.peltonen"),
        objective="t11-1",
        scores={
            "t11-1-1": ("0,7", "Marraskuun ruuhkassa viiveistä ei aina ehditty kertoa.", "good"),
            "t11-1-2": (
                "0,6",
                "Jono lyheni, mutta sijaisia ei saatu kahteen viikkoon.",
                "depended",
            ),
            "t11-1-3": ("0,8", "Pohjat otettiin käyttöön yksi kerrallaan.", "too_easy"),
        },
        thoughts=(
            {
                NoteKind.WELL: "Viestipohjat otettiin heti käyttöön",
                NoteKind.CHANGE: "Jono katsotaan yhdessä joka maanantai",
            },
            {
                NoteKind.WELL: "Viestipohjat säästivät aikaa joka päivä\nApua sai kysymättä",
                NoteKind.NOT_WELL: "Sijaisia ei saatu ajoissa",
            },
            {
                NoteKind.NOT_WELL: "Jono kasvoi aina perjantaina\nSijaiset sovittiin liian myöhään",
                NoteKind.CHANGE: "Viestipohjat tarkistetaan kuukausittain",
            },
            {
                NoteKind.WELL: "Asiakkaat kiittivät viesteistä",
                NoteKind.NOT_WELL: "Jono siirtyi viikolta toiselle",
                NoteKind.CHANGE: "Sijaislista on kaikkien nähtävissä",
            },
        ),
        themes={
            "Viestipohjat": ("Viestipohjat", "viesteistä"),
            "Jonon seuranta": ("Jono",),
            "Sijaisten saaminen": ("Sijais",),
        },
        changes=(
            ("Katsomme jonon läpi yhdessä joka maanantai klo 9.", 0, "18.1.2027"),
            ("Sijaislista on tiimin kanavalla, ja sitä päivitetään viikoittain.", 2, "25.1.2027"),
        ),
        verdicts={
            "": ("keep", ""),
            "t11-1-1": ("keep", ""),
            "t11-1-2": ("change", "Mittaamme jatkossa odotusaikaa emmekä asioiden määrää."),
            "t11-1-3": ("drop", "Pohjat ovat käytössä, ja niiden ylläpito on arkea."),
        },
    ),
    Language.ENGLISH: Tale(
        language=Language.ENGLISH,
        unit="tiimi-ajanvaraus",
        above="#yksikko-terveysasemat",
        lead="sirpa.lindholm",
        others=("johanna.makela", "antti.ruohola", "priya.raman"),
        objective="ajanvaraus-1",
        scores={
            "ajanvaraus-1-1": ("0.8", "The new shift list worked from October on.", "good"),
            "ajanvaraus-1-2": ("0.7", "Mondays are still too slow.", "wrong_measure"),
            "ajanvaraus-1-3": ("1.0", "It opened everywhere two weeks early.", "too_easy"),
        },
        thoughts=(
            {
                NoteKind.WELL: "Shifts were shared out fairly",
                NoteKind.NOT_WELL: "The supplier kept moving the date",
            },
            {
                NoteKind.WELL: "Callers said thank you more often",
                NoteKind.CHANGE: "Shifts for Mondays are planned two weeks ahead",
            },
            {
                NoteKind.NOT_WELL: "Mondays wore us out\nNobody asked the supplier in time",
                NoteKind.CHANGE: "One of us speaks with the supplier every week",
            },
            {
                NoteKind.WELL: "Shifts could be swapped without a meeting",
                NoteKind.CHANGE: "Mondays need one more pair of hands",
            },
        ),
        themes={
            "Mondays and shifts": ("Shifts", "Mondays"),
            "Speaking with the supplier": ("supplier",),
        },
        changes=(
            ("One of us calls the supplier every Thursday.", 3, "2027-01-21"),
            ("Monday shifts are planned two weeks ahead.", 0, ""),
        ),
        verdicts={
            "": ("keep", ""),
            "ajanvaraus-1-1": ("keep", ""),
            "ajanvaraus-1-2": ("change", "The mean hides the Mondays: measure the longest wait."),
            "ajanvaraus-1-3": ("drop", "It is open, and stays open."),
        },
    ),
}


class LookingBack:
    """A team's retro, done through the engine from its beginning to its summary."""

    def __init__(self, handle: Handle, tale: Tale) -> None:
        self.tale = tale
        self.retro = ""
        self._handle = handle
        self._deliveries = count(1)

    async def until_all_are_asked(self) -> None:
        """Begin, score, and ask the members to write without names."""
        tale = self.tale
        await self.press(tale.lead, "start", unit=tale.unit)
        await self.press(tale.lead, "go", at=Stage.FACTS, stage=Stage.SCORING)
        await self.fill(tale.lead, "score", tale.score_values(), objective=tale.objective)
        await self.fill(tale.lead, "manner", {"manner": "anonymous"})

    async def to_the_end(self) -> None:
        """Do everything that comes after it, in its order."""
        tale = self.tale
        for number, who in enumerate(tale.people):
            await self.fill(who, "write", tale.notes_of(number))
        await self.press(tale.lead, "reveal")
        names = {f"theme{n}": name for n, name in enumerate(tale.themes, start=1)}
        await self.fill(tale.lead, "group", {f"theme{n}": "" for n in range(1, 9)} | names)
        for kind in NoteKind:
            form = self.form(await self.press(tale.lead, "sort", kind=kind))
            await self.send(tale.lead, form, self._places(form))
        await self.press(tale.lead, "open_vote")
        for number, who in enumerate(tale.people):
            form = self.form(await self.press(who, "vote"))
            await self.send(who, form, dots(form, number))
        await self.press(tale.lead, "close_vote")
        await self.fill(tale.lead, "agree", tale.change_values())
        await self.fill(tale.lead, "carry", tale.verdict_values(), objective=tale.objective)
        await self.press(tale.lead, "publish")

    def _places(self, form: Form) -> dict[str, str]:
        return {
            each.id: self.tale.theme_of(each.label.text)
            for group in form.groups
            for each in group.fields
            if isinstance(each.label, Verbatim)
        }

    async def press(self, who: str, step: str, **args: str) -> Reply:
        """Press a button of the retro; what it answers must be of its making."""
        named = {"retro": self.retro, **args} if self.retro else args
        action = Action("retro", step, tuple(sorted(named.items())))
        reply = await self._handle(Pressed(self._origin(who), action))
        if step == "start":
            self.retro = _named(reply)
        return reply

    async def fill(self, who: str, step: str, values: Mapping[str, str], **args: str) -> Reply:
        """Open a form and send it with these values on top of what it proposes."""
        return await self.send(who, self.form(await self.press(who, step, **args)), values)

    async def send(self, who: str, form: Form, values: Mapping[str, str]) -> Reply:
        """Send a form; it must be taken."""
        sent = {**dict(form.given), **values}
        reply = await self._handle(Answered(self._origin(who), form.session, form.version, sent))
        assert isinstance(reply.act, Close), reply.act
        return reply

    def form(self, reply: Reply) -> Form:
        """Return the form that was put up."""
        assert isinstance(reply.act, OpenForm), reply.act
        return reply.act.form

    def _origin(self, who: str) -> Origin:
        return Origin(HOME, PersonId(who), "web", f"looking-back:{next(self._deliveries)}")


def dots(form: Form, number: int) -> dict[str, str]:
    """Return where the so-manieth of the people puts their dots: on two of the themes."""
    field: Any = form.groups[0].fields[0]
    themes = [each.value for each in field.options]
    chosen = [themes[number % len(themes)], themes[1], themes[1]]
    return {f"dot{place}": theme for place, theme in enumerate(chosen, start=1)}


def _named(reply: Reply) -> str:
    """Return the retro that the buttons of a view name."""
    assert isinstance(reply.act, Show), reply.act
    view: View = reply.act.view
    items = [button for block in view.blocks for button in getattr(block, "items", ())]
    actions = (getattr(each, "action", None) for each in items)
    return next(
        str(dict(each.args)["retro"])
        for each in actions
        if isinstance(each, Action) and "retro" in dict(each.args)
    )
