"""The algorithms of the inventory."""
