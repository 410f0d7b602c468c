"""The help names every command, each once, under a title."""

from __future__ import annotations

from collections import Counter

from dialogs.catalog import FLOWS
from dialogs.commands import COMMANDS, Topic, find
from dialogs.flows.help import Facts, tell
from tests.conversations.keys import keys


def test_every_command_stands_once_under_a_title() -> None:
    found = Counter(keys(tell(Facts("", None))))
    assert {each.help: found[each.help] for each in COMMANDS} == {each.help: 1 for each in COMMANDS}
    used = {each.topic for each in COMMANDS}
    assert {topic for topic in Topic if found[f"help-topic-{topic.value}"]} == used


def test_every_command_leads_somewhere_and_no_word_to_two_places() -> None:
    for each in COMMANDS:
        assert FLOWS[each.flow].step(each.step) is not None, each.name
        for word in (each.name, *each.aliases):
            assert find(word.upper()) is each, word
