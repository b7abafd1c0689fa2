# (module of the case) an asynchronous context manager
class Budget:
    def __init__(self, opened):
        self._opened = opened

    async def __aenter__(self):
        return self._opened

    async def __aexit__(self, *exception):
        return None
