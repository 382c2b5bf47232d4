"""Takes with planted faults: clean clips of the theatre, and what models do wrong, done to them on purpose.

`clips` stages and films (a clip is made once and kept in a folder), `faults` spoils pictures, `sounds` spoils sound.
"""
