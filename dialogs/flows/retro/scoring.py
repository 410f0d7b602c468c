"""Scoring: what came of each key result, why, and how well it was set; people decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from dialogs.flow import Again, Answers, Ask, Finish, Outcome, Situation
from dialogs.flows.parts import aim, stands
from dialogs.flows.retro.board import board_view, refused
from dialogs.flows.retro.moves import stage_words
from dialogs.flows.retro.running import not_yours
from dialogs.flows.retro.scores import score_words
from dialogs.flows.retro.setting import settled
from dialogs.flows.retro.state import Board, gather_board
from dialogs.flows.retro.wording import fit_words
from dialogs.okr.measure import Milestones, YesNo
from dialogs.okr.model import KeyResultId, Language, Objective, ObjectiveId, PersonId
from dialogs.okr.retro import LONGEST_REASON, Fit, Retro, Score, Stage, proposed_score
from dialogs.ports import Goal, Work
from dialogs.reading import ReadingError, read_number, read_value
from dialogs.session import Session
from dialogs.text import Instant, Text, say
from dialogs.views import (
    ChoiceField,
    Field,
    Form,
    Group,
    NumberField,
    Option,
    TextField,
    View,
)
from dialogs.writes import ScoreGoals

VALUE, SCORE, WHY, FIT = "value", "score", "why", "fit"
"""The kinds of fields; with a key result's id they name a field."""
_YES, _NO = "yes", "no"
_COMMA: Final = frozenset({Language.FINNISH, Language.SWEDISH, Language.NORWEGIAN})


@dataclass(frozen=True, slots=True)
class Facts:
    """A retro, one objective of its cycle, and what was said of its key results so far."""

    board: Board
    objective: Objective | None = None
    goals: tuple[Goal, ...] = ()
    names: Mapping[PersonId, str] | None = None
    """Of those who have scored."""

    def score(self, goal: Goal) -> Score | None:
        """Return the score that a key result has."""
        return (self.board.scores or {}).get(goal.key_result.id)

    @property
    def language(self) -> Language:
        """The language in which figures are typed."""
        return self.board.setting.situation.reader.language


def gather(work: Work, situation: Situation) -> Facts:
    """Gather the objective that a button names."""
    return _gather(work, situation, hold=False)


def gather_to_take(work: Work, situation: Situation) -> Facts:
    """Gather the objective, and hold the retro until the scores are stored."""
    return _gather(work, situation, hold=True)


def _gather(work: Work, situation: Situation, *, hold: bool) -> Facts:
    board = gather_board(work, situation, hold=hold)
    wanted = ObjectiveId(situation.arg("objective"))
    objective = next((each for each in board.objectives if each.id == wanted), None)
    if objective is None:
        return Facts(board)
    goals = tuple(each for each in board.goals if each.objective.id == objective.id)
    by = {each.by for each in (board.scores or {}).values()}
    people = work.people(by).values() if by else ()
    return Facts(board, objective, goals, {each.id: each.name for each in people})


def ask(facts: Facts, session: Session) -> Form | View:
    """Show the form with what the figures propose; why and how it was set are asked anew."""
    view = _nothing(facts)
    if view is not None or facts.objective is None:
        return view if view is not None else board_view(facts.board)
    return Form(
        session=session.id,
        version=session.version,
        title=say("retro-score-title", objective=facts.objective.title),
        submit=say("retro-score-submit"),
        intro=(say("retro-score-intro"), say("retro-score-allowed")),
        groups=tuple(_group(facts, goal) for goal in facts.goals),
        given=tuple(pair for goal in facts.goals for pair in _given(facts, goal) if pair[1]),
    )


def _nothing(facts: Facts) -> View | None:
    """Say why nothing can be scored; None: it can."""
    board, retro = facts.board, facts.board.retro
    no = not_yours(board)
    if no is not None or retro is None:
        return no if no is not None else board_view(board)
    if retro.stage is Stage.PUBLISHED:
        return refused(board, say("retro-score-published"))
    if retro.stage is Stage.FACTS:
        return refused(board, say("retro-now-at", step=stage_words(retro.stage)))
    if not facts.goals:
        return refused(board, say("retro-score-nothing"))
    return None


def field_id(kind: str, goal: Goal) -> str:
    """Name a field of the form: its kind and its key result."""
    return f"{kind}:{goal.key_result.id}"


def _group(facts: Facts, goal: Goal) -> Group:
    key_result = goal.key_result
    number = facts.goals.index(goal) + 1
    fits = tuple(Option(each.value, fit_words(each)) for each in Fit)
    fields: tuple[Field, ...] = (
        _value_field(goal),
        NumberField(field_id(SCORE, goal), say("retro-score-score"), say("retro-score-hint")),
        TextField(
            field_id(WHY, goal),
            say("retro-score-why"),
            LONGEST_REASON,
            lines=2,
            hint=say("retro-score-why-hint"),
            optional=False,
        ),
        ChoiceField(field_id(FIT, goal), say("retro-score-fit"), fits),
    )
    title = say("check-in-group", number=number, title=key_result.title)
    return Group(title, _lead(facts, goal), fields)


def _lead(facts: Facts, goal: Goal) -> Text:
    target = aim(goal.key_result.measure, goal.key_result.scale)
    score, proposed = facts.score(goal), proposed_score(goal.standing.progress)
    if score is not None:
        name = (facts.names or {}).get(score.by, "")
        return say("retro-score-by", person=name, at=Instant(score.at), aim=target)
    if proposed is None:
        return say("retro-score-unknown", aim=target)
    said = score_words(proposed)
    return say("retro-score-proposed", value=stands(goal), aim=target, score=said)


def _value_field(goal: Goal) -> Field:
    name, label = field_id(VALUE, goal), say("retro-score-value")
    hint, scale = say("retro-score-value-hint"), goal.key_result.scale
    match goal.key_result.measure:
        case YesNo():
            options = (Option(_YES, say("value-yes")), Option(_NO, say("value-no")))
            return ChoiceField(name, say("value-label-yes-no"), options, hint, optional=True)
        case Milestones(steps):
            milestones = say("value-label-milestones", steps=steps)
            return NumberField(name, milestones, hint, optional=True)
        case _:
            scaled = say("retro-score-value-scale", scale=scale) if scale else label
            return NumberField(name, scaled, hint, optional=True)


def _given(facts: Facts, goal: Goal) -> Iterator[tuple[str, str]]:
    """Fill in what was said before, else what the figures propose; words are never proposed."""
    score, standing = facts.score(goal), goal.standing
    value = score.value if score is not None else standing.value
    figure = score.score if score is not None else proposed_score(standing.progress)
    yield field_id(VALUE, goal), _typed_value(goal, value, facts.language)
    yield field_id(SCORE, goal), "" if figure is None else typed_number(figure, facts.language)
    if score is not None:
        yield field_id(WHY, goal), score.why
        yield field_id(FIT, goal), score.fit.value


def _typed_value(goal: Goal, value: float | None, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(goal.key_result.measure, YesNo):
        return _YES if value >= 1 else _NO
    return typed_number(value, language)


def typed_number(value: float, language: Language) -> str:
    """Write a number as it may be typed again in a language."""
    written = f"{value:.6f}".rstrip("0").rstrip(".")
    return written.replace(".", ",") if language in _COMMA else written


# --- taking ---------------------------------------------------------------------------------------


def take(facts: Facts, session: Session, answers: Answers) -> Outcome:
    """Take the scores of an objective, all of them together; each with a sentence of why."""
    del session
    view = _nothing(facts)
    retro = facts.board.retro
    if view is not None or retro is None or facts.objective is None:
        return Finish(view if view is not None else board_view(facts.board))
    errors: list[tuple[str, Text]] = []
    scores = [_read(facts, retro, goal, answers, errors) for goal in facts.goals]
    if errors:
        return Again(tuple(errors), say("check-in-errors", count=len(errors)))
    known: dict[KeyResultId, Score] = {**(facts.board.scores or {})}
    known |= {each.key_result: each for each in scores}
    board = replace(facts.board, scores=known)
    done = say("retro-score-done", objective=facts.objective.title)
    return Finish(board_view(board, done), writes=(ScoreGoals(tuple(scores)),))


def _read(
    facts: Facts,
    retro: Retro,
    goal: Goal,
    answers: Answers,
    errors: list[tuple[str, Text]],
) -> Score:
    """Read one key result's fields; what cannot be read is added to the errors."""
    typed = {
        kind: answers.get(field_id(kind, goal), "").strip() for kind in (VALUE, SCORE, WHY, FIT)
    }
    key_result, language = goal.key_result, facts.language
    value: float | None = None
    score = 0.0
    try:
        if typed[VALUE]:
            value = read_value(typed[VALUE], key_result.measure, language, key_result.scale)
    except ReadingError as error:
        errors.append((field_id(VALUE, goal), error.sentence))
    try:
        score = read_score(typed[SCORE], language)
    except ReadingError as error:
        errors.append((field_id(SCORE, goal), error.sentence))
    if not typed[WHY]:
        errors.append((field_id(WHY, goal), say("retro-score-why-needed")))
    elif len(typed[WHY]) > LONGEST_REASON:
        errors.append((field_id(WHY, goal), say("text-too-long", most=LONGEST_REASON)))
    fit = next((each for each in Fit if each.value == typed[FIT]), None)
    if fit is None:
        errors.append((field_id(FIT, goal), say("retro-score-fit-needed")))
    setting = facts.board.setting
    return Score(
        retro=retro.id,
        key_result=key_result.id,
        value=value,
        score=score,
        why=typed[WHY],
        fit=fit if fit is not None else Fit.GOOD,
        by=setting.person,
        at=setting.situation.now,
    )


def read_score(text: str, language: Language) -> float:
    """Read a score from 0.0 to 1.0, with comma or point; raise ReadingError for anything else."""
    if not text:
        raise ReadingError(say("retro-score-needed"))
    try:
        score = read_number(text, language, "")
    except ReadingError as error:
        raise ReadingError(say("retro-score-wrong", text=text)) from error
    if not 0 <= score <= 1:
        raise ReadingError(say("retro-score-wrong", text=text))
    return abs(score)  # "-0" is a nought like any other


def settled_score(facts: Facts) -> Mapping[str, str]:
    """Bind the form to the retro and the objective that it was opened for."""
    bound = dict(settled(facts.board.setting))
    if facts.objective is not None:
        bound["objective"] = facts.objective.id
    return bound


SCORE_STEP: Final = Ask("score", gather, ask, take, gather_to_take, settled_score)
