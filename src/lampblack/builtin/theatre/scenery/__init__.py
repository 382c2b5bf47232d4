"""The painted places of the paper theatre: ink-wash scenery, painted once a place, hung as cards in metres."""

from lampblack.builtin.theatre.scenery.erect import build, keep

__all__ = ["build", "keep"]
