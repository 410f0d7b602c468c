"""What leaves for Slack, and finding out whether it arrived."""
