"""What an engine is: requests, capabilities, the public door, and the fake ones that tests use."""
