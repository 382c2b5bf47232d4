"""What is kept, and when: the edit."""
