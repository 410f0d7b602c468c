"""The Slack door: Block Kit, bolt, Socket Mode, installations."""
