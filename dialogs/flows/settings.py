"""What a person sets for themselves: so far, the language Rytmi uses with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from dialogs.flow import Act, Finish, Flow, SetLanguage, Situation
from dialogs.okr.model import Language
from dialogs.ports import Work
from dialogs.text import Reader, Verbatim, say
from dialogs.views import Action, Button, Buttons, Paragraph, Tone, View

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


FLOW: Final = Flow("settings", (Act("language", gather, act),))
