"""The command catalogue: one table that the engine, the help, the pages and the manifests read."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SLASH: Final = "/okr"


class Topic(StrEnum):
    """Under which title the help lists a command, in its order."""

    WEEK = "week"
    LOOK = "look"
    YOURS = "yours"
    FACILITATE = "facilitate"


@dataclass(frozen=True, slots=True)
class Command:
    """One word after ``/okr``, and the step it opens."""

    name: str
    flow: str
    step: str
    help: str
    """Key of the sentence that says what it does."""
    argument: str | None = None
    """Name under which the rest of the line reaches the step; None: the command takes nothing."""
    usage: str | None = None
    """Key of the word that stands for the argument in the help."""
    topic: Topic = Topic.YOURS
    aliases: tuple[str, ...] = ()
    """The same word in the other languages."""


COMMANDS: Final = (
    Command(
        name="checkin",
        flow="check_in",
        step="form",
        help="command-checkin",
        topic=Topic.WEEK,
        aliases=("check-in", "tilannepäivitys", "päivitä", "avstämning", "innsjekk", "svar"),
    ),
    Command(
        name="home",
        flow="home",
        step="show",
        help="command-home",
        topic=Topic.WEEK,
        aliases=("koti", "omat", "hem", "mitt", "hjem"),
    ),
    Command(
        name="status",
        flow="status",
        step="show",
        help="command-status",
        argument="unit",
        usage="argument-unit",
        topic=Topic.LOOK,
        aliases=("tilanne", "läge", "läget"),
    ),
    Command(
        name="tree",
        flow="status",
        step="tree",
        help="command-tree",
        topic=Topic.LOOK,
        aliases=("puu", "organisaatio", "träd", "tre"),
    ),
    Command(
        name="retros",
        flow="retros",
        step="show",
        help="command-retros",
        argument="unit",
        usage="argument-unit",
        topic=Topic.LOOK,
        aliases=("arvioinnit", "utvärderingar", "evalueringer"),
    ),
    Command(
        name="changes",
        flow="changes",
        step="show",
        help="command-changes",
        argument="unit",
        usage="argument-unit",
        topic=Topic.LOOK,
        aliases=("muutokset", "ändringar", "endringer"),
    ),
    Command(
        name="away",
        flow="absence",
        step="line",
        help="command-away",
        argument="text",
        usage="argument-away",
        aliases=("absent", "poissa", "borta", "frånvarande", "borte", "fraværende"),
    ),
    Command(
        name="back",
        flow="absence",
        step="back",
        help="command-back",
        argument="text",
        usage="argument-name",
        aliases=("takaisin", "tillbaka", "tilbake"),
    ),
    Command(
        name="reminders",
        flow="settings",
        step="reminders",
        help="command-reminders",
        argument="wanted",
        usage="argument-reminders",
        aliases=("muistutukset", "påminnelser", "påminnelse", "purringer"),
    ),
    Command(
        name="language",
        flow="settings",
        step="language",
        help="command-language",
        argument="language",
        usage="argument-language",
        aliases=("kieli", "språk"),
    ),
    Command(
        name="why",
        flow="why",
        step="show",
        help="command-why",
        aliases=("miksi", "varför", "hvorfor"),
    ),
    Command(
        name="ledger",
        flow="ledger",
        step="show",
        help="command-ledger",
        argument="unit",
        usage="argument-unit",
        topic=Topic.FACILITATE,
        aliases=("loki", "lähetysloki", "logg", "utskickslogg", "utsendelser"),
    ),
    Command(
        name="meetings",
        flow="meetings",
        step="form",
        help="command-meetings",
        argument="forum",
        usage="argument-forum",
        topic=Topic.FACILITATE,
        aliases=("kokoukset", "möten", "møter"),
    ),
    Command(
        name="retro",
        flow="retro",
        step="show",
        help="command-retro",
        argument="unit",
        usage="argument-unit",
        topic=Topic.FACILITATE,
        aliases=("arviointi", "retrospektiivi", "utvärdering", "evaluering"),
    ),
    Command(
        name="cycle",
        flow="cycle",
        step="show",
        help="command-cycle",
        argument="unit",
        usage="argument-unit",
        topic=Topic.FACILITATE,
        aliases=("jakso", "toteutusjakso", "period", "periode"),
    ),
    Command(
        name="help",
        flow="help",
        step="show",
        help="command-help",
        aliases=("ohje", "apua", "hjälp", "hjelp", "?"),
    ),
)


def find(word: str, commands: Iterable[Command] = COMMANDS) -> Command | None:
    """Return the command of that name or alias, whatever its case."""
    wanted = word.casefold()
    return next((each for each in commands if wanted in {each.name, *each.aliases}), None)


def nearest(word: str, commands: Iterable[Command] = COMMANDS) -> Command | None:
    """Return the command that somebody who mistyped a word most likely meant."""
    words = {name: each for each in commands for name in (each.name, *each.aliases)}
    near = difflib.get_close_matches(word.casefold(), words, n=1, cutoff=0.6)
    return words[near[0]] if near else None
