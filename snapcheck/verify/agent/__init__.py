"""The program that runs the user's code: the standard library only, on Python 3.9 or newer.

It is started by path, in the user's own interpreter, and imports nothing of snapcheck.
"""
