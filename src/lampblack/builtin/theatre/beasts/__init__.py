"""The animals of the paper theatre: beasts, birds, serpents and fish of ink and paper, drawn from bones in metres."""

from lampblack.builtin.theatre.beasts.creature import draw_beast, sketch_beast

__all__ = ["draw_beast", "sketch_beast"]
