"""Pictures and sound as files and arrays: moving pictures, WAV and AAC, stills, lettering. Knows nothing of films."""
