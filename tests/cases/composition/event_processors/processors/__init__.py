# (module of the case) nothing here
