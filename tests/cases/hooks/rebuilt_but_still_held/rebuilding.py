# (module of the case) collects what to do after a restore
from snapshot_restore_py import register_after_restore

_actions = []


def on_restore(action):
    _actions.append(action)
    return action


@register_after_restore
def run():
    for action in _actions:
        action()
