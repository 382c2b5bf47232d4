"""What the audience gets: conform, captions, delivery, the report."""
