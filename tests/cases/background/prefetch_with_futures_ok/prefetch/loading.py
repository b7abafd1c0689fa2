# (module of the case) executors
from concurrent.futures import ThreadPoolExecutor, wait


def _load(name):
    return {"name": name, "rows": len(name)}


_pool = ThreadPoolExecutor(max_workers=3)
RATES = _pool.submit(_load, "rates").result()  # ok: waited for
WARM = [row["rows"] for row in _pool.map(_load, ["a", "bb"])]  # ok: used up
_futures = {name: _pool.submit(_load, name) for name in ("customers", "orders")}  # ok: waited for
wait(_futures.values())
TABLES = {name: future.result() for name, future in _futures.items()}
_pool.shutdown()
