"""Charts as pictures, for doors whose platform cannot draw them itself."""
