"""Wires the rooms together and runs them: settings, the application, the command line."""
