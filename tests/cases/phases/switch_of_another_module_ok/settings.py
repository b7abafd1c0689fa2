# Constants.
DEBUG = False
