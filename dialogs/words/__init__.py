"""Every sentence, in four languages, by key; draws a text for its reader."""
