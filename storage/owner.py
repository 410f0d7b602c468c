"""By which column, and which parameter, a statement stays with one organisation's rows."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BindParameter, bindparam

OWNER: Final = "organisation_id"
"""The column by which each row belongs to an organisation."""
SEEN: Final = "organisation"
"""The parameter of the same; SQLAlchemy keeps the names of columns for values to be written."""


def owner() -> BindParameter[str]:
    """Return the parameter that holds the organisation; `Part` fills it in."""
    return bindparam(SEEN)
