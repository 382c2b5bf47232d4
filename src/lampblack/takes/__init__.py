"""What was made for each shot, and which of it is kept."""
