"""The algorithms of scoring."""
