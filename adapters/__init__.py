"""The doors: each turns one platform's requests into events and draws replies and posts for it."""
