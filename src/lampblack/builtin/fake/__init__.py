"""The fake engine: every kind of job done at once, the same every time, and misbehaving only when told to."""
