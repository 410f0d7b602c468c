"""What Rytmi costs, measured beside a bare counterpart in the same run: `make bench`."""
