"""Pixels of the paper theatre: paths, cards in space, water, light and the last pass to eight bits."""
