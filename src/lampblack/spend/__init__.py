"""Paying exactly once: every paid job is in the ledger before it is sent, and never sent twice by itself."""
