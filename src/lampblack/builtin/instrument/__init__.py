"""A voice that is an instrument: a bow or a breath that follows the tune of what is said. It needs no data at all."""
