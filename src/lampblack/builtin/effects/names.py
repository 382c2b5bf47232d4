"""The names of all effects and ambiences, for whoever asks before anything is made: no sound is loaded for it."""

from __future__ import annotations

EFFECTS = tuple(
    """
    alarm applause beep bell bicycle bow brakes breath broom bubbles camera car_door car_horn car_pass cart
    cat chair cheer chime clang clap clapper clash clock cloth coins cough cow crane crash creak crockery crow
    cup dog door_close door_open door_slam door_slide doorbell drink drop drum eat elevator engine explosion
    fall firework footstep frog gallop gasp gate glass gong growl gunshot gust hiss hoof horn howl keyboard
    keys knock laser laugh lock match neigh owl paper paw phone_buzz phone_ring plane pour punch roar rockfall
    rooster sheathe sheep ship_horn siren snore snort sob splash staff stone switch sword temple_block thud
    thunder thunder_far train_brake train_door train_horn train_pass whip whistle whoosh wings wood_break
    write
    """.split()
)

AMBIENCES = tuple(
    """
    bamboo birds cafe carriage cave cicadas city city_night classroom crickets crowd desert_wind drips fire
    forest frogs hall heights lake leaves market moon mountain_wind murmur office rain river room sea
    snow_wind starship station storm stream traffic train village ward waterfall wind
    """.split()
)
