"""Runs entry points under an emulated snapshot and restore, and judges findings by what happened.

`plan` says what is to be run and watched, `runner` runs it by way of `agent`, a program of the
standard library only that the user's own interpreter runs, and `verdicts` compares what restored
environments and cold starts did. The analysed code runs in those processes only, never in ours.
"""
