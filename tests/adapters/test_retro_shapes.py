"""The largest retro in each chat: nothing is refused, nothing left out, no field of a form lost."""

from __future__ import annotations

import pytest

from adapters.slack.drawing.render import Style
from dialogs.flows.retro import agreeing, carrying
from dialogs.flows.retro.carrying import Carrying
from dialogs.flows.retro.document import document_view
from dialogs.flows.retro.preview import Publishing, Target, tell_preview
from dialogs.flows.retro.summary import notes_view, short_view, summary_view
from dialogs.okr.model import Language
from dialogs.okr.retro import Manner, Stage
from dialogs.posts import ToPerson
from dialogs.session import LIFETIME, Session, SessionId
from dialogs.text import Reader, say
from dialogs.views import Form, View
from dialogs.words.draw import draw
from tests.adapters.slack import test_gallery as slack
from tests.adapters.slack.blockkit import texts as slack_texts
from tests.adapters.teams import test_gallery as teams
from tests.dialogs.flows.retro.ended import ending, largest
from tests.dialogs.flows.retro.given import ADA, NOW, PEOPLE
from tests.teams.cards import texts as card_texts

LANGUAGES = pytest.mark.parametrize("language", Language)
SESSION = Session(SessionId("s"), ADA.id, "retro", "agree", (), 1, NOW + LIFETIME)


def reader(language: Language) -> Reader:
    return Reader(language, "Europe/Helsinki")


def views(manner: Manner) -> dict[str, View]:
    whole = largest(manner)
    under_way = largest(manner, Stage.CARRYING)
    told = tuple(
        Target(ToPerson(each.id), reader(Language.FINNISH), "N" * 60, NOW) for each in PEOPLE * 8
    )
    return {
        "summary": summary_view(whole, corrected=True),
        "short": short_view(whole, corrected=True),
        "notes": notes_view(whole, 0),
        "document": document_view(whole),
        "preview": tell_preview(Publishing(ending(under_way), targets=told, above=told)),
    }


@LANGUAGES
@pytest.mark.parametrize("manner", Manner)
def test_slack_takes_the_largest_retro(language: Language, manner: Manner) -> None:
    for name, view in views(manner).items():
        assert slack.problems_of_view(view, reader(language)) == [], name


@LANGUAGES
@pytest.mark.parametrize("manner", Manner)
def test_teams_takes_the_largest_retro(language: Language, manner: Manner) -> None:
    for name, view in views(manner).items():
        assert teams.problems_of_view(view, reader(language)) == [], name


@LANGUAGES
@pytest.mark.parametrize("name", ["summary", "short", "notes", "preview"])
def test_nothing_of_it_is_left_out_for_want_of_room(language: Language, name: str) -> None:
    view = views(Manner.NAMED)[name]
    left_out = draw(say("left-out"), reader(language))
    message = slack.RENDERER.message(view, reader(language), slack.WORKSPACE, Style.RICH)
    assert left_out not in str(list(slack_texts(message.with_pictures())))
    card = teams.RENDERER.message(view, reader(language), teams.TENANT).card
    assert left_out not in str(list(card_texts(card)))


@LANGUAGES
def test_both_chats_take_the_forms_of_the_largest_retro(language: Language) -> None:
    under_way = largest(Manner.ANONYMOUS, Stage.CARRYING)
    found = ending(under_way)
    agree = agreeing.ask(found, SESSION)
    carry = carrying.ask(Carrying(found, under_way.aims.objectives[0]), SESSION)
    for form in (agree, carry):
        assert isinstance(form, Form)
        assert teams.problems_of_form(form, reader(language)) == []
        assert slack.problems_of_form(form, reader(language)) == []
