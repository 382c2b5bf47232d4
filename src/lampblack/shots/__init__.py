"""How each scene will be seen: coverage, framing, blocking, exact duration."""
