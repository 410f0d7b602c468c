"""A benchmark's figures as a table for people and as JSON for whoever compares two runs."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Column:
    """A figure's name and unit, and how many decimals are worth printing."""

    name: str
    unit: str
    decimals: int = 0

    def written(self, value: float | None) -> str:
        """Write a value; nothing where there is none."""
        return "" if value is None else f"{value:,.{self.decimals}f}".replace(",", " ")


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured, and its figures in the order of the columns."""

    what: str
    figures: Sequence[float | None]
    strong: bool = False
    """Whether it is the line that a reader looks for."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One benchmark's outcome, with the command that gives it again."""

    name: str
    title: str
    command: str
    columns: Sequence[Column]
    lines: Sequence[Line]
    notes: Sequence[str] = ()

    def __post_init__(self) -> None:
        for line in self.lines:
            if len(line.figures) != len(self.columns):
                raise ValueError(f"{line.what!r} of {self.name} does not fill its columns")

    def table(self) -> Table:
        """Lay the chapter out for a terminal."""
        table = Table(title=self.title, title_justify="left", title_style="bold", expand=False)
        table.add_column("")
        for column in self.columns:
            table.add_column(f"{column.name}\n{column.unit}", justify="right")
        for line in self.lines:
            written = map(Column.written, self.columns, line.figures)
            table.add_row(line.what, *written, style="bold" if line.strong else None)
        return table

    def as_json(self) -> dict[str, Any]:
        """Return the chapter as plain values, unrounded."""
        return {
            "title": self.title,
            "command": self.command,
            "units": {column.name: column.unit for column in self.columns},
            "figures": {
                line.what: {
                    column.name: value
                    for column, value in zip(self.columns, line.figures, strict=True)
                    if value is not None
                }
                for line in self.lines
            },
            "notes": list(self.notes),
        }


def show(chapter: Chapter, console: Console) -> None:
    """Print a chapter: its table, what to know when reading it, and its command."""
    console.print(chapter.table())
    for note in chapter.notes:
        console.print(f"  {note}", style="dim", highlight=False)
    console.print(f"  [bold]{chapter.command}[/]\n", highlight=False)


def surroundings() -> dict[str, Any]:
    """Return what the figures depend on besides the code; no name of a person or a machine."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "load": [round(each, 2) for each in os.getloadavg()],
    }


def write(path: Path, before: dict[str, Any], chapters: Sequence[Chapter]) -> None:
    """Write the chapters, with the surroundings before and after them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "before": before,
        "after": surroundings(),
        "chapters": {chapter.name: chapter.as_json() for chapter in chapters},
    }
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
