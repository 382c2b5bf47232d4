"""Providers that take a job, are asked how far it is, and hand over what came of it: one adapter, a file for each."""
