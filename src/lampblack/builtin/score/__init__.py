"""A score from plucked strings, flute, drum and bell: composed by rule, synthesised by arithmetic."""
