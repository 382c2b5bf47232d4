"""Spot effects by name: one sound each, mono, as long as it naturally is; the engine cuts or fills it up."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lampblack.builtin.effects import (
    animals,
    bells,
    breaking,
    doors,
    hands,
    people,
    steps,
    thunder,
    today,
    vehicles,
    waters,
    weapons,
)
from lampblack.builtin.effects.noise import Mono
from lampblack.engines.requests import Foley

Spot = Callable[[Foley, np.random.Generator], Mono]

SPOTS: dict[str, Spot] = {
    # feet, bodies, hands
    "footstep": steps.footstep, "staff": steps.staff, "hoof": steps.hoof, "paw": steps.paw, "gallop": steps.gallop,
    "cloth": hands.cloth, "fall": hands.fall, "punch": hands.punch, "clap": hands.clap, "applause": hands.applause,
    "eat": hands.eat, "cup": hands.cup, "paper": hands.paper, "write": hands.write, "coins": hands.coins,
    "keys": hands.keys, "match": hands.match, "broom": hands.broom, "chair": hands.chair, "thud": hands.thud,
    "clang": hands.clang, "whoosh": hands.whoosh,
    # water
    "drink": waters.drink, "pour": waters.pour, "splash": waters.splash, "drop": waters.drop, "bubbles": waters.stir,
    # doors
    "knock": doors.knock, "door_open": doors.door_open, "door_close": doors.door_close, "door_slam": doors.door_slam,
    "door_slide": doors.door_slide, "gate": doors.gate, "train_door": doors.train_door, "lock": doors.lock,
    "creak": doors.creak, "doorbell": doors.doorbell, "elevator": doors.elevator,
    # what breaks and bursts
    "glass": breaking.glass, "crockery": breaking.crockery, "wood_break": breaking.wood_break,
    "crash": breaking.crash, "stone": breaking.stone, "rockfall": breaking.rockfall,
    "explosion": breaking.explosion, "gunshot": breaking.gunshot, "firework": breaking.firework,
    # weapons
    "sword": weapons.sword, "clash": weapons.clash, "sheathe": weapons.sheathe, "bow": weapons.bow,
    "whip": weapons.whip, "laser": weapons.laser,
    # bells and calls
    "bell": bells.bell, "chime": bells.chime, "gong": bells.gong, "temple_block": bells.temple_block,
    "drum": bells.drum, "clapper": bells.clapper, "horn": bells.horn, "whistle": bells.whistle,
    # the sky
    "thunder": thunder.thunder, "thunder_far": thunder.thunder_far, "gust": thunder.gust, "wings": thunder.wings,
    "hiss": thunder.hiss,
    # things of today
    "phone_ring": today.phone_ring, "phone_buzz": today.phone_buzz, "beep": today.beep, "alarm": today.alarm,
    "keyboard": today.keyboard, "switch": today.switch, "camera": today.camera, "clock": today.clock_ticks,
    "siren": today.siren, "bicycle": today.bicycle, "ship_horn": today.ship_horn,
    # what rolls
    "car_pass": vehicles.car_pass, "car_horn": vehicles.car_horn, "car_door": vehicles.car_door,
    "brakes": vehicles.brakes, "engine": vehicles.engine, "train_pass": vehicles.train_pass,
    "train_horn": vehicles.train_horn, "train_brake": vehicles.train_brake, "cart": vehicles.cart,
    "plane": vehicles.plane,
    # animals
    "neigh": animals.neigh, "snort": animals.snort, "dog": animals.dog, "howl": animals.howl, "cat": animals.cat,
    "rooster": animals.rooster, "crow": animals.crow, "owl": animals.owl, "frog": animals.frog, "cow": animals.cow,
    "sheep": animals.sheep, "growl": animals.growl, "roar": animals.roar, "crane": animals.crane,
    # people without words
    "breath": people.breath, "gasp": people.gasp, "sob": people.sob, "cough": people.cough, "laugh": people.laugh,
    "snore": people.snore, "cheer": people.cheer,
}  # fmt: skip
