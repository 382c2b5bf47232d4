"""Kokoro: an open speech model of 82 million weights, on a processor or a GPU, from a folder of the user's own."""
