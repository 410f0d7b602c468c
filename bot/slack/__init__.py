"""Slack for operators: commands, manifest, findings, and how its door is wired in."""
