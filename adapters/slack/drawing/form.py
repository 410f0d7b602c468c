"""A form as modals: whole groups on a page, what is needed first, what few people need below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from adapters.slack import limits
from adapters.slack.drawing import bricks, fit
from adapters.slack.drawing.bricks import Json, line, run
from adapters.slack.drawing.canvas import paragraphs
from adapters.slack.drawing.fields import draw_field
from adapters.slack.envelope import Place, write_place
from dialogs import paging
from dialogs.paging import Page
from dialogs.plain import ELLIPSIS, short, size
from dialogs.telling import SIGNS, Speech
from dialogs.text import Phrase, Text, say
from dialogs.views import Field, Form, Group, Tone

FORM: Final = "form"
"""The callback_id of a modal that is filled in."""
SHOWING: Final = "showing"
"""The callback_id of a modal that only shows something."""

_FEWER_WORDS: Final = {"check-in-title": ("slack-title-check-in", "slack-title-week")}
"""Keys that say a title in fewer words, with the same arguments, longest first."""
_HEAD_BLOCKS: Final = 10
"""Blocks that a page keeps for its title, its notice and its introduction."""
_ERROR: Final = 300
"""Characters of a sentence about a field, where Slack shows it itself."""


def pages(form: Form) -> list[Page]:
    """Share a form's groups out to pages: each field is a block of its own."""
    return paging.pages(form, limits.PAGE_BLOCKS, lambda _: 1)


def fields(page: Page) -> tuple[Field, ...]:
    """Return a page's fields, in the order in which they stand."""
    needed = tuple(field for group in page.groups for field in group.fields)
    return needed + tuple(field for group in page.groups for field in group.more)


def errors(form: Form, page: Page, speech: Speech) -> dict[str, str]:
    """Return a page's errors as ``response_action: errors`` takes them: by block id."""
    names = {field.id for field in page.fields}
    told = ((name, short(speech(text), _ERROR)) for name, text in form.errors if name in names)
    return {name: sentence or bricks.NOTHING for name, sentence in told}


def draw_form(form: Form, page: Page, workspace: str, speech: Speech) -> Json:
    """Draw a page of a form."""
    title = _title(form, page, speech)
    last = page.number + 1 == page.count
    blocks = [*_head(form, page, title, speech), *_body(form, page, speech)]
    submit = speech(form.submit if last else say("form-next"))
    place = Place(workspace, form.session, form.version, page.number, page.count, form.carried)
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": write_place(place),
        "title": bricks.plain(title),
        "submit": bricks.plain(short(submit, limits.MODAL_TITLE)),
        "close": bricks.plain(short(speech(say("slack-shut")), limits.MODAL_TITLE)),
        "blocks": blocks or [bricks.context(title or bricks.NOTHING)],
    }


def _title(form: Form, page: Page, speech: Speech) -> str:
    """Write a form's title with its page: as it is, in fewer words, or cut, as it fits."""
    place = f" {page.number + 1}/{page.count}" if page.count > 1 else ""
    room = limits.MODAL_TITLE - len(place)
    whole = _in_one_line(form.title, speech)
    if size(whole) > room and isinstance(form.title, Phrase):
        fewer = (Phrase(key, form.title.args) for key in _FEWER_WORDS.get(form.title.key, ()))
        written = (_in_one_line(text, speech) for text in fewer)
        whole = next((words for words in written if size(words) <= room), whole)
    return short(whole, room) + place


def _in_one_line(text: Text, speech: Speech) -> str:
    return speech(text).replace("\n", " ").strip()


def _head(form: Form, page: Page, title: str, speech: Speech) -> Iterator[Json]:
    """Draw what stands above the groups: the whole title where it was cut, then the notice."""
    blocks: list[Json] = []
    whole = speech(form.title)
    if ELLIPSIS in title and not title.startswith(whole.strip()):
        blocks.extend(headed(whole))
    for notice in paging.notices(form, page, pages(form) if form.errors else ()):
        blocks.extend(paragraphs(f"{SIGNS[Tone.CARE]}{speech(notice)}", bold=True))
    if page.number == 0:
        for text in form.intro:
            blocks.extend(paragraphs(speech(text)))
    tight = fit.joined(blocks) if len(blocks) > _HEAD_BLOCKS else blocks
    yield from tight[:_HEAD_BLOCKS]


def headed(words: str) -> Iterator[Json]:
    """Draw a title: as a header where it fits, else in bold."""
    if size(words) <= limits.HEADER and "\n" not in words:
        yield bricks.header(words)
    else:
        yield bricks.rich(line(run(short(words, limits.RICH_TEXT), bold=True)))


def _body(form: Form, page: Page, speech: Speech) -> Iterator[Json]:
    """Draw all that is needed, then what few people need: nobody has to pass it to be done."""
    given, wrong = dict(form.given), {name: speech(text) for name, text in form.errors}
    for group in page.groups:
        if group.fields or not group.more:
            yield from _opened(group, speech)
        yield from _fields(group.fields, given, wrong, speech)
    said: Text | None = None
    for group in page.groups:
        if not group.more:
            continue
        if group.more_title is not None and group.more_title != said:
            yield from headed(speech(group.more_title))
            said = group.more_title
        if len(page.groups) > 1 or not group.fields:
            name = short(speech(group.title), limits.RICH_TEXT)
            yield bricks.rich(line(run(name, bold=True)))
        yield from _fields(group.more, given, wrong, speech)


def _opened(group: Group, speech: Speech) -> Iterator[Json]:
    """Begin a group: a line, its title, and what was said last. Titles may be whole sentences."""
    yield bricks.divider()
    rows = [[run(short(speech(group.title), limits.RICH_TEXT // 2), bold=True)]]
    lead = "" if group.lead is None else speech(group.lead)
    if lead.strip():
        rows.append([run(short(lead, limits.RICH_TEXT // 3))])
    yield bricks.rich(bricks.stack(*rows))


def _fields(
    fields: Sequence[Field], given: Mapping[str, str], wrong: Mapping[str, str], speech: Speech
) -> Iterator[Json]:
    for field in fields:
        yield draw_field(field, given.get(field.id, ""), wrong.get(field.id), speech)
