"""What is heard under it: effects, ambience, score, one mix for the whole cut."""
