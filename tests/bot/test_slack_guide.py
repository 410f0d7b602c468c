"""docs/slack.md says what is so: its commands, settings, scopes and sentences are Rytmi's own."""

from __future__ import annotations

import re

import pytest

from adapters.slack.installing.oauth import INSTALL
from adapters.slack.mount import EVENTS
from adapters.slack.scopes import SCOPES
from bot.settings import names
from bot.slack.manifest import manifest
from tests.bot.guides import Guide

GUIDE = Guide("slack")
OF_SLACK = frozenset({"dispatch_failed", "operation_timeout"})
"""Slack's own words."""


def test_the_scopes_are_those_that_are_asked_for() -> None:
    rows = re.findall(r"^\| `([a-z:.]+)` \| (.+) \|$", GUIDE.text, re.MULTILINE)
    assert dict(rows) == dict(SCOPES)


def test_the_settings_exist() -> None:
    named = set(re.findall(r"\b(?:SLACK_[A-Z_]+|PUBLIC_URL)\b", GUIDE.text))
    assert named == {each for each in names() if each.startswith(("SLACK_", "PUBLIC_"))}


def test_the_commands_and_their_options_exist() -> None:
    needed = {"slack pair", "slack sync", "slack reseal", "manifest slack", "doctor"}
    assert needed <= GUIDE.commands()


def test_the_addresses_are_those_that_are_served() -> None:
    assert EVENTS in GUIDE.text
    assert f"https://rytmi.example{INSTALL}" in GUIDE.text
    assert manifest("https://rytmi.example", socket=False, oauth=True).count(EVENTS) == 3


@pytest.mark.parametrize(
    "sentence", [each for each in GUIDE.quotes if each not in OF_SLACK], ids=lambda each: each[:40]
)
def test_each_sentence_that_is_quoted_is_said(sentence: str) -> None:
    GUIDE.check_said(sentence, r"T?…|\b1\b|/slack/events: |(?<=it holds )")
