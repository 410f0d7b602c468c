"""The Teams app's package as an administrator uploads it: manifest, icons, words."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version as version_of
from importlib.resources import files
from typing import Any, Final

import yaml

from bot.errors import OperatorError
from dialogs.commands import COMMANDS, Command, Topic, find
from dialogs.okr.model import Language
from dialogs.text import Phrase, Reader
from dialogs.words.draw import draw

EXAMPLE: Final = "https://rytmi.example"
ICONS: Final = ("color.png", "outline.png")
OTHERS: Final = tuple(each for each in Language if each is not Language.ENGLISH)
"""The languages that have a file of their own; English stands in the manifest itself."""

Json = dict[str, Any]

_ADDRESS: Final = re.compile(r"(https://[^/\s?#@]+)(/[^\s?#]*)?")
_SCOPES: Final = ("personal", "team", "groupChat")
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The time of each file in the package: the same input makes the same bytes."""
_LONGEST_NAME: Final = 32
_NOT_LISTED: Final = frozenset({"tree", "retros", "reminders", "language"})
"""Commands that a personal chat's menu leaves out, for it holds twelve: status and home lead to
what they do, and the help has them all."""
_READABLE: Final = 0o644 << 16


@dataclass(frozen=True, slots=True)
class App:
    """What is different from one installation of Rytmi to another."""

    app_id: str
    """Of the app registration; the bot has the same."""
    url: str
    """Where Microsoft reaches Rytmi, without a path."""
    site: str
    """The page that people are shown as the developer's, for support, privacy and terms."""
    developer: str = "Rytmi"
    graph: bool = False
    """Whether Rytmi may be installed for people by way of Microsoft Graph."""
    revision: int = 0
    """Grows with each package of the same Rytmi: Teams takes an update with a higher version only.
    From 0 to 99."""

    @property
    def version(self) -> str:
        """Return the package's version: Rytmi's own, with the revision in its last part."""
        major, minor, patch = map(int, version_of("rytmi").split(".")[:3])
        return f"{major}.{minor}.{patch * 100 + self.revision}"


def app_of(
    app_id: str,
    url: str | None,
    *,
    site: str | None = None,
    developer: str | None = None,
    graph: bool = False,
    revision: int = 0,
) -> App:
    """Return what an operator has given; raise OperatorError where Teams would not take it."""
    if url is None:
        raise OperatorError(
            "--url is missing: the package names where Rytmi is",
            f"Give it, as in --url {EXAMPLE}.",
        )
    name = (developer or "Rytmi").strip()
    if len(name) > _LONGEST_NAME:
        raise OperatorError(
            f"--developer: Teams shows {_LONGEST_NAME} characters, and these are {len(name)}",
            "Give a shorter name.",
        )
    address = _read_address("--url", url).group(1)
    page = address if site is None else _read_address("--site", site).group(0)
    return App(app_id.strip().lower(), address, page, name, graph, revision)


def _read_address(option: str, given: str) -> re.Match[str]:
    found = _ADDRESS.fullmatch(given.strip().rstrip("/"))
    if found is None:
        raise OperatorError(
            f"{option}: Teams cannot use {given!r}",
            f"It must begin with https:// and be reachable from the internet, as in {EXAMPLE}.",
        )
    return found


def manifest(app: App) -> Json:
    """Return the app's manifest, in English."""
    written: Json = yaml.safe_load(_source("app.yaml").decode())
    (bot,) = written["bots"]
    (host,) = re.findall(r"//([^/:]+)", app.url)
    english = _words(Language.ENGLISH)
    made = {
        **written,
        "version": app.version,
        "id": app.app_id,
        "localizationInfo": {
            "defaultLanguageTag": Language.ENGLISH.value,
            "additionalLanguages": [
                {"languageTag": each.value, "file": f"{each.value}.json"} for each in OTHERS
            ],
        },
        "developer": {
            "name": app.developer,
            "websiteUrl": app.site,
            "privacyUrl": app.site,
            "termsOfUseUrl": app.site,
        },
        "description": {"short": english["description.short"], "full": english["description.full"]},
        "bots": [{"botId": app.app_id, **bot, "commandLists": _command_lists()}],
        "validDomains": [host],
    }
    if app.graph:
        made["webApplicationInfo"] = {"id": app.app_id, "resource": f"api://{host}/{app.app_id}"}
    return made


def localisation(language: Language) -> Json:
    """Return the words of a language, by the path at which they stand in the manifest."""
    schema: str = yaml.safe_load(_source("app.yaml").decode())["$schema"]
    return {
        "$schema": schema.replace("MicrosoftTeams.schema", "MicrosoftTeams.Localization.schema"),
        **_words(language),
    }


def package(app: App) -> bytes:
    """Return the zip file that is uploaded; the same app makes the same bytes."""
    held: dict[str, bytes] = {"manifest.json": _as_bytes(manifest(app))}
    held |= {f"{each.value}.json": _as_bytes(localisation(each)) for each in OTHERS}
    held |= {each: _source(each) for each in ICONS}
    return _zipped(held)


def as_json(written: Mapping[str, Any]) -> str:
    """Write it as people read it."""
    return json.dumps(written, ensure_ascii=False, indent=2)


def _as_bytes(written: Mapping[str, Any]) -> bytes:
    return f"{as_json(written)}\n".encode()


def _source(name: str) -> bytes:
    return files("manifest.teams").joinpath(name).read_bytes()


def _zipped(held: Mapping[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as made:
        for name, content in held.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # as on Unix, wherever it is made
            entry.external_attr = _READABLE
            made.writestr(entry, content)
    return whole.getvalue()


def offered(scope: str) -> Sequence[Command]:
    """Return the commands in the menu of a scope.

    In a channel or a group everybody sees the answer: what is somebody's own is not offered there.
    """
    if scope == "personal":
        return [each for each in COMMANDS if each.name not in _NOT_LISTED]
    return [each for each in COMMANDS if each.topic is Topic.LOOK or each is find("help")]


def _command_lists() -> list[Json]:
    return [
        {
            "scopes": [scope],
            "commands": [
                {
                    "title": _drawn(f"word-{each.name}", Language.ENGLISH),
                    "description": _drawn(_described(each), Language.ENGLISH),
                }
                for each in offered(scope)
            ],
        }
        for scope in _SCOPES
    ]


def _words(language: Language) -> dict[str, str]:
    return {
        "name.short": "Rytmi",
        "name.full": "Rytmi",
        "description.short": _drawn("manifest-short", language),
        "description.full": _drawn("manifest-full", language),
        **dict(_command_words(language)),
    }


def _command_words(language: Language) -> Iterator[tuple[str, str]]:
    for number, scope in enumerate(_SCOPES):
        for place, each in enumerate(offered(scope)):
            at = f"bots[0].commandLists[{number}].commands[{place}]"
            yield f"{at}.title", _drawn(f"word-{each.name}", language)
            yield f"{at}.description", _drawn(_described(each), language)


def _described(command: Command) -> str:
    """Return the key of what a command does; the help is called a list only in its own list."""
    return "home-help" if command.name == "help" else command.help


def _drawn(key: str, language: Language) -> str:
    return draw(Phrase(key), Reader(language, "UTC"))
