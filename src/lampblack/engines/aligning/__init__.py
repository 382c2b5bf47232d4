"""When each word of a recording is heard: the recording beside a reading of the same words whose times are known."""
