"""The reports of a fleet: each is written row by row, so that no run has to fit into memory."""
