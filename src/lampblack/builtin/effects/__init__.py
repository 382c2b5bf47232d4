"""Effects and ambiences synthesised from noise and resonances: no recordings, no data files."""
