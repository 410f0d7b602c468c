"""Modals and the Home tab: ``views.*``."""

from __future__ import annotations

from typing import Final

from tests.slack.checks import Surface
from tests.slack.faults import WrongError
from tests.slack.methods.registry import Asked, Method
from tests.slack.modals import Modal, Screen
from tests.slack.places import Json, Workspace
from tests.slack.platform import Platform, Trigger


def views_open(asked: Asked) -> Json:
    """Open a modal for the person who did something a moment ago."""
    view = _modal(asked, "views.open")
    trigger = _trigger(asked)
    screen = screen_of(asked.platform, trigger.workspace, trigger.user)
    modal = new_modal(asked.platform, view)
    screen.modals = [modal]
    return {"view": modal.shown(trigger.workspace.id)}


def views_push(asked: Asked) -> Json:
    """Lay another modal over the one in which the person did something."""
    view = _modal(asked, "views.push")
    trigger = _trigger(asked)
    screen = screen_of(asked.platform, trigger.workspace, trigger.user)
    if screen.top is None or not trigger.in_modal:
        raise WrongError("not_found")
    modal = new_modal(asked.platform, view, under=screen.top)
    screen.push(modal)
    return {"view": modal.shown(trigger.workspace.id)}


def views_update(asked: Asked) -> Json:
    """Put another view in an open modal's place."""
    view = _modal(asked, "views.update")
    wanted, external = asked.args.get("view_id"), asked.args.get("external_id")
    owned = {each.id for each in asked.workspaces()}
    for (workspace, _), screen in asked.platform.screens.items():
        for modal in screen.modals if workspace in owned else ():
            if wanted == modal.id or (external and external == modal.view.get("external_id")):
                given = asked.args.get("hash")
                if given and given != modal.hash:
                    raise WrongError("hash_conflict")
                modal.change(view)
                return {"view": modal.shown(workspace)}
    raise WrongError("not_found")


def views_publish(asked: Asked) -> Json:
    """Show a user their Home tab."""
    user, view = asked.text("user_id"), asked.data("view")
    asked.platform.check("views.publish", Surface.HOME, view)
    workspace, found = asked.somewhere(lambda each: each.users.get(user), "user_not_found")
    if found.deleted or found.is_bot:
        raise WrongError("not_enabled")
    known = workspace.home_hashes.get(user)
    given = asked.args.get("hash")
    if given and given != known:
        raise WrongError("hash_conflict")
    workspace.homes[user] = view
    workspace.home_hashes[user] = asked.platform.name("H")
    name = {"id": f"VH{user}", "team_id": workspace.id, "hash": workspace.home_hashes[user]}
    return {"view": {**view, **name, "state": {"values": {}}}}


def _modal(asked: Asked, method: str) -> Json:
    view = asked.data("view")
    if not isinstance(view, dict) or view.get("type") != "modal":
        raise WrongError("invalid_arguments")
    asked.platform.check(method, Surface.MODAL, view)
    return view


def _trigger(asked: Asked) -> Trigger:
    trigger = asked.platform.use_trigger(asked.text("trigger_id"))
    if trigger.workspace not in asked.workspaces():
        raise WrongError("invalid_trigger_id")
    return trigger


def screen_of(platform: Platform, workspace: Workspace, user: str) -> Screen:
    """Return what a user sees; nothing at first."""
    return platform.screens.setdefault((workspace.id, user), Screen())


def new_modal(platform: Platform, view: Json, *, under: Modal | None = None) -> Modal:
    """Return a modal as Slack names it."""
    name = platform.name("V")
    return Modal(name, view, under.root if under else name, under.id if under else None)


METHODS: Final = {
    "views.open": Method(views_open, tier=4),
    "views.push": Method(views_push, tier=4),
    "views.update": Method(views_update, tier=4),
    "views.publish": Method(views_publish, tier=4),
}
