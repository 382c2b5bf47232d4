"""Played in the room for now."""

from lampblack.builtin.theatre.scenery.kits.room import hang

__all__ = ["hang"]
