"""Teams for operators: commands, app package, findings, and how its door is wired in."""
