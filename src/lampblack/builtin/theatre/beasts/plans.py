"""Every beast on four feet by its name."""

from __future__ import annotations

from collections.abc import Mapping

from lampblack.builtin.theatre.beasts.hoofed import DEER, HORSE, OX
from lampblack.builtin.theatre.beasts.pawed import CAT, DOG, FOX, TIGER, WOLF
from lampblack.builtin.theatre.beasts.plan import Plan
from lampblack.staging.figure import Species

PLANS: Mapping[Species, Plan] = {plan.species: plan for plan in (OX, HORSE, DEER, DOG, WOLF, FOX, CAT, TIGER)}
