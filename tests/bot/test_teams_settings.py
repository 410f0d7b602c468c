"""Teams' settings as an operator gets them wrong: one sentence, the setting's name, the remedy."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.errors import SettingError
from bot.settings import CHAT_SETTINGS, names, read_settings
from tests.bot.test_slack_settings import HTTP

APP = "0b5c9a1e-3f42-4d7b-9a54-6f0f6c1d2e3a"
TENANT = "7d4f1c22-8a0b-4d16-b1a9-2c5e8f9a0b1c"
OTHER = "9e8d7c6b-5a49-4838-a726-150413223140"
SINGLE = {
    "MICROSOFT_APP_ID": APP,
    "MICROSOFT_APP_PASSWORD": "hush~8Q-hush",
    "MICROSOFT_APP_TENANT_ID": TENANT,
}
IDENTITY = {
    "MICROSOFT_APP_ID": APP,
    "MICROSOFT_APP_TENANT_ID": TENANT,
    "MICROSOFT_APP_TYPE": "UserAssignedMSI",
}
MULTI = {
    "MICROSOFT_APP_ID": APP,
    "MICROSOFT_APP_PASSWORD": "hush~8Q-hush",
    "MICROSOFT_APP_TYPE": "MultiTenant",
    "TEAMS_TENANTS": f"{TENANT}, {OTHER}",
}
DEVELOPMENT = {"TEAMS_DEVELOPMENT": "on"}
KEY = "-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----\n"
PROOF = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of this machine's reaches a test."""
    for name in list(os.environ):
        if name in names() or name.startswith(CHAT_SETTINGS):
            monkeypatch.delenv(name)


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    return tmp_path / ".env"


@pytest.mark.parametrize("given", [SINGLE, IDENTITY, MULTI, DEVELOPMENT, SINGLE | HTTP])
def test_each_kind_of_registration_is_accepted_and_puts_the_page_off(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str]
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = read_settings(nowhere)
    assert settings.has_teams
    assert settings.has_slack is ("SLACK_BOT_TOKEN" in given)
    assert not settings.web_door
    assert "hush" not in repr(settings)


def test_without_teams_the_page_is_on(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAMS_DEVELOPMENT", "off")
    settings = read_settings(nowhere)
    assert not settings.has_teams
    assert settings.web_door


def test_ids_and_kinds_may_be_written_as_they_are_copied(nowhere: Path) -> None:
    nowhere.write_text(
        f"MICROSOFT_APP_ID=' {APP.upper()} '\nMICROSOFT_APP_PASSWORD=x\nTEAMS_CLOUD=GCC\n"
        f"MICROSOFT_APP_TYPE=multitenant\nTEAMS_TENANTS='{TENANT.upper()} ,{OTHER},'\n",
        "utf-8",
    )
    settings = read_settings(nowhere)
    assert settings.microsoft_app_type == "MultiTenant"
    assert settings.teams_cloud == "gcc"
    assert settings.tenants == (TENANT, OTHER)


@pytest.mark.parametrize(
    ("given", "name", "problem", "remedy"),
    [
        ({"MICROSOFT_APP_PASSWORD": "hush"}, "MICROSOFT_APP_ID", "anybody", "client"),
        ({"MICROSOFT_APP_TENANT_ID": TENANT}, "MICROSOFT_APP_ID", "missing", "docs/teams.md"),
        ({"MICROSOFT_APP_ID": APP}, "MICROSOFT_APP_TENANT_ID", "SingleTenant", "directory"),
        (IDENTITY | {"MICROSOFT_APP_TENANT_ID": ""}, "MICROSOFT_APP_TENANT_ID", "MSI", "tenant"),
        (SINGLE | {"MICROSOFT_APP_PASSWORD": ""}, "MICROSOFT_APP_PASSWORD", "neither", "value"),
        (SINGLE | {"MICROSOFT_APP_PASSWORD": OTHER}, "MICROSOFT_APP_PASSWORD", "id of", "Value"),
        (SINGLE | {"MICROSOFT_APP_PASSWORD": "a hush"}, "MICROSOFT_APP_PASSWORD", "not", "Value"),
        (
            SINGLE | {"MICROSOFT_APP_CERTIFICATE": "rytmi.pem"},
            "MICROSOFT_APP_CERTIFICATE",
            "beside MICROSOFT_APP_PASSWORD",
            "Keep one",
        ),
        (
            IDENTITY | {"MICROSOFT_APP_PASSWORD": "hush"},
            "MICROSOFT_APP_PASSWORD",
            "managed identity",
            "SingleTenant",
        ),
        (MULTI | {"TEAMS_TENANTS": ""}, "TEAMS_TENANTS", "any company", "commas"),
        (MULTI | {"TEAMS_TENANTS": " , "}, "TEAMS_TENANTS", "any company", "commas"),
        (MULTI | {"TEAMS_TENANTS": f"{TENANT},x"}, "TEAMS_TENANTS", "not written", "tenants"),
        (SINGLE | {"MICROSOFT_APP_ID": "rytmi"}, "MICROSOFT_APP_ID", "not written", "Overview"),
        (SINGLE | {"MICROSOFT_APP_ID": APP[:-1]}, "MICROSOFT_APP_ID", "not written", "Overview"),
        (SINGLE | {"MICROSOFT_APP_ID": TENANT}, "MICROSOFT_APP_TENANT_ID", "same", "Directory"),
        (
            SINGLE | {"MICROSOFT_APP_TENANT_ID": "county.onmicrosoft.com"},
            "MICROSOFT_APP_TENANT_ID",
            "not written",
            "Directory (tenant) ID",
        ),
        (SINGLE | {"MICROSOFT_APP_TYPE": "Both"}, "MICROSOFT_APP_TYPE", "'Both'", "SingleTenant"),
        (SINGLE | {"TEAMS_CLOUD": "moon"}, "TEAMS_CLOUD", "'moon'", "gcch"),
        (
            SINGLE | {"TEAMS_CATALOG_APP": "rytmi"},
            "TEAMS_CATALOG_APP",
            "not written",
            "Manage apps",
        ),
        (SINGLE | {"TEAMS_CATALOG_APP": OTHER}, "TEAMS_GRAPH", "Graph", "TEAMS_GRAPH=on"),
        (
            SINGLE | {"TEAMS_SERVICE_URL": "http://smba.example"},
            "TEAMS_SERVICE_URL",
            "unencrypted",
            "https://smba.trafficmanager.net",
        ),
        (SINGLE | {"TEAMS_LOGIN_URL": "login"}, "TEAMS_LOGIN_URL", "no address", "https://login"),
        (SINGLE | {"PUBLIC_URL": "http://rytmi.example"}, "PUBLIC_URL", "unenc", "https://"),
        (SINGLE | DEVELOPMENT, "TEAMS_DEVELOPMENT", "MICROSOFT_APP_ID", "Remove it"),
        (
            DEVELOPMENT | {"HOST": "0.0.0.0"},  # noqa: S104 - that is what is refused
            "TEAMS_DEVELOPMENT",
            "other computers",
            "HOST=127.0.0.1",
        ),
        (SINGLE | {"WEB_DOOR": "on"}, "MICROSOFT_APP_ID", "anyone", "Remove WEB_DOOR"),
        (DEVELOPMENT | {"WEB_DOOR": "on"}, "TEAMS_DEVELOPMENT", "anyone", "Remove WEB_DOOR"),
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
    assert problem in refused.value.problem
    assert remedy in refused.value.remedy
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    ("pem", "problem"),
    [
        (None, "cannot be read: No such file"),
        (b"\x30\x82\x04\xa4", "not in PEM form"),
        (PROOF.encode(), "no private key"),
        (KEY.encode(), "no certificate"),
        ((KEY.replace("PRIVATE", "ENCRYPTED PRIVATE") + PROOF).encode(), "passphrase"),
    ],
    ids=["missing", "not PEM", "no key", "no certificate", "locked"],
)
def test_a_certificate_that_cannot_be_used_is_said_at_the_start(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, pem: bytes | None, problem: str
) -> None:
    path = nowhere.with_name("rytmi.pem")
    if pem is not None:
        path.write_bytes(pem)
    for name, value in (
        SINGLE | {"MICROSOFT_APP_PASSWORD": "", "MICROSOFT_APP_CERTIFICATE": str(path)}
    ).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=problem) as refused:
        read_settings(nowhere)
    assert refused.value.setting == "MICROSOFT_APP_CERTIFICATE"
    assert "hush" not in str(refused.value)
    path.write_text(KEY + PROOF, "ascii")
    assert read_settings(nowhere).has_teams


def test_a_microsoft_on_this_computer_may_be_unencrypted(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in SINGLE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TEAMS_SERVICE_URL", "http://127.0.0.1:8080/teams/")
    assert read_settings(nowhere).teams_service_url == "http://127.0.0.1:8080/teams/"
