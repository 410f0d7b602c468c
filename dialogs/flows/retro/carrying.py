"""What becomes of each goal: kept, changed or dropped, with a reason; nothing goes on silently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dialogs.flow import Again, Answers, Ask, Finish, Outcome, Situation
from dialogs.flows.parts import blocks
from dialogs.flows.retro.ending import (
    Ending,
    board_button,
    carry_action,
    gather_ending,
    gather_ending_held,
    hindered,
    undecided,
)
from dialogs.flows.retro.outcome import Summary
from dialogs.flows.retro.setting import retro_action, settled
from dialogs.flows.retro.wording import fit_words
from dialogs.okr.model import KeyResult, KeyResultId, Objective, ObjectiveId
from dialogs.okr.retro import (
    LONGEST_REASON,
    About,
    Carry,
    GoalKind,
    Stage,
    Verdict,
    objective_named,
)
from dialogs.ports import Work
from dialogs.session import Session
from dialogs.text import Points, Text, Verbatim, say
from dialogs.views import (
    Bullets,
    Button,
    Buttons,
    ChoiceField,
    Form,
    Group,
    Heading,
    Option,
    Paragraph,
    TextField,
    View,
)
from dialogs.writes import CarryGoals

STAGES: Final = frozenset({Stage.CARRYING})
LONGEST_TITLE: Final = 200
"""Characters of a goal's new title."""


@dataclass(frozen=True, slots=True)
class Carrying:
    """The objective that a form is about."""

    ending: Ending
    objective: Objective | None = None


def gather(work: Work, situation: Situation) -> Carrying:
    """Find the objective that a button names."""
    return _about(gather_ending(work, situation))


def gather_held(work: Work, situation: Situation) -> Carrying:
    """The same, holding the retro."""
    return _about(gather_ending_held(work, situation))


def _about(ending: Ending) -> Carrying:
    wanted = ending.situation.arg("objective").strip()
    objectives = () if ending.summary is None else ending.summary.aims.objectives
    return Carrying(ending, next((each for each in objectives if each.id == wanted), None))


@dataclass(frozen=True, slots=True)
class _Goal:
    """An objective or a key result as the form asks about it."""

    id: ObjectiveId | KeyResultId
    kind: GoalKind
    title: str
    tail: str
    """What its fields' names end with."""

    @property
    def about(self) -> About:
        return self.kind, self.id

    @property
    def verdict(self) -> str:
        return f"verdict{self.tail}"

    @property
    def reason(self) -> str:
        return f"reason{self.tail}"

    @property
    def renamed(self) -> str:
        return f"title{self.tail}"


def _goals(summary: Summary, objective: Objective) -> tuple[_Goal, ...]:
    """Return the objective, then its key results."""
    found = summary.of(objective.id)
    below = (_Goal(each.id, GoalKind.KEY_RESULT, each.title, f":{each.id}") for each in found)
    return (_Goal(objective.id, GoalKind.OBJECTIVE, objective.title, ""), *below)


def ask(facts: Carrying, session: Session) -> Form | View:
    """Ask about an objective and its key results."""
    refused = _hindered(facts)
    if refused is not None:
        return refused
    _, summary = facts.ending.on_hand()
    objective = facts.objective
    assert objective is not None  # noqa: S101 - `_hindered` refuses without one
    key_results = {each.id: each for each in summary.of(objective.id)}
    goals = _goals(summary, objective)
    return Form(
        session=session.id,
        version=session.version,
        title=say("carry-title", objective=objective.title),
        submit=say("carry-submit"),
        intro=(say("carry-lead", cycle=summary.following.name), say("carry-reasons")),
        groups=tuple(
            _group(summary, each, key_results.get(KeyResultId(each.id))) for each in goals
        ),
        given=tuple(_given(summary, goals)),
    )


def _hindered(facts: Carrying) -> View | None:
    refused = hindered(facts.ending, STAGES)
    if refused is not None or facts.objective is not None:
        return refused
    retro, _ = facts.ending.on_hand()
    text = say("carry-unknown")
    return View(text, (Paragraph(text), Buttons((board_button(retro),))))


def _group(summary: Summary, goal: _Goal, key_result: KeyResult | None) -> Group:
    options = tuple(
        Option(each.value, say(f"carry-{each.value}-{'part' if goal.tail else 'whole'}"))
        for each in Verdict
    )
    label = say("carry-verdict" if goal.tail else "carry-verdict-objective")
    title: Text = Verbatim(goal.title)
    return Group(
        title=title if goal.tail else say("carry-objective", objective=goal.title),
        lead=_lead(summary, key_result) if goal.tail else None,
        fields=(
            # A dropped objective drops its key results, so that theirs may be left open.
            ChoiceField(goal.verdict, label, options, optional=bool(goal.tail)),
            TextField(goal.reason, say("carry-reason"), LONGEST_REASON, lines=2),
        ),
        more_title=say("carry-more"),
        more=(
            TextField(
                goal.renamed, say("carry-new-title"), LONGEST_TITLE, hint=say("carry-title-hint")
            ),
        ),
    )


def _lead(summary: Summary, key_result: KeyResult | None) -> Text | None:
    """Say how a key result was scored, since that is what people decide by."""
    score = None if key_result is None else summary.scores.get(key_result.id)
    if score is None:
        return None
    return say("carry-scored", score=Points(score.score), fit=fit_words(score.fit))


def _given(summary: Summary, goals: tuple[_Goal, ...]) -> Iterator[tuple[str, str]]:
    for goal in goals:
        known = summary.carries.get(goal.about)
        if known is None:
            continue
        yield goal.verdict, known.verdict.value
        if known.reason:
            yield goal.reason, known.reason
        if known.title:
            yield goal.renamed, known.title


def take(facts: Carrying, session: Session, answers: Answers) -> Outcome:
    """Take the verdicts of an objective and its key results, or say what does not fit together."""
    del session
    refused = _hindered(facts)
    if refused is not None:
        return Finish(refused)
    retro, summary = facts.ending.on_hand()
    objective = facts.objective
    assert objective is not None  # noqa: S101 - `_hindered` refuses without one
    goals = _goals(summary, objective)
    errors: list[tuple[str, Text]] = []
    verdicts = {goal.about: _verdict(goal, answers, errors) for goal in goals}
    own = verdicts[objective_named(objective.id)]
    _unite(goals, verdicts, own, errors)
    for goal in goals:
        _check_words(goal, verdicts[goal.about], own, answers, errors)
    if errors:
        return Again(tuple(errors))
    carries = tuple(
        Carry(
            retro=retro.id,
            goal=goal.id,
            kind=goal.kind,
            verdict=verdict,
            reason=_reason(goal, goals[0], answers),
            by=facts.ending.setting.person,
            at=facts.ending.situation.now,
            title=_typed(answers, goal.renamed) if verdict is Verdict.CHANGE else "",
        )
        for goal in goals
        if (verdict := verdicts[goal.about]) is not None
    )
    return Finish(_done(facts, objective, carries), (CarryGoals(carries),))


def _typed(answers: Answers, name: str) -> str:
    return answers.get(name, "").strip()


def _verdict(goal: _Goal, answers: Answers, errors: list[tuple[str, Text]]) -> Verdict | None:
    typed = _typed(answers, goal.verdict)
    if not typed:
        return None
    try:
        return Verdict(typed)
    except ValueError:
        errors.append((goal.verdict, say("choice-unknown")))
        return None


def _unite(
    goals: tuple[_Goal, ...],
    verdicts: dict[About, Verdict | None],
    own: Verdict | None,
    errors: list[tuple[str, Text]],
) -> None:
    """Hold the verdicts together: what is dropped, missing, or left with nothing to measure it."""
    whole, *parts = goals
    wrong = {name for name, _ in errors}
    if own is None:
        if whole.verdict not in wrong:
            errors.append((whole.verdict, say("carry-missing")))
        return
    if own is Verdict.DROP:
        for each in parts:
            if verdicts[each.about] in {Verdict.KEEP, Verdict.CHANGE}:
                errors.append((each.verdict, say("carry-dropped-with")))
            verdicts[each.about] = Verdict.DROP
        return
    missing = [each for each in parts if verdicts[each.about] is None and each.verdict not in wrong]
    errors += [(each.verdict, say("carry-missing")) for each in missing]
    if own is Verdict.KEEP and parts and all(verdicts[e.about] is Verdict.DROP for e in parts):
        errors.append((whole.verdict, say("carry-nothing-left")))


def _check_words(
    goal: _Goal,
    verdict: Verdict | None,
    own: Verdict | None,
    answers: Answers,
    errors: list[tuple[str, Text]],
) -> None:
    reason, title = _typed(answers, goal.reason), _typed(answers, goal.renamed)
    if len(reason) > LONGEST_REASON:
        errors.append((goal.reason, say("carry-reason-long", most=LONGEST_REASON)))
    if len(title) > LONGEST_TITLE:
        errors.append((goal.renamed, say("carry-title-long", most=LONGEST_TITLE)))
    if verdict is None or reason:
        return
    with_it = bool(goal.tail) and own is Verdict.DROP
    if verdict is not Verdict.KEEP and not with_it:
        errors.append((goal.reason, say("carry-reason-missing")))


def _reason(goal: _Goal, whole: _Goal, answers: Answers) -> str:
    """Return why; what is dropped with its objective is dropped for the objective's reason."""
    reason = _typed(answers, goal.reason)
    dropped = _typed(answers, whole.verdict) == Verdict.DROP.value
    return reason or (_typed(answers, whole.reason) if dropped else "")


def _done(facts: Carrying, objective: Objective, carries: tuple[Carry, ...]) -> View:
    """Show what was said, and offer the next objective, or what will be published."""
    retro, summary = facts.ending.on_hand()
    titles = {each.about: each.title for each in _goals(summary, objective)}
    lines = tuple(
        say(f"carry-said-{each.verdict.value}", goal=each.title or titles[each.about])
        for each in carries
    )
    now = replace(summary, carries={**summary.carries, **{each.about: each for each in carries}})
    left = undecided(now)
    if left:
        label = say("retro-do-carry", objective=left[0].title)
        following = Button(label, carry_action(retro, left[0]), main=True)
    else:
        following = Button(say("retro-do-preview"), retro_action("preview", retro), main=True)
    title = say("carry-done", objective=objective.title)
    return View(
        title,
        blocks(Heading(title), Bullets(lines), Buttons((following, board_button(retro)))),
    )


def settled_carrying(facts: Carrying) -> dict[str, str]:
    """Bind a form to the retro and the objective that it was opened for."""
    found = dict(settled(facts.ending.setting))
    return found if facts.objective is None else {**found, "objective": facts.objective.id}


CARRY: Final = Ask("carry", gather, ask, take, gather_held, settled_carrying)
