# (module of the case) reads it in INVOKE
import state


def record(number):
    return {"order": number, "session": state.session}
