# (module of the case) the package starts empty
