"""The moments of a paid job at which a test may have the owner killed: before and after each thing that lasts."""

from __future__ import annotations

from lampblack.store.ledger import STATES

ACTS = ("prepare", "submit", "find", "look", "fetch", "record", "told")

POINTS: tuple[str, ...] = tuple(f"{when} {what}" for what in (*STATES, *ACTS) for when in ("before", "after"))
"""Labels for `base.points`: `before sending` and `after sending` are round that row of the ledger, `before submit` and
`after submit` round the question itself, `before record` and `after record` round the result's own row."""
