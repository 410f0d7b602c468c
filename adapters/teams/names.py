"""How things are called: Microsoft's own names, and those that people have given."""

from __future__ import annotations

import re
from typing import Final

from dialogs.plain import clean

LONGEST: Final = 200
"""Characters of a name that somebody has given, of which more are not kept."""
_ID: Final = re.compile(r"[!-~]{1,512}", re.ASCII)
"""Any signs that can be seen."""
_USER: Final = re.compile(r"[A-Za-z0-9-]{1,64}", re.ASCII)


def identity(value: object) -> str:
    """Return one of Microsoft's names; empty for what no log and no database should hold."""
    return value if isinstance(value, str) and _ID.fullmatch(value) is not None else ""


def guid(value: object) -> str:
    """Return the name of a user or a tenant throughout Microsoft; empty for anything else."""
    return value if isinstance(value, str) and _USER.fullmatch(value) is not None else ""


def given_name(value: object) -> str:
    """Return a name that somebody has given, in one line and with nothing in it that is hidden."""
    return " ".join(clean(value).split())[:LONGEST] if isinstance(value, str) else ""
