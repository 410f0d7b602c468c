"""What an operator is told when Rytmi cannot go on: what is wrong, and what to do.

OperatorError             something outside the code must change
└── SettingError          a setting is wrong, missing or misspelt
"""

from __future__ import annotations


class OperatorError(Exception):
    """What is wrong, and the remedy; the command line prints both and ends with status 2."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}. {remedy}")
        self.problem = problem
        self.remedy = remedy


class SettingError(OperatorError):
    """A setting is wrong; ``setting`` is its name."""

    def __init__(self, setting: str, problem: str, remedy: str) -> None:
        super().__init__(f"{setting}: {problem}", remedy)
        self.setting = setting
