# (module of the case) what plugins register
STEPS = {}
