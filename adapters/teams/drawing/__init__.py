"""Views and forms as Adaptive Cards, within what Teams takes."""
