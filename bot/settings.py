"""What an operator sets, from the environment or a ``.env`` file; wrong settings stop the start."""

from __future__ import annotations

import difflib
import os
import re
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import SettingsConfigDict

from bot import slack_settings, teams_settings
from bot.errors import SettingError
from bot.shapes import check_address, is_loopback
from bot.slack_settings import SLACK, SlackSettings, check_slack
from bot.teams_settings import TEAMS, TeamsSettings, check_teams

ENV_FILE: Final = Path(".env")
CHAT_SETTINGS: Final = (SLACK, *TEAMS)
"""How the settings of the real chats begin; the built-in page refuses to start beside them."""
NEAR: Final = 0.85
"""How alike a name must be to one of ours before it counts as a slip of the pen."""

KIND_OF_MACHINE: Final = re.compile(r"(x86_64|i[3-6]86|aarch64|arm64|ppc64le|s390x|riscv64)(-|$)")
"""How the names begin that compilers give to machines, such as ``x86_64-conda-linux-gnu``."""


class LogFormat(StrEnum):
    """How the log is written."""

    CONSOLE = "console"
    JSON = "json"


class LogLevel(StrEnum):
    """From which level on the log is written."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def _no_chat(values: dict[str, Any]) -> bool:
    return not (slack_settings.is_configured(values) or teams_settings.is_configured(values))


class Settings(SlackSettings, TeamsSettings):
    """Every setting with its default; the names are those of the environment."""

    model_config = SlackSettings.model_config

    database_url: str = Field(
        default="sqlite:///rytmi.sqlite",
        description="where the data is: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME",
    )
    host: str = Field(
        default="127.0.0.1", description="the address to listen on; 0.0.0.0 for all addresses"
    )
    port: int = Field(default=3978, ge=0, le=65535, description="a port from 0 to 65535")
    web_door: bool = Field(
        default_factory=_no_chat,
        description="on or off: the built-in page, which anyone at this computer can open",
    )
    log_format: LogFormat = Field(default=LogFormat.CONSOLE, description="console or json")
    log_level: LogLevel = Field(default=LogLevel.INFO, description="debug, info, warning or error")
    beat_seconds: float = Field(
        default=5.0,
        ge=0.1,
        le=60.0,
        description="seconds between two looks at what has come due, from 0.1 to 60",
    )
    stop_seconds: float = Field(
        default=20.0,
        ge=1.0,
        le=300.0,
        description="seconds that an orderly end may take, from 1 to 300",
    )

    @field_validator("log_format", "log_level", mode="before")
    @classmethod
    def _in_any_case(cls, given: object) -> object:
        return given.strip().lower() if isinstance(given, str) else given


def names() -> tuple[str, ...]:
    """Return the names of all settings, as they stand in the environment; the chats' come last."""
    return tuple(name.upper() for name in sorted(Settings.model_fields, key=_room))


def _room(name: str) -> int:
    return 2 * (name in TeamsSettings.model_fields) + (name in SlackSettings.model_fields)


def read_settings(env_file: Path = ENV_FILE, **given: object) -> Settings:
    """Read and check the settings.

    What is given here stands above the environment, and that above the file.

    Raises SettingError with the setting's name and the remedy: for a wrong value, for an unknown
    name in the file, and for a name in the environment that looks like one of ours misspelt.
    """
    _check_environment()
    asked: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    try:
        settings = _from_file(env_file)(**asked)
    except ValidationError as error:
        raise _explained(error, env_file) from None
    except UnicodeDecodeError:
        raise SettingError(
            setting=str(env_file),
            problem="the file is not written in UTF-8",
            remedy="Save it as UTF-8 in your editor.",
        ) from None
    except OSError as error:
        raise SettingError(
            setting=str(env_file),
            problem=f"the file cannot be read: {error.strerror or error}",
            remedy="Give this user the right to read it, or remove it.",
        ) from None
    _check_host(settings.host)
    if settings.public_url.strip():
        check_address("PUBLIC_URL", settings.public_url.strip(), "https://rytmi.example")
    check_slack(settings)
    check_teams(settings, settings.host)
    _check_web_door(settings)
    return settings


def _from_file(env_file: Path) -> type[Settings]:
    """Return the settings as they are read beside this file."""

    class Here(Settings):
        model_config = SettingsConfigDict(env_file=env_file)

    return Here


def _explained(error: ValidationError, env_file: Path) -> SettingError:
    first = error.errors()[0]
    name = str(first["loc"][0]).upper()
    if first["type"] != "extra_forbidden":
        return SettingError(
            setting=name,
            problem=f"{first['input']!r} cannot be used",
            remedy=f"Set it to {Settings.model_fields[name.lower()].description}.",
        )
    near = difflib.get_close_matches(name, names(), n=1, cutoff=0.5)
    meant = f"Did you mean {near[0]}? " if near else ""
    return SettingError(
        setting=name,
        problem=f"no setting has this name (in {env_file})",
        remedy=f"{meant}The settings are: {', '.join(names())}.",
    )


def _check_environment() -> None:
    for name in os.environ:
        near = difflib.get_close_matches(name.upper(), names(), n=1, cutoff=NEAR)
        if name.upper() not in names() and near:
            raise SettingError(
                setting=name,
                problem="no setting has this name, and it looks like a slip of the pen",
                remedy=f"Rename it to {near[0]}, or remove it from the environment.",
            )


def _check_host(host: str) -> None:
    """Tell a kind of machine from an address: conda and some shells keep one in HOST."""
    if KIND_OF_MACHINE.match(host):
        raise SettingError(
            setting="HOST",
            problem=f"{host} is the name of a kind of machine, as conda and some shells set it, "
            "and not an address to listen on",
            remedy="Set HOST=127.0.0.1, or `unset HOST`.",
        )


def _check_web_door(settings: Settings) -> None:
    if not settings.web_door:
        return
    for name in (*slack_settings.configured(settings), *teams_settings.configured(settings)):
        raise _beside_chat(name)
    if not is_loopback(settings.host):
        raise SettingError(
            setting="HOST",
            problem=f"{settings.host} can be reached from other computers, and the built-in page "
            "lets anyone answer as anybody",
            remedy="Set WEB_DOOR=off, or HOST=127.0.0.1.",
        )


def _beside_chat(name: str) -> SettingError:
    return SettingError(
        setting=name,
        problem="the built-in page lets anyone at this computer answer as anybody, so it does not "
        "start beside the credentials of a real chat",
        remedy="Remove WEB_DOOR: beside a chat it is off by itself. For the demonstration, remove "
        "the credentials, or start it in a folder without them.",
    )
