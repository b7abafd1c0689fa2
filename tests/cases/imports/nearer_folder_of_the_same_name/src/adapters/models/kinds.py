# A part of the same program.
KIND = 1
