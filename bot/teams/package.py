"""The package's file, from what an operator has set and given."""

from __future__ import annotations

from pathlib import Path

from bot.errors import OperatorError
from bot.settings import read_settings
from bot.teams.manifest import App, app_of, package
from bot.teams_settings import is_id


def described(
    url: str | None,
    app_id: str | None,
    *,
    site: str | None,
    developer: str | None,
    graph: bool,
    revision: int,
) -> App:
    """Return the app as it is given, and for the rest as it is set.

    Raises OperatorError where something is missing, or Teams would not take it.
    """
    if app_id is None:
        settings = read_settings(web_door=False)
        app_id, graph = settings.microsoft_app_id, graph or settings.teams_graph
        url = url or settings.public_url.strip() or None
    if not app_id.strip():
        raise OperatorError(
            "the id of the app registration is missing",
            "Set MICROSOFT_APP_ID, or give it with --app-id.",
        )
    if not is_id(app_id):
        raise OperatorError(
            f"--app-id: {app_id!r} is no id of Microsoft's",
            "Copy the Application (client) ID from the Overview of the app registration.",
        )
    return app_of(app_id, url, site=site, developer=developer, graph=graph, revision=revision)


def written(app: App, path: Path) -> None:
    """Write the package; raise OperatorError where that cannot be."""
    if path.suffix.lower() != ".zip":
        raise OperatorError(
            f"--out: {path} does not end in .zip", "Teams takes zip files: --out rytmi.zip."
        )
    try:
        path.write_bytes(package(app))
    except OSError as error:
        raise OperatorError(
            f"--out: {path} cannot be written: {error.strerror or error}",
            "Name a file in a folder that this user may write to.",
        ) from None
