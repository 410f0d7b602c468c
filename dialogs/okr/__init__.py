"""The field's own nouns and sums; every figure Rytmi shows is computed in this room."""
