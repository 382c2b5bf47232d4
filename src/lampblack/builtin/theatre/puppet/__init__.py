"""The people of the paper theatre: puppets of ink and paper, drawn from bones that stand on the stage in metres.

`draw_person` draws whoever is in the cast: a human by this folder, an animal by `theatre.beasts`.
"""

from lampblack.builtin.theatre.puppet.player import draw_person

__all__ = ["draw_person"]
