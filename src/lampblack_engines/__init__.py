"""Optional engines: heavy ones, and those with another licence. They know only the public door."""
