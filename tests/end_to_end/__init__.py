"""The product from outside: its command line, its server under load, its page in a real browser."""
