"""Every sentence that the code names exists in four languages, with the arguments it is given."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, visitor
from fluent.syntax import ast as fluent

from dialogs.commands import COMMANDS, Topic
from dialogs.ledger import LedgerFate, Reason
from dialogs.okr.cycle import Phase
from dialogs.okr.model import Language
from dialogs.okr.retro import ChangeState, Fit, Manner, NoteKind, Verdict
from dialogs.posts import Cause, PostKind

pytestmark = pytest.mark.xdist_group("every key")  # one process reads the code, once
ROOT = Path(__file__).parents[3]
ROOMS = ("adapters", "bot", "dialogs", "scheduler", "storage")


def _spelt(names: type[StrEnum]) -> tuple[str, ...]:
    return tuple(name.value.replace("_", "-") for name in names)


FAMILIES = {
    "receipt-": ("title", "partial", "corrected"),
    "status-": ("off-track", "at-risk", "on-track", "stale", "new"),
    "every-": tuple("0123456"),
    "of-month-": tuple("0123456"),
    "nth-": tuple("1234"),
    "fate-": _spelt(LedgerFate),
    "reason-": _spelt(Reason),
    "cause-": _spelt(Cause),
    "kind-": _spelt(PostKind),
    "help-topic-": _spelt(Topic),
    "remedy-": ("missed", "downtime", "uncertain", *_spelt(Cause)),
    "notice-": _spelt(Cause),
    "word-": tuple(each.name for each in COMMANDS),
    "why-": ("prompt", "reminder", "digest", "retro", "opening", "changes", "notice"),
    "cycle-phase-": _spelt(Phase),
    "cycle-nothing-to-": ("open", "review", "close", "reopen"),
    "cycle-": tuple(
        f"{kind}-{part}"
        for kind in ("review", "close", "reopen")
        for part in ("title", "lead", "reason", "done")
    ),
    "button-cycle-": ("review", "close", "reopen"),
    "change-state-": _spelt(ChangeState),
    "summary-fit-": _spelt(Fit),
    "summary-fit-count-": _spelt(Fit),
    "summary-note-": _spelt(NoteKind),
    "summary-goes-": _spelt(Verdict),
    "carry-said-": _spelt(Verdict),
    "carry-": tuple(f"{each}-{part}" for each in _spelt(Verdict) for part in ("whole", "part")),
    "document-": (
        *("goal", "final", "score", "fit", "why"),
        *(f"wrote-{each}" for each in _spelt(Manner)),
    ),
    "button-change-": ("under-way", "done", "given-up"),
}
"""Keys that the code puts together, by their beginning."""


class _Variables(visitor.Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802 - named by the library
        self.found.add(node.id.name)


@cache
def messages(language: Language) -> dict[str, set[str]]:
    """Return each key of a language with the names of its arguments; a doubled key is an error."""
    found: dict[str, set[str]] = {}
    for file in (files("dialogs.words") / language.value).iterdir():
        resource = FluentParser().parse(file.read_text(encoding="utf-8"))
        for entry in resource.body:
            assert not isinstance(entry, fluent.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, fluent.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice ({file.name})"
                variables = _Variables()
                variables.visit(entry)
                found[entry.id.name] = variables.found
    return found


def english() -> dict[str, set[str]]:
    """Return the keys of English; no test but these waits for the files to be read."""
    return messages(Language.ENGLISH)


@pytest.mark.parametrize("language", list(Language))
def test_each_language_has_the_same_keys_with_the_same_arguments(language: Language) -> None:
    spoken = messages(language)
    assert spoken.keys() == english().keys()
    # A language may leave a count out ("{ $count } svar" needs no plural), but adds nothing.
    more = {key: names - english()[key] for key, names in spoken.items() if names - english()[key]}
    assert more == {}


@cache
def calls() -> Sequence[tuple[str, str, set[str] | None]]:
    """Return where a key is said, the key, and the arguments it gets (None: not to be seen)."""
    return [
        found
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
        for found in _said(node, f"{path.relative_to(ROOT)}:{node.lineno}")
    ]


def _said(node: ast.Call, place: str) -> Iterator[tuple[str, str, set[str] | None]]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name != "say" or not node.args:
        return
    open_ended = any(keyword.arg is None for keyword in node.keywords)
    given = None if open_ended else {keyword.arg or "" for keyword in node.keywords}
    for literal in _literals(node.args[0]):
        yield place, literal, given


def _literals(node: ast.expr) -> Iterator[str]:
    """Yield the keys that an argument can be: a literal, or either of two."""
    match node:
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp(body=body, orelse=orelse):
            yield from _literals(body)
            yield from _literals(orelse)
        case _:
            return


def test_the_code_says_many_things() -> None:
    # Guards the scan itself: were it blind, the two tests below would pass on nothing.
    assert len({key for _, key, _ in calls()}) > 100


def test_every_key_that_the_code_says_has_words() -> None:
    missing = sorted({(key, place) for place, key, _ in calls() if key not in english()})
    assert missing == []


def test_every_sentence_gets_the_arguments_it_draws() -> None:
    short = sorted(
        (key, place, tuple(sorted(english()[key] - given)))
        for place, key, given in calls()
        if key in english() and given is not None and english()[key] - given
    )
    assert short == []


@pytest.mark.parametrize("start", FAMILIES)
def test_keys_that_are_put_together_have_words(start: str) -> None:
    assert {f"{start}{end}" for end in FAMILIES[start]} <= english().keys()
