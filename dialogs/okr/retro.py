"""A retro's nouns and sums: facts, scores, notes, dots, and the changes that it ends in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NewType

from dialogs.okr.measure import held
from dialogs.okr.model import CycleId, KeyResultId, ObjectiveId, PersonId, UnitId

RetroId = NewType("RetroId", str)
NoteId = NewType("NoteId", str)
ThemeId = NewType("ThemeId", str)
ChangeId = NewType("ChangeId", str)

FEWEST_WRITERS: Final = 4
"""Anonymous notes are shown from so many writers on; of fewer it could be guessed who wrote."""
DOTS: Final = 3
"""Votes of one member."""
MOST_CHANGES: Final = 3
"""Changes that one retro agrees on: more are not done."""
MOST_THEMES: Final = 8
MOST_NOTES: Final = 10
"""Notes of one kind that one person writes at a time, a line each."""
LONGEST_NOTE: Final = 300
"""Characters."""
LONGEST_REASON: Final = 500
"""Characters of a sentence of why."""
LONGEST_CHANGE: Final = 300
"""Characters."""
LONGEST_THEME: Final = 60
"""Characters of a theme's name: it must fit where a dot is chosen."""
STEP: Final = 0.1
"""What a score is rounded to where it is proposed."""


class Stage(StrEnum):
    """The steps of a retro, in their order; a facilitator may go back until it is published."""

    FACTS = "facts"
    SCORING = "scoring"
    COLLECTING = "collecting"
    GROUPING = "grouping"
    VOTING = "voting"
    AGREEING = "agreeing"
    """The team agrees on what it changes."""
    CARRYING = "carrying"
    """Each goal is kept, changed or dropped."""
    PUBLISHED = "published"


class Manner(StrEnum):
    """Whether notes bear names; decided before anybody writes, and never changed after."""

    NAMED = "named"
    ANONYMOUS = "anonymous"


class NoteKind(StrEnum):
    """What a note is about."""

    WELL = "well"
    NOT_WELL = "not_well"
    CHANGE = "change"


class Fit(StrEnum):
    """Whether a goal was set well: the setting of goals is looked back on too."""

    GOOD = "good"
    TOO_EASY = "too_easy"
    TOO_HARD = "too_hard"
    WRONG_MEASURE = "wrong_measure"
    """It measured the wrong thing."""
    DEPENDED = "depended"
    """It depended on others."""


class GoalKind(StrEnum):
    """Which of the two a goal's id names: an objective and a key result may bear the same."""

    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"


About = tuple[GoalKind, str]
"""A goal: what it is, and its id."""


class Verdict(StrEnum):
    """What becomes of a goal in the next cycle."""

    KEEP = "keep"
    CHANGE = "change"
    DROP = "drop"


class ChangeState(StrEnum):
    """How far an agreed change has come."""

    AGREED = "agreed"
    UNDER_WAY = "under_way"
    DONE = "done"
    GIVEN_UP = "given_up"


STILL_OPEN: Final = frozenset({ChangeState.AGREED, ChangeState.UNDER_WAY})
"""What is asked about; what is done or given up is not."""


@dataclass(frozen=True, slots=True)
class Retro:
    """One unit's look back on one cycle; there is one at most."""

    id: RetroId
    unit: UnitId
    cycle: CycleId
    stage: Stage
    facilitator: PersonId
    started: datetime
    """Aware, UTC."""
    manner: Manner | None = None
    """None: not decided yet, and nobody has written."""
    wrote: int | None = None
    """How many have written; None while they still may. Who they were is then forgotten, where the
    notes bear no names."""
    reminded: bool = False
    """Whether those who had not written were reminded; that is done once."""
    published: datetime | None = None
    """Aware, UTC: when it was last published."""


@dataclass(frozen=True, slots=True)
class Score:
    """What people say came of a key result; a later one takes the place of those before."""

    retro: RetroId
    key_result: KeyResultId
    value: float | None
    """The final value; None: it was never known."""
    score: float
    """0.0 to 1.0."""
    why: str
    fit: Fit
    by: PersonId
    at: datetime
    """Aware, UTC."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thought of one member."""

    id: NoteId
    """Random: nothing is to be read from it."""
    retro: RetroId
    kind: NoteKind
    text: str
    author: PersonId | None = None
    """None in an anonymous retro, always."""
    theme: ThemeId | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """Notes that are about the same, under a name that the facilitator gives."""

    id: ThemeId
    retro: RetroId
    title: str
    position: int
    dots: int = 0
    """Votes; counted once voting has ended."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a team agreed to do otherwise, with who sees to it, in force from the next cycle."""

    id: ChangeId
    retro: RetroId
    unit: UnitId
    cycle: CycleId
    """The cycle from which on it is in force."""
    text: str
    owner: PersonId
    check: date
    """When the owner is first asked how it goes."""
    position: int
    state: ChangeState = ChangeState.AGREED
    comment: str = ""
    """What was last said of it."""


@dataclass(frozen=True, slots=True)
class ChangeNews:
    """How an agreed change goes, as somebody has said; only ever added."""

    change: ChangeId
    state: ChangeState
    comment: str
    by: PersonId
    at: datetime
    """Aware, UTC."""


@dataclass(frozen=True, slots=True)
class Carry:
    """What becomes of an objective or of a key result; a later one takes the place of the first."""

    retro: RetroId
    goal: ObjectiveId | KeyResultId
    verdict: Verdict
    reason: str
    by: PersonId
    at: datetime
    """Aware, UTC."""
    title: str = ""
    """How a changed goal is called from now on; empty: as before."""
    kind: GoalKind = field(kw_only=True)

    @property
    def about(self) -> About:
        """The goal that is meant."""
        return self.kind, self.goal


def objective_named(name: ObjectiveId) -> About:
    """Name an objective among goals."""
    return GoalKind.OBJECTIVE, name


def key_result_named(name: KeyResultId) -> About:
    """Name a key result among goals."""
    return GoalKind.KEY_RESULT, name


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of the members have done something."""

    done: int
    of: int


def proposed_score(progress: float | None) -> float | None:
    """Return the score that the figures propose: progress held to 0…1, to one decimal.

    None where nothing is known: then nothing is proposed.
    """
    if progress is None:
        return None
    return round(round(held(progress) / STEP) * STEP, 1)


def mean_score(scores: Collection[float]) -> float | None:
    """Return the mean of scores, as an objective's or a unit's; None where there is none."""
    return sum(scores) / len(scores) if scores else None


def may_show(manner: Manner, writers: int) -> bool:
    """Say whether notes may be shown: named ones always, anonymous ones from four writers on."""
    return manner is Manner.NAMED or writers >= FEWEST_WRITERS


def counted(votes: Collection[Mapping[ThemeId, int]]) -> Mapping[ThemeId, int]:
    """Add up everybody's dots."""
    sums: dict[ThemeId, int] = {}
    for dots in votes:
        for theme, number in dots.items():
            sums[theme] = sums.get(theme, 0) + number
    return sums


def alike(texts: Sequence[str]) -> Sequence[int]:
    """Propose which texts belong together: for each the number of its group, from 0.

    What most of them speak of makes the first group: the texts that share a word of five letters
    or more, by its first five, which holds for inflected languages too; then what most of the
    others speak of, and so on. Who shares nothing is alone. It is a proposal; the facilitator
    decides.
    """
    return _grouped([_stems(text) for text in texts])


def shared_word(texts: Sequence[str]) -> str | None:
    """Return the word by which texts belong together, as it is written most shortly.

    None where there is no such word.
    """
    counts = Counter(stem for text in texts for stem in _stems(text))
    best = min(counts, key=lambda stem: (-counts[stem], stem), default=None)
    if best is None or (len(texts) > 1 and counts[best] == 1):
        return None
    words = (word for text in texts for word in _words(text) if word.startswith(best))
    return min(words, key=lambda word: (len(word), word))


def by_dots(themes: Collection[Theme]) -> Sequence[Theme]:
    """Put themes in the order of their dots, level ones as the facilitator has put them."""
    return sorted(themes, key=lambda each: (-each.dots, each.position))


_STEM: Final = 5
_LITTLE_WORDS: Final = (
    "about after again all although always because before being between could doing during each "
    "every going great having might needs never often other really shall should since still than "
    "their them then there these thing things think those through under until using wants were "
    "what when where which while within without would years better worse aina asiat asiaa "
    "edelleen ehkä eivät emme hyvin hyvä ihan ilman jatkossa johon joista joka kaikki kanssa "
    "koska kuitenkin kunnolla liian meidän meille mitään monta muita mukaan myös niiden niitä "
    "näitä olemme olisi olivat ollut paljon parempi paremmin pitäisi pitää sellainen siihen "
    "silloin sitten teemme tehdä tehtiin todella toimi toimii toimineet tulisi tämän vaikka vielä "
    "voisi voisimme välillä alltid andra annat aldrig behöver borde bättre bland bra därför "
    "eftersom efter endast fortsatt fungerade fungerar genom ganska gjort gärna hade hela inget "
    "ingen innan mellan mycket måste många några också oftast ofta samma saker sedan skulle utan "
    "varit våra vilka väldigt aldri andre bedre burde både denne derfor disse ellers etter fordi "
    "fungerer fungerte gjennom hadde hele ikke innen kunne mange meget mellom mens måtte noen "
    "også samme siden slik trenger uten veldig være vært våre"
)
"""Words that say nothing of what a sentence is about, in the four languages."""


def _words(text: str) -> list[str]:
    spelled = "".join(each if each.isalpha() else " " for each in text.casefold())
    return [word for word in spelled.split() if len(word) >= _STEM]


_IDLE: Final = frozenset(word[:_STEM] for word in _words(_LITTLE_WORDS))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _words(text)} - _IDLE


def _grouped(stems: Sequence[set[str]]) -> Sequence[int]:
    """Number the groups: the largest first, then who is alone, in their order."""
    group: dict[int, int] = {}
    while True:
        open_ones = [place for place in range(len(stems)) if place not in group]
        counts = Counter(stem for place in open_ones for stem in stems[place])
        best = min(counts, key=lambda stem: (-counts[stem], stem), default=None)
        if best is None or counts[best] == 1:
            break
        number = len(set(group.values()))
        group |= {place: number for place in open_ones if best in stems[place]}
    number = len(set(group.values()))
    return [*_numbered(group, len(stems), number)]


def _numbered(group: Mapping[int, int], count: int, number: int) -> Iterator[int]:
    for place in range(count):
        if place in group:
            yield group[place]
        else:
            yield number
            number += 1
