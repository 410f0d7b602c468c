"""The words room: every key, every language."""
