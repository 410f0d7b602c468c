"""The Microsoft tenants that Rytmi serves, and where it may write in them."""
