"""A view as a document that people file, print and send on: Markdown, and Word's format."""
