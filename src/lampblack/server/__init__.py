"""Our own engines behind OpenAI's protocol: a GPU box serves a laptop, and other people's clients."""
