"""What a person sets for themselves: the language Rytmi uses with them, and reminders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from dialogs.flow import Act, Finish, Flow, Situation
from dialogs.flows.check_in.facts import Mail, read_mail, reminder_key
from dialogs.flows.parts import today
from dialogs.ledger import LedgerFate, Reason
from dialogs.okr.model import Language
from dialogs.okr.week import Week
from dialogs.ports import Work
from dialogs.text import Reader, Verbatim, say
from dialogs.views import Action, Button, Buttons, Note, Paragraph, Tone, View
from dialogs.writes import SetLanguage, SetReminders, WithdrawPosts, Write

OWN_NAMES: Final[Mapping[Language, str]] = {
    Language.ENGLISH: "English",
    Language.FINNISH: "Suomi",
    Language.SWEDISH: "Svenska",
    Language.NORWEGIAN: "Norsk (bokmål)",
}
"""Each language in its own words, so that it is found by those who need it."""

_WRITTEN: Final[Mapping[Language, tuple[str, ...]]] = {
    Language.ENGLISH: ("en", "english", "englanti", "engelska", "engelsk"),
    Language.FINNISH: ("fi", "suomi", "finnish", "finska", "finsk"),
    Language.SWEDISH: ("sv", "svenska", "swedish", "ruotsi", "svensk"),
    Language.NORWEGIAN: ("nb", "no", "norsk", "bokmål", "norwegian", "norja", "norska"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """Who asks, and for which language."""

    situation: Situation
    asked: str


def gather(work: Work, situation: Situation) -> Facts:
    """Take the language from the button or the typed word."""
    del work
    return Facts(situation, situation.arg("language").strip())


def read_language(written: str) -> Language | None:
    """Return the language of a tag or a name in any of the four; None for other words."""
    wanted = written.casefold()
    return next((language for language, names in _WRITTEN.items() if wanted in names), None)


def act(facts: Facts) -> Finish:
    """Set the language and answer in it; without one, or with an unknown one, offer the four."""
    language = read_language(facts.asked)
    if language is None:
        return Finish(_offer(facts))
    reader: Reader = replace(facts.situation.reader, language=language)
    done = say("language-set", language=OWN_NAMES[language])
    return Finish(
        view=View(done, (Paragraph(done, Tone.GOOD),)),
        writes=(SetLanguage(facts.situation.person.id, language),),
        reader=reader,
    )


def _offer(facts: Facts) -> View:
    now = OWN_NAMES[facts.situation.reader.language]
    text = say("language-unknown", asked=facts.asked) if facts.asked else say("language-ask")
    buttons = tuple(
        Button(Verbatim(name), Action("settings", "language", (("language", language.value),)))
        for language, name in OWN_NAMES.items()
    )
    return View(
        text, (Paragraph(text), Paragraph(say("language-now", language=now)), Buttons(buttons))
    )


_WANTED: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("on", "yes", "päälle", "päällä", "kyllä", "på", "ja"), True),
    **dict.fromkeys(("off", "no", "pois", "ei", "av", "nej", "nei"), False),
}
"""The switch's two places as people write them."""


@dataclass(frozen=True, slots=True)
class Reminders:
    """Who asks, what they want, and how it is now."""

    situation: Situation
    asked: str
    are_on: bool
    mail: Mail


def gather_reminders(work: Work, situation: Situation) -> Reminders:
    """Take what is wanted from the button or the typed word."""
    person = situation.person.id
    this = Week.of(today(situation.now, situation.reader))
    near = (this.plus(-1), this, this.plus(1))  # elsewhere the next one has begun
    keys = [reminder_key(week, person) for week in near]
    return Reminders(
        situation,
        situation.arg("wanted").strip().casefold(),
        are_on=not work.without_reminders({person}),
        mail=read_mail(work, keys, situation.now),
    )


def act_reminders(facts: Reminders) -> Finish:
    """Turn reminders on or off; without a word say how it is, with a button for the other."""
    wanted = _WANTED.get(facts.asked)
    if wanted is None:
        return Finish(_switch(facts))
    person, now = facts.situation.person.id, facts.situation.now
    writes: list[Write] = [SetReminders(person, wanted)]
    waiting = tuple(key for key in facts.mail.at if facts.mail.waits(key))
    if waiting and not wanted:
        off = (LedgerFate.SUPERSEDED, Reason.REMINDERS_OFF)
        writes.append(WithdrawPosts(waiting, *off, now))
    done = say("reminders-set-on" if wanted else "reminders-set-off")
    note = Note(say("reminders-once"))
    return Finish(View(done, (Paragraph(done, Tone.GOOD), note)), tuple(writes))


def _switch(facts: Reminders) -> View:
    text = say("reminders-on" if facts.are_on else "reminders-off")
    label = say("button-reminders-off" if facts.are_on else "button-reminders-on")
    args = (("wanted", "off" if facts.are_on else "on"),)
    press = Button(label, Action("settings", "reminders", args))
    unknown = (Paragraph(say("reminders-unknown", typed=facts.asked)),) if facts.asked else ()
    note = Note(say("reminders-once"))
    return View(text, (*unknown, Paragraph(text), Buttons((press,)), note))


FLOW: Final = Flow(
    "settings",
    (Act("language", gather, act), Act("reminders", gather_reminders, act_reminders)),
)
