"""Pixels of the paper theatre: paths, cards in space, water, light and the last pass to eight bits.

Kernels are compiled once and kept beside their source (numba's cache). That cache knows the file of the kernel that is
called, not of those it calls: after changing `curves` or `coverage`, remove `__pycache__` or save `paths` too.
"""
