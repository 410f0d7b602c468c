"""The Teams door: activities in, Adaptive Cards out; Microsoft's SDK goes no further than here."""
