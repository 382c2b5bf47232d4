"""The looks of the theatre: how one and the same staging is seen as paper, ink, leather or wood."""
