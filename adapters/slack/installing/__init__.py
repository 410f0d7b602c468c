"""Workspaces and the tokens with which Rytmi speaks to them."""
