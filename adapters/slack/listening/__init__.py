"""What Slack says, from its bytes to an answer in time."""
