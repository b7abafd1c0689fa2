# (module of the case) the package
