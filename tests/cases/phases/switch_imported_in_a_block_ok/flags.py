# (module of the case) switches
TRACED = False
