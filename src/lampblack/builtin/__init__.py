"""Engines in the box: they come in by the same door as anyone's, and do not know each other."""
