"""Played in the plain for now."""

from lampblack.builtin.theatre.scenery.kits.plain import hang

__all__ = ["hang"]
