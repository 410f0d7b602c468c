"""Draws views and forms as Block Kit, within what Slack takes."""
