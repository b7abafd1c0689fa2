# A part of the same program.
from setuptools import setup

setup(name="scales", packages=["scales"])
