# (module of the case) calls the other module
import ids


def run_name(prefix):
    return f"{prefix}-{ids.new_id()}"
