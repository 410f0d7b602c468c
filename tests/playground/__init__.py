"""Microsoft's Agents Playground in front of Rytmi: an optional tool for developers, no test."""
