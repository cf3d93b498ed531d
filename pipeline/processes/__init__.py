"""Worker processes of this machine: a nursery forks them, each runs units until its driver ends it.

A unit that crashes, never ends or takes all memory ends its worker alone: the driver lives, and says why.
"""
