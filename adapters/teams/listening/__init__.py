"""What comes in from Teams, vouched for and answered in time."""
