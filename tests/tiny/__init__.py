"""Tiny picture models with random weights, as real folders of real diffusers pipelines: made here, nothing is fetched.

`tests.tiny.pipelines.built(folder)` makes one once a test session; `tests.tiny.named.wrote` writes a `models.toml`.
"""
