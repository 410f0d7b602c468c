"""Whole conversations as transcripts, each played on every stage: the engine, and every door."""
