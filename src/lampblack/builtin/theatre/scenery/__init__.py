"""The painted places of the paper theatre: ink-wash scenery, painted once a place, hung as cards in metres."""

from lampblack.builtin.theatre.scenery.erect import build

__all__ = ["build"]
