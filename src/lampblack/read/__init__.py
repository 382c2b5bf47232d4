"""Every line spoken: voice, phoneme times, duration. The spoken line is the clock."""
