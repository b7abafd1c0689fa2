# A part of the same program.
STEPS = {}
