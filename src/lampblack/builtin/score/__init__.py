"""A score for silk and bamboo, piano, strings or electronics: composed by rule, synthesised by arithmetic."""
