"""Slack's settings as an operator gets them wrong: one sentence, the setting's name, the remedy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.errors import SettingError
from bot.settings import CHAT_SETTINGS, names, read_settings

KEY = "A" * 43 + "="
SOCKET = {"SLACK_BOT_TOKEN": "xoxb-1-hush", "SLACK_APP_TOKEN": "xapp-1-hush"}
HTTP = {"SLACK_BOT_TOKEN": "xoxb-1-hush", "SLACK_SIGNING_SECRET": "hush0123"}
OAUTH = {
    "SLACK_CLIENT_ID": "111.222",
    "SLACK_CLIENT_SECRET": "hush4567",
    "SLACK_SIGNING_SECRET": "hush0123",
    "SLACK_TOKEN_KEYS": KEY,
    "PUBLIC_URL": "https://rytmi.example",
}


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of this machine's reaches a test."""
    for name in list(os.environ):
        if name in names() or name.startswith(CHAT_SETTINGS):
            monkeypatch.delenv(name)


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    return tmp_path / ".env"


@pytest.mark.parametrize("given", [SOCKET, HTTP, SOCKET | HTTP, OAUTH])
def test_each_way_in_is_accepted_and_puts_the_page_off(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str]
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = read_settings(nowhere)
    assert settings.has_slack
    assert not settings.web_door
    assert "hush" not in repr(settings)
    assert KEY not in repr(settings)


def test_without_slack_the_page_is_on(nowhere: Path) -> None:
    settings = read_settings(nowhere)
    assert not settings.has_slack
    assert settings.web_door


def test_blanks_that_come_with_copying_do_no_harm(nowhere: Path) -> None:
    nowhere.write_text(
        f"SLACK_BOT_TOKEN=' xoxb-1 '\nSLACK_APP_TOKEN=xapp-1\nSLACK_TOKEN_KEYS='{KEY} , {KEY},'\n",
        "utf-8",
    )
    settings = read_settings(nowhere)
    assert settings.slack_keys == (KEY, KEY)


@pytest.mark.parametrize(
    ("given", "name", "problem", "remedy"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1-hush"}, "SLACK_SIGNING_SECRET", "nothing from Slack", "HTTP"),
        ({"SLACK_APP_TOKEN": "xapp-1-hush"}, "SLACK_BOT_TOKEN", "say nothing", "xoxb-"),
        ({"SLACK_SIGNING_SECRET": "hush"}, "SLACK_BOT_TOKEN", "say nothing", "SLACK_CLIENT_ID"),
        (SOCKET | {"SLACK_BOT_TOKEN": "xoxp-hush"}, "SLACK_BOT_TOKEN", "user token", "xoxb-"),
        (SOCKET | {"SLACK_BOT_TOKEN": "xapp-hush"}, "SLACK_BOT_TOKEN", "app-level", "xoxb-"),
        (SOCKET | {"SLACK_BOT_TOKEN": "xoxe.xoxb-hush"}, "SLACK_BOT_TOKEN", "twelve", "rotation"),
        (SOCKET | {"SLACK_BOT_TOKEN": "hush"}, "SLACK_BOT_TOKEN", "not written", "xoxb-"),
        (SOCKET | {"SLACK_BOT_TOKEN": "xoxb-1 hush"}, "SLACK_BOT_TOKEN", "not written", "xoxb-"),
        (SOCKET | {"SLACK_APP_TOKEN": "xoxb-hush"}, "SLACK_APP_TOKEN", "bot token", "xapp-"),
        (HTTP | {"SLACK_SIGNING_SECRET": "xoxb-hush"}, "SLACK_SIGNING_SECRET", "bot", "Basic"),
        (HTTP | {"SLACK_SIGNING_SECRET": "hush\u200b"}, "SLACK_SIGNING_SECRET", "not", "Basic"),
        (OAUTH | {"SLACK_CLIENT_SECRET": ""}, "SLACK_CLIENT_SECRET", "missing", "Set both"),
        (OAUTH | {"SLACK_CLIENT_ID": ""}, "SLACK_CLIENT_ID", "missing", "Set both"),
        (OAUTH | {"SLACK_TOKEN_KEYS": ""}, "SLACK_TOKEN_KEYS", "clear", "`rytmi slack key`"),
        (OAUTH | {"SLACK_TOKEN_KEYS": f"{KEY},hush"}, "SLACK_TOKEN_KEYS", "key 2", "slack key"),
        (OAUTH | {"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET", "nothing", "Socket Mode"),
        (OAUTH | {"PUBLIC_URL": ""}, "PUBLIC_URL", "missing", "https://rytmi.example"),
        (OAUTH | {"PUBLIC_URL": "rytmi.example"}, "PUBLIC_URL", "no address", "https://"),
        (OAUTH | {"PUBLIC_URL": "http://rytmi.example"}, "PUBLIC_URL", "unencrypted", "https://"),
        (OAUTH | {"PUBLIC_URL": "https://a:b@c"}, "PUBLIC_URL", "password", "https://"),
        (OAUTH | {"SLACK_BOT_TOKEN": "xoxb-hush"}, "SLACK_BOT_TOKEN", "beside", "for several"),
        (OAUTH | {"SLACK_ORGANISATION": "oma"}, "SLACK_ORGANISATION", "alone", "slack connect"),
        (SOCKET | {"SLACK_API_URL": "http://slack.com/api/"}, "SLACK_API_URL", "unenc", "https"),
        (SOCKET | {"SLACK_API_URL": "slack.com"}, "SLACK_API_URL", "no address", "https://slack"),
        (SOCKET | {"WEB_DOOR": "on"}, "SLACK_BOT_TOKEN", "anyone", "Remove WEB_DOOR"),
    ],
)
def test_each_wrong_combination_is_one_sentence_with_the_settings_name_and_the_remedy(
    nowhere: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: dict[str, str],
    name: str,
    problem: str,
    remedy: str,
) -> None:
    for each, value in given.items():
        monkeypatch.setenv(each, value)
    with pytest.raises(SettingError) as refused:
        read_settings(nowhere)
    assert refused.value.setting == name
    assert refused.value.problem.startswith(f"{name}: ")
    assert problem in refused.value.problem
    assert remedy in refused.value.remedy
    assert "hush" not in str(refused.value)


def test_an_api_on_this_computer_may_be_unencrypted(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (SOCKET | {"SLACK_API_URL": "http://127.0.0.1:4711/api"}).items():
        monkeypatch.setenv(name, value)
    assert read_settings(nowhere).has_slack


def test_a_name_in_the_file_that_slack_has_elsewhere_is_put_right(nowhere: Path) -> None:
    nowhere.write_text("SLACK_TOKEN=xoxb-hush\n", "utf-8")
    with pytest.raises(SettingError) as refused:
        read_settings(nowhere)
    assert "Did you mean SLACK_BOT_TOKEN?" in refused.value.remedy
    assert "hush" not in str(refused.value)


def test_other_programs_settings_of_slack_are_left_alone(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_WEBHOOK_URL", "https://hooks.slack.com/services/x")
    settings = read_settings(nowhere)
    assert settings.web_door
