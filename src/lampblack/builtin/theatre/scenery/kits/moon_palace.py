"""Played in the mountains for now."""

from lampblack.builtin.theatre.scenery.kits.mountains import hang

__all__ = ["hang"]
