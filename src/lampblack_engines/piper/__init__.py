"""Piper: small neural voices on any processor, run as a program of its own, which is GPL-3.0-or-later."""
