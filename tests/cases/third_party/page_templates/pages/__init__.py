# (module of the case) renders by name
from .environment import environment


def render(name, **values):
    return environment.get_template(name).render(**values)
