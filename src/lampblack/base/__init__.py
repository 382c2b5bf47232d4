"""What every room of the house stands on: exact time, digests, saved forms, errors, findings, events."""
