"""Views and forms as HTML: each block and each field has a macro, matched exhaustively.

The macros get drawn text and escape it; nothing that people wrote is ever taken for markup.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, assert_never
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from adapters.web import limits
from adapters.web.chart import panel
from adapters.web.door import Draw, Speech
from adapters.web.inbound import ARGUMENT, VALUE
from adapters.web.rows import Gauge, first_expecting, rows
from dialogs.okr.model import ChannelId, OrganisationId, PersonId
from dialogs.text import Reader, Share, Text
from dialogs.views import (
    Block,
    Bullets,
    Buttons,
    Chart,
    ChoiceField,
    Details,
    Download,
    Facts,
    Field,
    Form,
    Group,
    Heading,
    Meter,
    Note,
    NumberField,
    Paragraph,
    Quote,
    ScaleField,
    Series,
    Table,
    TextField,
    View,
)

INDENT: Final = "\u2003"
"""The space with which a table shows that a row belongs under the one above it."""
DEEPEST: Final = 6
"""Steps of indentation that are drawn."""
TEMPLATES: Final = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose page something is drawn for: where its buttons and forms send to."""

    organisation: OrganisationId
    person: PersonId
    channel: ChannelId | None = None
    """The channel that is shown; None: the person's own conversation with Rytmi."""
    seen: int = 0
    """The newest place the page shows."""

    @property
    def base(self) -> str:
        """The path of everything this person does."""
        return f"/o/{quote(self.organisation, safe='')}/as/{quote(self.person, safe='')}"

    @property
    def here(self) -> str:
        """The path of the conversation that is shown."""
        if self.channel is None:
            return self.base
        return f"{self.base}/in/{quote(self.channel, safe='')}"


def environment() -> Environment:
    """Make the templates' environment: everything escaped, nothing undefined passed over."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["nonce"] = lambda: secrets.token_urlsafe(12)
    return made


class Renderer:
    """Draws views and forms for a reader; one for the whole page, safe to share."""

    def __init__(self, draw: Draw, env: Environment, documents: Sequence[str] = ()) -> None:
        """``documents`` are the forms in which the page hands out documents, such as ``md``."""
        self._draw = draw
        self._documents = documents
        self._env = env
        self._blocks: Any = env.get_template("blocks.html").module
        self._fields: Any = env.get_template("form.html").module

    def view(self, view: View, reader: Reader, desk: Desk) -> Markup:
        """Draw a message's blocks."""
        return self._flow(view.blocks, _Canvas(reader, desk, first_expecting(view.blocks)))

    def text(self, text: Text, reader: Reader) -> str:
        """Draw one text, not escaped yet."""
        return self._draw(text, reader)

    def speech(self, reader: Reader) -> Speech:
        """Return the page's own words in the reader's language."""
        return Speech(self._draw, reader)

    def page(self, template: str, context: Mapping[str, object]) -> str:
        """Draw a whole template."""
        return self._env.get_template(template).render(context)

    def form(self, form: Form, reader: Reader, desk: Desk) -> Markup:
        """Draw a form with what was given, each error beside its field, and a summary of them."""
        say = self._sayer(reader)
        speech = self.speech(reader)
        errors = {field: say(sentence) for field, sentence in form.errors}
        places = {
            field.id: (say(group.title), say(field.label))
            for group in form.groups
            for field in _all(group)
        }
        filling = _Filling(dict(form.given), errors, reader)
        return self._macro(
            self._fields.form,
            t=speech,
            language=reader.language.value,
            desk=desk,
            session=form.session,
            version=form.version,
            title=say(form.title),
            submit=say(form.submit),
            intro=[say(text) for text in form.intro],
            notice=None if form.notice is None else say(form.notice),
            problems=[
                (_dom(field) if field in places else None, places.get(field, ()), sentence)
                for field, sentence in errors.items()
            ],
            groups=[self._group(group, filling) for group in form.groups],
        )

    # --- blocks -------------------------------------------------------------------------------

    def _flow(self, blocks: Sequence[Block], canvas: _Canvas) -> Markup:
        """Draw blocks in order; a table that is named like the heading above hides its name."""
        drawn: list[Markup] = []
        title: Text | None = None
        for each in rows(blocks):
            if isinstance(each, tuple):
                drawn.append(self._gauges(each, canvas))
            elif isinstance(each, Table):
                drawn.append(self._table(each, canvas, named=each.caption == title))
            else:
                drawn.append(self._block(each, canvas))
            title = each.text if isinstance(each, Heading) else None
        return self._join(drawn)

    def _block(self, block: Block, canvas: _Canvas) -> Markup:
        say = self._sayer(canvas.reader)
        macros = self._blocks
        match block:
            case Heading(text, level):
                return self._macro(macros.heading, text=say(text), level=level)
            case Paragraph(text, tone):
                return self._macro(macros.paragraph, text=say(text), tone=tone.value)
            case Note(text):
                return self._macro(macros.note, text=say(text))
            case Quote(text, source):
                return self._macro(macros.quote, text=text, source=say(source))
            case Bullets(items, ordered):
                return self._macro(
                    macros.bullets, items=[say(item) for item in items], ordered=ordered
                )
            case Facts(items):
                pairs = [(say(fact.label), say(fact.value)) for fact in items]
                return self._macro(macros.facts, items=pairs)
            case Meter():
                return self._gauges((Gauge(block),), canvas)
            case Table():
                return self._table(block, canvas, named=False)
            case Chart():
                return self._chart(block, canvas.reader)
            case Buttons():
                return self._buttons(block, canvas.reader, canvas.desk)
            case Details(title, blocks):
                inner = self._flow(blocks, canvas)
                return self._macro(macros.details, title=say(title), inner=inner)
            case Download(label, retro):
                return self._download(say(label), retro, canvas)
        assert_never(block)

    def _download(self, label: str, retro: str, canvas: _Canvas) -> Markup:
        """Draw links to a document in each of its forms; nothing where the page has none."""
        if not self._documents:
            return Markup("")
        base = f"{canvas.desk.base}/retro/{quote(retro, safe='')}"
        links = [(f"{base}.{form}", f".{form}") for form in self._documents]
        return self._macro(self._blocks.download, label=label, links=links)

    def _gauges(self, gauges: Sequence[Gauge], canvas: _Canvas) -> Markup:
        drawn = [
            self._join(
                (
                    self._meter(each.meter, canvas),
                    *(self._words(words, each.meter, canvas) for words in each.words),
                )
            )
            for each in gauges
        ]
        return self._macro(self._blocks.gauges, items=drawn)

    def _words(self, quote: Quote, meter: Meter, canvas: _Canvas) -> Markup:
        """Draw words under their key result: its name stands above them and is not said again."""
        source = None if quote.source == meter.label else self._draw(quote.source, canvas.reader)
        return self._macro(self._blocks.quote, text=quote.text, source=source)

    def _table(self, table: Table, canvas: _Canvas, *, named: bool) -> Markup:
        say = self._sayer(canvas.reader)
        return self._macro(
            self._blocks.grid,
            caption=say(table.caption),
            header=[say(cell) for cell in table.header],
            rows=[_indented([say(cell) for cell in row]) for row in table.rows],
            hidden_caption=named,
        )

    def _buttons(self, buttons: Buttons, reader: Reader, desk: Desk) -> Markup:
        say = self._sayer(reader)
        drawn = [
            {
                "label": say(button.label),
                "main": button.main,
                "flow": button.action.flow,
                "step": button.action.step,
                "args": [(f"{ARGUMENT}{name}", value) for name, value in button.action.args],
            }
            for button in buttons.items
        ]
        return self._macro(self._blocks.buttons, items=drawn, desk=desk)

    def _meter(self, meter: Meter, canvas: _Canvas) -> Markup:
        say = self._sayer(canvas.reader)
        speech = self.speech(canvas.reader)
        share = None if meter.share is None else speech("web-share", share=Share(meter.share))
        if meter.written is not None:
            share = say(meter.written)
        expected, expected_words = None, ""
        if meter.expected is not None:
            expected = speech("web-share", share=Share(meter.expected))
            expected_words = speech("web-expected", share=Share(meter.expected))
        return self._macro(
            self._blocks.meter,
            label=say(meter.label),
            caption=say(meter.caption),
            state=say(meter.state),
            tone=meter.tone.value,
            share=share if share is not None else speech("web-no-answer"),
            expected=expected,
            expected_words=expected_words,
            explained=meter is canvas.explained,
            filled=None if meter.share is None else _per_cent(meter.share),
            tick=None if meter.expected is None else _per_cent(meter.expected),
        )

    def _chart(self, chart: Chart, reader: Reader) -> Markup:
        say = self._sayer(reader)
        labels = [say(label) for label in chart.labels]
        written = [[say(text) for text in series.written] for series in chart.series]
        return self._macro(
            self._blocks.chart,
            t=self.speech(reader),
            title=say(chart.title),
            alt=say(chart.alt),
            labels=labels,
            lines=[self._line(series, reader) for series in chart.series],
            rows=[(0, row) for row in zip(labels, *written, strict=True)],
        )

    def _line(self, series: Series, reader: Reader) -> dict[str, object]:
        say = self._sayer(reader)
        return {
            "name": say(series.name),
            "panel": panel(series),
            "written": [say(text) for text in series.written],
            "low": "" if series.low_written is None else say(series.low_written),
            "high": "" if series.high_written is None else say(series.high_written),
        }

    # --- fields -------------------------------------------------------------------------------

    def _group(self, group: Group, filling: _Filling) -> dict[str, object]:
        say = self._sayer(filling.reader)
        touched = any(
            field.id in filling.errors or filling.given.get(field.id) for field in group.more
        )
        return {
            "title": say(group.title),
            "lead": None if group.lead is None else say(group.lead),
            "fields": self._join(self._field(field, filling) for field in group.fields),
            "more_title": None if group.more_title is None else say(group.more_title),
            "more": self._join(self._field(field, filling) for field in group.more),
            "more_open": touched,
        }

    def _field(self, field: Field, filling: _Filling) -> Markup:
        say = self._sayer(filling.reader)
        common: dict[str, object] = {
            "t": self.speech(filling.reader),
            "id": _dom(field.id),
            "name": f"{VALUE}{field.id}",
            "label": say(field.label),
            "hint": None if field.hint is None else say(field.hint),
            "optional": field.optional,
            "error": filling.errors.get(field.id),
            "given": filling.given.get(field.id, ""),
        }
        macros = self._fields
        match field:
            case NumberField():
                return self._macro(macros.number, longest=limits.NUMBER_CHARACTERS, **common)
            case ScaleField():
                return self._macro(
                    macros.scale,
                    steps=[str(step) for step in range(field.low, field.high + 1)],
                    low_label=say(field.low_label),
                    high_label=say(field.high_label),
                    **common,
                )
            case ChoiceField():
                options = [(option.value, say(option.label)) for option in field.options]
                macro = macros.radios if len(options) <= limits.RADIO_OPTIONS else macros.select
                return self._macro(macro, options=options, **common)
            case TextField():
                return self._macro(macros.words, longest=field.longest, lines=field.lines, **common)
        assert_never(field)

    # --- tools --------------------------------------------------------------------------------

    def _sayer(self, reader: Reader) -> _Sayer:
        return _Sayer(self._draw, reader)

    @staticmethod
    def _macro(macro: Any, **arguments: object) -> Markup:  # noqa: ANN401 - macros have no types
        return Markup(macro(**arguments))  # noqa: S704 - a macro of an escaping environment

    @staticmethod
    def _join(parts: Any) -> Markup:  # noqa: ANN401 - any iterable of markup
        return Markup().join(parts)


@dataclass(frozen=True, slots=True)
class _Sayer:
    """Draws texts for one reader."""

    draw: Draw
    reader: Reader

    def __call__(self, text: Text) -> str:
        return self.draw(text, self.reader)


@dataclass(frozen=True, slots=True)
class _Canvas:
    """What a message's blocks need besides themselves."""

    reader: Reader
    desk: Desk
    explained: Meter | None
    """The key result at which the mark of what is expected is put into words."""


@dataclass(frozen=True, slots=True)
class _Filling:
    """What a form's fields need besides themselves."""

    given: Mapping[str, str]
    errors: Mapping[str, str]
    reader: Reader


def _all(group: Group) -> tuple[Field, ...]:
    return (*group.fields, *group.more)


def _indented(cells: Sequence[str]) -> tuple[int, Sequence[str]]:
    """Take a row's leading spaces off, as a step of indentation each: wrapped lines keep it."""
    first = cells[0].lstrip(INDENT)
    return min(len(cells[0]) - len(first), DEEPEST), (first, *cells[1:])


def _dom(field: str) -> str:
    """Turn a field's id into one for the document: letters that are not plain become their code."""
    plain = "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}_" for c in field)
    return f"field-{plain}"


def _per_cent(share: float) -> float:
    return round(100 * min(max(share, 0.0), 1.0), 1)
