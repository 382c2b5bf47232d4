"""The terminal's door: one file a stage, thin; a command calls a verb and shows what came of it."""
