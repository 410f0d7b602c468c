"""Who is who in a workspace, and where its channels are."""
