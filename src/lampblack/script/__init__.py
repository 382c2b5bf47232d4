"""What was written: the screenplay, element by element."""
