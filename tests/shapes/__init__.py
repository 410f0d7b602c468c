"""What any door must be able to draw: views and forms of every shape, words that break things."""
