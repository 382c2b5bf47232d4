"""One opened film folder: its settings and sources, its store, engines and executors tied together."""
