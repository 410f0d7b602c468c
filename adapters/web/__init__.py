"""The built-in demonstration page: server-rendered, for anyone at this computer."""
