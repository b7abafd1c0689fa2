# (of the case) says that the folder is packaged
from setuptools import setup

setup(name="shared-tools", packages=["shared_tools"])
