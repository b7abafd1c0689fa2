# (module of the case) the package
__version__ = "3.1.0"
