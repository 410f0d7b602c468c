"""Who is who in a Microsoft tenant, and where each of them is written to."""
