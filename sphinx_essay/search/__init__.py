"""The index that the search box asks."""
