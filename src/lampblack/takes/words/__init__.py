"""What an engine that reads is told: words composed from what is seen in a shot."""
