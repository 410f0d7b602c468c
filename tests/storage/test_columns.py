from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects.sqlite import DATETIME, dialect

from storage.columns import Utc

_SQLITE = dialect()
_OURS = Utc().dialect_impl(_SQLITE)
_THEIRS = DATETIME()  # type: ignore[no-untyped-call]  # SQLAlchemy's own, undeclared
_HELSINKI = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 11, 18, 9, 0, tzinfo=UTC),
        datetime(2026, 11, 18, 9, 0, 7, 1234, tzinfo=UTC),
        datetime(2026, 11, 18, 1, 0, 59, 999999, tzinfo=_HELSINKI),
        datetime(987, 1, 2, 3, 4, 5, 6, tzinfo=UTC),
        None,
    ],
)
def test_an_instant_is_kept_in_sqlite_as_sqlalchemy_would_keep_it(instant: datetime | None) -> None:
    write, read = _OURS.bind_processor(_SQLITE), _OURS.result_processor(_SQLITE, None)
    assert write is not None
    assert read is not None
    naive = None if instant is None else instant.astimezone(UTC).replace(tzinfo=None)
    theirs = _THEIRS.bind_processor(_SQLITE)
    assert theirs is not None
    kept = theirs(naive)
    assert write(instant) == kept
    back = read(kept)
    assert back == instant
    assert back is None or back.utcoffset() == timedelta(0)


def test_an_instant_without_a_zone_is_refused() -> None:
    write = _OURS.bind_processor(_SQLITE)
    assert write is not None
    with pytest.raises(ValueError, match="without a zone"):
        write(datetime(2026, 11, 18, 9, 0))  # noqa: DTZ001 - that is what is refused
