"""One person at a client: their page, the relationship map, and what happens to people."""
