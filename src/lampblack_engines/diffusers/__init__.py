"""diffusers: picture models on a GPU (or a patient processor) of one's own, each a table of `models.toml`."""
