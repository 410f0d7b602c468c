"""What people see, without saying how it is drawn: a closed union that every door matches whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dialogs.session import Carried, SessionId
from dialogs.text import Text


class Tone(StrEnum):
    """How something should feel; a door may use colour, but never colour alone."""

    PLAIN = "plain"
    GOOD = "good"
    CARE = "care"
    BAD = "bad"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Action:
    """What a button asks for: a step of a flow, with arguments that are input and never trusted."""

    flow: str
    step: str
    args: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; level 1 opens a view, 2 a part of it, 3 a group in a part."""

    text: Text
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: why a message came, how to answer by typing."""

    text: Text


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, with who said them or about what."""

    text: str
    source: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    """A short list; ``ordered`` numbers it from 1."""

    items: tuple[Text, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it."""

    label: Text
    value: Text


@dataclass(frozen=True, slots=True)
class Facts:
    """A handful of figures."""

    items: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Meter:
    """A key result as a bar: how far it has come, and how far one would expect by now."""

    label: Text
    share: float | None
    """Progress; 1.0 is the target. Drawn held to 0…1, written as it is. None: no answer yet."""
    expected: float | None
    caption: Text
    """Value, confidence and the like in one line."""
    state: Text
    """The status in a word, drawn as a badge."""
    tone: Tone
    written: Text | None = None
    """What stands beside the bar in place of the share, where a percentage would mislead."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; each row is as long as the header."""

    caption: Text
    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart; None where nothing is known."""

    name: Text
    values: tuple[float | None, ...]
    written: tuple[Text, ...]
    """Each value as text, for the table that screen readers get."""
    low: float
    high: float
    """The axis's ends, in the values' own unit."""
    low_written: Text | None = None
    high_written: Text | None = None
    """The ends as text; None: the axis is drawn without them."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines over the weeks; drawn where a door can, told by ``alt`` where it cannot."""

    title: Text
    alt: Text
    labels: tuple[Text, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press; at most one of a row is the main one."""

    label: Text
    action: Action
    main: bool = False


@dataclass(frozen=True, slots=True)
class Buttons:
    """A row of buttons."""

    items: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What most people need not read: folded away, or put in a thread."""

    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Download:
    """A document that a page of our own can hand out; a chat has nothing to show of it."""

    label: Text
    retro: str
    """The retro that it is about, by id: input, when it comes back."""


Block = (
    Heading
    | Paragraph
    | Note
    | Quote
    | Bullets
    | Facts
    | Meter
    | Table
    | Chart
    | Buttons
    | Details
    | Download
)


@dataclass(frozen=True, slots=True)
class View:
    """A message: what it says in one line, and its blocks."""

    summary: Text
    """The notification, and all that a door without blocks would show."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class NumberField:
    """A number as people write it; it arrives as text."""

    id: str
    label: Text
    hint: Text | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ScaleField:
    """A whole number from low to high, chosen by a press; nothing is chosen at first, ever."""

    id: str
    label: Text
    low: int
    high: int
    low_label: Text
    high_label: Text
    hint: Text | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One of a choice: the value that arrives and the label that is shown."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of a few; nothing is chosen at first."""

    id: str
    label: Text
    options: tuple[Option, ...]
    hint: Text | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class TextField:
    """Free words of at most ``longest`` characters."""

    id: str
    label: Text
    longest: int
    lines: int = 1
    hint: Text | None = None
    optional: bool = True


Field = NumberField | ScaleField | ChoiceField | TextField


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together under a title; ``more`` are the ones few people need."""

    title: Text
    lead: Text | None
    fields: tuple[Field, ...]
    more_title: Text | None = None
    more: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form to fill in; what was given so far and what was wrong with it travel along."""

    session: SessionId
    version: int
    """Counts the showings; an answer names the one it belongs to."""
    title: Text
    submit: Text
    intro: tuple[Text, ...]
    groups: tuple[Group, ...]
    given: tuple[tuple[str, str], ...] = ()
    """Field id and what the person typed or chose; empty at the first showing."""
    errors: tuple[tuple[str, Text], ...] = ()
    """Field id and the sentence that says what to do."""
    notice: Text | None = None
    """A sentence about the whole form."""
    carried: Carried | None = None
    """What the form must give back when it is sent."""
