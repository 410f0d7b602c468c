"""Tests of the retro's steps."""
