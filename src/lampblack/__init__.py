"""Lampblack (墨): a screenplay goes in, a finished film comes out. A film is a build."""

__version__ = "0.1.0"
