"""eSpeak NG: over a hundred languages with measured phoneme times, in real time a thousand times over.

The library is GPL-3.0-or-later and comes in its own package (`espeakng-loader`); it is loaded only when a
line is spoken.
"""
