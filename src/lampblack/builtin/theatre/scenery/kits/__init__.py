"""Kits: one module for each kind of place, found by its name. Each has `hang(shop: Workshop) -> Set`."""
