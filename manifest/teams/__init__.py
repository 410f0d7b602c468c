"""The Teams app of Rytmi: what its package is built from."""
