"""Runs before the programs of the proofs: drivers with a real connection, and nothing else."""

from __future__ import annotations

import os
import sys

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "proof_stubs"))
