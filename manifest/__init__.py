"""The manifests that the chats are given, as files; `rytmi manifest` prints them filled in."""
