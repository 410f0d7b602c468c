"""A Slack of our own: workspaces, Web API, modals, sockets, and people at their keyboards."""
