"""One conversation a file, and what they share."""
