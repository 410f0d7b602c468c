"""Time, never words: which moments have come, the heartbeat, the postman who delivers."""
