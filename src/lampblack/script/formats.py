"""Readers of what people write scripts in."""

from lampblack.script.decoding import decode_script
from lampblack.script.fountain import read_fountain

__all__ = ["decode_script", "read_fountain"]
