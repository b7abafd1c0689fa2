# (module of the case) functions over names
def banner(names):
    return " | ".join(names)


def title(name):
    return name.title()


def first_of(table):
    for name in table:
        return name
    return None
