"""The Slack manifest agrees with catalogue, scopes, listeners and Slack's own schema."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from adapters.slack.counters import Counters
from adapters.slack.door import Credentials, SlackDoor
from adapters.slack.installing.oauth import REDIRECT
from adapters.slack.mount import EVENTS, SlackParts
from adapters.slack.scopes import SCOPES
from bot.errors import OperatorError
from bot.slack import manifest as filled
from bot.slack.manifest import as_json, manifest
from dialogs.commands import COMMANDS, SLASH, find
from dialogs.words.draw import draw
from storage.database import open_database
from tests.end_to_end.service import rytmi

URL = "https://okr.county.example"
SCHEMA = Path(__file__).parents[3] / "shared" / "data" / "slack-manifest.schema.1.0.0.json"


def read(*, socket: bool = False, oauth: bool = False, url: str | None = URL) -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(manifest(url, socket=socket, oauth=oauth))
    return made


@pytest.mark.parametrize("socket", [False, True])
@pytest.mark.parametrize("oauth", [False, True])
def test_slack_takes_it_in_every_form(socket: bool, oauth: bool) -> None:
    if not SCHEMA.exists():
        pytest.skip("Slack's schema of manifests is not beside this checkout")
    validator = jsonschema_rs.validator_for(json.loads(SCHEMA.read_text("utf-8")))
    written = manifest(URL, socket=socket, oauth=oauth)
    assert [str(error) for error in validator.iter_errors(json.loads(as_json(written)))] == []
    # The schema knows the key, and not the limits that Slack's page has.
    assert len(read()["display_information"]["description"]) <= 140


def test_the_command_and_its_words_are_those_of_the_catalogue() -> None:
    (command,) = read()["features"]["slash_commands"]
    assert command["command"] == SLASH
    named = re.findall(r"\w+", command["usage_hint"])
    assert named
    assert set(named) <= {each.name for each in COMMANDS}


def test_the_shortcut_opens_a_command_of_the_catalogue() -> None:
    shortcuts = read()["features"]["shortcuts"]
    assert [find(each["callback_id"]) for each in shortcuts] == [find("checkin")]
    assert all(len(each["name"]) <= 24 for each in shortcuts)


def test_the_scopes_are_those_of_the_table_with_their_reasons() -> None:
    scopes = read()["oauth_config"]["scopes"]
    assert scopes == {"bot": list(SCOPES)}
    written = manifest(URL, socket=False, oauth=False)
    for scope, why in SCOPES.items():
        assert f"- {scope} # {why}\n" in written


async def test_each_event_that_is_asked_for_is_listened_to_and_no_other(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/none.sqlite")
    door = SlackDoor(
        handle=_nobody,
        store=database,
        chats=database.chats,
        draw=draw,
        paint=lambda *_: b"",
        clock=_NoClock(),
        credentials=Credentials(),
        organisations=_none,
        counters=Counters(),
    )
    parts = SlackParts(door)
    try:
        heard = set(parts.bolt._news._table)  # noqa: SLF001 - the table is what is compared
    finally:
        await parts.stop()
        await database.close()
    asked = read()["settings"]["event_subscriptions"]["bot_events"]
    assert asked == sorted(asked)
    assert set(asked) == heard | {"app_home_opened", "message.im"}


def test_everything_over_http_arrives_where_the_door_listens() -> None:
    made = read(oauth=True)
    there = f"{URL}{EVENTS}"
    assert [each["url"] for each in made["features"]["slash_commands"]] == [there]
    assert made["settings"]["event_subscriptions"]["request_url"] == there
    assert made["settings"]["interactivity"] == {"is_enabled": True, "request_url": there}
    assert made["oauth_config"]["redirect_urls"] == [f"{URL}{REDIRECT}"]
    assert made["settings"]["token_rotation_enabled"] is True
    assert made["settings"]["socket_mode_enabled"] is False
    assert filled.EXAMPLE not in manifest(URL, socket=False, oauth=True)


def test_socket_mode_needs_no_address_and_names_none() -> None:
    written = manifest(None, socket=True, oauth=False)
    assert "http" not in written
    made = yaml.safe_load(written)
    assert made["settings"]["socket_mode_enabled"] is True
    assert made["settings"]["interactivity"] == {"is_enabled": True}
    assert "redirect_urls" not in made["oauth_config"]
    # A single workspace's token is set by hand, and must not end by itself.
    assert made["settings"]["token_rotation_enabled"] is False


def test_the_file_itself_is_a_manifest() -> None:
    written = files("manifest").joinpath("slack.yaml").read_text("utf-8")
    assert yaml.safe_load(written) == read(url=filled.EXAMPLE)


@pytest.mark.parametrize("given", [f"{URL}/", f" {URL} ", f"{URL}{EVENTS}", f"{URL}{REDIRECT}"])
def test_an_address_may_be_given_as_it_is_copied(given: str) -> None:
    assert read(url=given) == read()


@pytest.mark.parametrize("given", ["http://okr.example", "okr.example", "https://", "https://a b"])
def test_an_address_that_slack_cannot_reach_is_refused(given: str) -> None:
    with pytest.raises(OperatorError, match="--url") as refused:
        read(url=given)
    assert "--socket" in refused.value.remedy


def test_the_command_prints_nothing_else(tmp_path: Path) -> None:
    printed = rytmi(tmp_path, "manifest", "slack", "--url", URL)
    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout == manifest(URL, socket=False, oauth=False)
    bare = rytmi(tmp_path, "manifest", "slack", "--socket", "--json")
    assert json.loads(bare.stdout) == read(socket=True, url=None)
    refused = rytmi(tmp_path, "manifest", "slack")
    assert refused.returncode == 2
    assert "--url is missing" in refused.stderr


async def _nobody(*_: object) -> Any:  # noqa: ANN401 - never called
    raise AssertionError("nobody handles anything here")


async def _none() -> tuple[Any, ...]:
    return ()


class _NoClock:
    def now(self) -> Any:  # noqa: ANN401 - never called
        raise AssertionError("nobody asks for the time here")
