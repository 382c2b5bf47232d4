"""Servers that speak OpenAI's protocol: moving and still pictures, words and opinions, voices; and other Lampblacks."""
