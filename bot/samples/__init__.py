"""Two sample organisations as real input: what an operator would import, with weeks of answers."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

SAMPLES: Final[Mapping[str, Traversable]] = {
    name: files(__package__) / name for name in ("oma-hame", "nettbutikk")
}
"""Each sample's folder of CSV files, by the name that `rytmi import --sample` takes."""
