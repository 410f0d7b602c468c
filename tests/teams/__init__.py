"""A Microsoft of our own: sign-in, signing keys, connector, Graph, and people at their Teams."""
