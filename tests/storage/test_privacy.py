"""What people write does not reach the log through a failing statement."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from storage.address import read_url
from storage.engines import writing_engine


def test_a_failing_statement_says_nothing_of_its_values(database_url: str) -> None:
    engine = writing_engine(read_url(database_url))
    with pytest.raises(SQLAlchemyError) as failed, engine.begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "a secret"})
    engine.dispose()
    assert "a secret" not in str(failed.value)
