"""What goes out to Teams: the connector's few calls, their tokens, and what became of them."""
