"""The Teams package agrees with the catalogue, the door, and Microsoft's own schemas."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema_rs
import matplotlib.image
import numpy as np
import pytest

from bot.errors import OperatorError
from bot.teams.manifest import OTHERS, App, app_of, localisation, manifest, offered, package
from dialogs.commands import COMMANDS, find
from dialogs.okr.model import Language
from manifest.teams import icons
from tests.end_to_end.service import rytmi
from tests.teams.kit import node_or_skip

APP_ID = "0b5c9a1e-3f42-4d7b-9a54-6f0f6c1d2e3a"
URL = "https://okr.county.example"
SCOPES = ("personal", "team", "groupChat")


def app(*, graph: bool = False) -> App:
    return app_of(APP_ID, URL, graph=graph)


def schema(name: str, version: str) -> Any:  # noqa: ANN401 - a validator of a library without types
    folder = node_or_skip() / "node_modules/@microsoft/app-manifest/build/json-schemas/teams"
    return jsonschema_rs.validator_for(
        json.loads((folder / f"v{version}" / name).read_text("utf-8"))
    )


@pytest.mark.node
@pytest.mark.parametrize("graph", [False, True])
def test_teams_takes_the_manifest(graph: bool) -> None:
    made = manifest(app(graph=graph))
    validator = schema("MicrosoftTeams.schema.json", made["manifestVersion"])
    assert [str(error) for error in validator.iter_errors(made)] == []
    assert f"/v{made['manifestVersion']}/" in made["$schema"]


@pytest.mark.node
@pytest.mark.parametrize("language", OTHERS)
def test_teams_takes_the_words_of_each_language(language: Language) -> None:
    version = manifest(app())["manifestVersion"]
    validator = schema("MicrosoftTeams.Localization.schema.json", version)
    assert [str(error) for error in validator.iter_errors(localisation(language))] == []


@pytest.mark.node
def test_the_schema_would_notice_a_slip() -> None:
    made = manifest(app())
    validator = schema("MicrosoftTeams.schema.json", made["manifestVersion"])
    made["bots"][0]["scopes"][2] = "groupchat"
    assert not validator.is_valid(made)
    made = manifest(app()) | {"name": {"short": "R" * 31}}
    assert not validator.is_valid(made)


def test_the_menu_of_a_personal_chat_is_the_catalogue_as_far_as_it_holds_it() -> None:
    lists = manifest(app())["bots"][0]["commandLists"]
    assert [each["scopes"] for each in lists] == [[scope] for scope in SCOPES]
    listed = [each["title"] for each in lists[0]["commands"]]
    names = [each.name for each in COMMANDS]
    assert listed == [each for each in names if each in listed]
    assert set(names) - set(listed) == {"tree", "retros", "reminders", "language"}


def test_nothing_of_somebody_s_own_is_offered_where_all_can_see_the_answer() -> None:
    for scope in ("team", "groupChat"):
        shown = {"status", "tree", "retros", "changes", "help"}
        assert {each.name for each in offered(scope)} == shown


@pytest.mark.parametrize("language", list(Language))
def test_what_the_menu_writes_is_understood_and_said_in_the_language(language: Language) -> None:
    words = localisation(language)
    for number, scope in enumerate(SCOPES):
        for place, command in enumerate(offered(scope)):
            at = f"bots[0].commandLists[{number}].commands[{place}]"
            assert find(words[f"{at}.title"]) is command
            # Longer ones are cut off in the menu.
            assert 0 < len(words[f"{at}.description"]) <= 128
            assert not words[f"{at}.description"].startswith("command-")
    assert len(words["description.short"]) <= 80


def test_each_word_that_is_translated_stands_in_the_manifest_too() -> None:
    made = manifest(app())
    for language in OTHERS:
        for path in localisation(language).keys() - {"$schema"}:
            held: Any = made
            for part in path.replace("[", ".").replace("]", "").split("."):
                held = held[int(part)] if part.isdigit() else held[part]
            assert isinstance(held, str), path


def test_it_asks_for_no_more_than_it_needs() -> None:
    made = manifest(app())
    assert made["permissions"] == ["identity", "messageTeamMembers"]
    assert made["validDomains"] == ["okr.county.example"]
    assert made["id"] == made["bots"][0]["botId"] == APP_ID
    for more in ("webApplicationInfo", "authorization", "staticTabs", "composeExtensions"):
        assert more not in made
    assert manifest(app(graph=True))["webApplicationInfo"]["id"] == APP_ID


def test_the_package_holds_what_the_manifest_names_and_nothing_else() -> None:
    made = manifest(app())
    with zipfile.ZipFile(io.BytesIO(package(app()))) as held:
        assert held.testzip() is None
        named = {each["file"] for each in made["localizationInfo"]["additionalLanguages"]}
        assert set(held.namelist()) == {"manifest.json", *made["icons"].values(), *named}
        assert json.loads(held.read("manifest.json")) == made
        for language in OTHERS:
            assert json.loads(held.read(f"{language.value}.json")) == localisation(language)


def test_the_same_app_makes_the_same_bytes() -> None:
    assert package(app()) == package(app())
    assert package(app()) != package(app(graph=True))


def numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def test_an_update_has_a_higher_version(tmp_path: Path) -> None:
    first, second = app(), app_of(APP_ID, URL, revision=2)
    assert numbers(first.version) < numbers(second.version)
    done = rytmi(tmp_path, "manifest", "teams", "--app-id", APP_ID, "--url", URL, "--revision", "2")
    assert json.loads(done.stdout)["version"] == second.version


# --- icons ----------------------------------------------------------------------------------------


def pixels(png: bytes) -> np.ndarray:
    read: np.ndarray = matplotlib.image.imread(io.BytesIO(png))
    return read


@pytest.mark.parametrize(("name", "drawn"), [("color", icons.color), ("outline", icons.outline)])
def test_the_icons_are_as_the_script_draws_them(name: str, drawn: Callable[[], bytes]) -> None:
    kept = pixels((icons.HERE / f"{name}.png").read_bytes())
    # Another version of the library may put an edge a shade differently.
    assert np.abs(kept - pixels(drawn())).max() < 0.1


def test_the_icons_are_as_teams_wants_them() -> None:
    color, outline = pixels(icons.color()), pixels(icons.outline())
    assert color.shape[:2] == (192, 192)
    assert color.shape[2] == 3 or color[..., 3].min() == 1
    middle = color[36:156, 36:156]
    ground = color[0, 0]
    assert (np.abs(color - ground).max(axis=2) > 0.05).sum() == (
        np.abs(middle - ground).max(axis=2) > 0.05
    ).sum()
    assert outline.shape == (32, 32, 4)
    assert outline[..., 3].min() == 0
    assert outline[..., 3].max() == 1
    assert outline[outline[..., 3] > 0][:, :3].min() == 1


# --- the command ----------------------------------------------------------------------------------


def test_the_command_writes_the_package(tmp_path: Path) -> None:
    given = {"MICROSOFT_APP_ID": APP_ID, "MICROSOFT_APP_PASSWORD": "x"}
    given |= {"MICROSOFT_APP_TENANT_ID": APP_ID.replace("0b", "1b"), "TEAMS_GRAPH": "on"}
    done = rytmi(tmp_path, "manifest", "teams", "--url", URL, "--out", "rytmi.zip", **given)
    assert (done.returncode, done.stderr) == (0, "")
    assert "docs/teams.md" in done.stdout
    assert (tmp_path / "rytmi.zip").read_bytes() == package(app(graph=True))
    again = rytmi(tmp_path, "manifest", "teams", **given, PUBLIC_URL=f"{URL}/api/messages")
    assert json.loads(again.stdout) == manifest(app(graph=True))


def test_without_settings_the_id_is_given(tmp_path: Path) -> None:
    done = rytmi(tmp_path, "manifest", "teams", "--app-id", APP_ID.upper(), "--url", URL)
    assert json.loads(done.stdout) == manifest(app())


@pytest.mark.parametrize("given", [f"{URL}/", f" {URL} ", f"{URL}/api/messages"])
def test_an_address_may_be_given_as_it_is_copied(given: str) -> None:
    assert app_of(APP_ID, given) == app()


@pytest.mark.parametrize(
    ("arguments", "problem", "remedy"),
    [
        (("--app-id", APP_ID), "--url is missing", "https://rytmi.example"),
        (("--app-id", "rytmi", "--url", URL), "no id of Microsoft's", "Overview"),
        (("--url", URL), "id of the app registration is missing", "MICROSOFT_APP_ID"),
        (("--app-id", APP_ID, "--url", "http://okr.example"), "--url", "https://"),
        (("--app-id", APP_ID, "--url", URL, "--site", "okr"), "--site", "https://"),
        (("--app-id", APP_ID, "--url", URL, "--developer", "x" * 33), "32 characters", "shorter"),
        (("--app-id", APP_ID, "--url", URL, "--out", "rytmi.json"), ".zip", "--out rytmi.zip"),
        (("--app-id", APP_ID, "--url", URL, "--out", "no/rytmi.zip"), "written", "folder"),
    ],
)
def test_what_is_missing_or_wrong_is_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], problem: str, remedy: str
) -> None:
    refused = rytmi(tmp_path, "manifest", "teams", *arguments)
    assert refused.returncode == 2
    assert problem in refused.stderr
    assert remedy in refused.stderr


def test_a_page_of_one_s_own_is_shown_to_people() -> None:
    site = "https://county.example/rytmi"
    made = manifest(app_of(APP_ID, URL, site=site, developer="Oma Häme"))
    assert set(made["developer"].values()) == {site, "Oma Häme"}
    with pytest.raises(OperatorError, match="--site"):
        app_of(APP_ID, URL, site="http://county.example")
