"""Servers that a person names: voices and music over HTTP, each table of `servers.toml` an engine of its own."""
