"""Motion capture on the stage: who is which joint in a stranger's file, and what the actor's body did, in metres.

A file of any maker becomes a `Capture`: directions of limbs, frames of pelvis, chest and head, where feet stood. It
knows neither the maker's rest pose nor the puppet that will follow it.
"""
