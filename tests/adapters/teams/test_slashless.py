"""Commands are named as people can type them in Teams; what people wrote is left alone."""

from __future__ import annotations

import json

import pytest

from adapters.teams.drawing.render import Renderer
from adapters.teams.drawing.slashless import slashless
from dialogs.okr.model import Language
from dialogs.text import Phrase, Reader, Verbatim, say
from dialogs.views import Paragraph, View
from dialogs.words.draw import draw

REMINDERS = Phrase("reminder-why", ())


@pytest.mark.parametrize("language", Language)
def test_a_command_is_named_without_the_slash(language: Language) -> None:
    reader = Reader(language, "Europe/Helsinki")
    assert "/okr reminders off" in draw(REMINDERS, reader)
    view = View(REMINDERS, (Paragraph(REMINDERS), Paragraph(say("form-done"))))
    message = Renderer(slashless(draw)).message(view, reader, "tenant")
    written = f"{message.summary} {json.dumps(message.card, ensure_ascii=False)}"
    assert "okr reminders off" in written
    assert "okr checkin" in written
    assert "/okr" not in written


def test_people_s_own_words_stay_as_they_are() -> None:
    reader = Reader(Language.ENGLISH, "Europe/Helsinki")
    assert slashless(draw)(Verbatim("Type /okr, they said"), reader) == "Type /okr, they said"
