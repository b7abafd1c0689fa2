"""A draw that says only how long something waits is a note; any other is a warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from snapcheck import Level, check

START = "import asyncio, logging, random, time\n\nlog = logging.getLogger()\n\n"


def levels(folder: Path, source: str) -> list[Level]:
    (folder / "app.py").write_text(START + source)
    report = check([folder], root=folder, configuration=False, select=["SNAP103"])
    assert {finding.rule for finding in report.findings} == {"SNAP103"}
    return [finding.level for finding in report.findings]


@pytest.mark.parametrize(
    "body",
    [
        "time.sleep(2 + random.random())",
        "getattr(time, 'sleep')(random.random())",
        "time.sleep(*[random.random()])",
        "pause, other = random.random(), 1\n    time.sleep(pause)",
        "if (pause := random.random()) > 0.5:\n        pass\n    time.sleep(pause)",
        "jitter = random.random()\n    time.sleep(2 + jitter)",
        "base = 2\n    base += random.random()\n    time.sleep(min(base, 9))",
        "delay = random.random()\n    log.info('again in %s', delay)\n    time.sleep(delay)",
        "delay = random.random()\n    if delay > 0.5:\n        delay = 0.5\n    time.sleep(delay)",
        "pause = random.choice([1, 2]) if event else 0\n    time.sleep(pause)",
        (
            "for n in range(3):\n        with event:\n            p = random.random()\n"
            "            time.sleep(p)"
        ),
        "wait = random.randint(1, 5)\n    event.queue.send(DelaySeconds=int(wait))",
        "sleep = random.uniform(0, 9)\n    return event.retry(time.time() + sleep, True)",
        "event.ttl = 300 + random.randint(0, 60)",
        "last = event.cache_ttl_seconds + random.randint(1, 100)\n    return time.time() > last",
        "waitSeconds = random.randint(1, 5)\n    event.queue.again(waitSeconds)",
        "return event.most + random.randint(0, event.most_jitter)",
        (
            "jitter_time = random.randint(1, 40) / 100\n"
            "    event.select([], max([event.left - jitter_time, jitter_time]))"
        ),
        "return event.base * (1 + random.random() * event.reconnect_jitter)",
        (
            "mark = ''.join(random.choices('abc', k=32))\n"
            "    text = event.replace('%%', f'%{mark}%').replace('$$', f'${mark}$')\n"
            "    return context.expand(text).replace(mark, '')"
        ),
        (
            "mark = '%x' % random.getrandbits(64)\n"
            "    return [context.run(each) for each in mark.join(event).split(mark)]"
        ),
        (
            "mark = str(random.random())\n    text = context.sub('[0-9]', f'{mark}x', event)\n"
            "    return [each.replace(mark, '') for each in context.run(text)]"
        ),
    ],
)
def test_a_draw_that_is_only_waited_for_is_a_note(tmp_path: Path, body: str) -> None:
    assert levels(tmp_path, f"def handler(event, context):\n    {body}\n") == [Level.NOTE]


@pytest.mark.parametrize(
    "body",
    [
        "ticket = random.random()\n    time.sleep(ticket)\n    return ticket",
        (
            "ticket = random.random()\n    shown = f'{ticket}'\n    time.sleep(ticket)\n"
            "    return shown"
        ),
        "if random.random() < 0.1:\n        time.sleep(1)",
        "wait_ticket = random.random()\n    event.queue.put(wait_ticket)",
        "delay = random.random()\n    return {'delay': delay}",
        "delay = random.random()\n    log.info('%s', delay)",
        "event['delay'] = delay = random.random()\n    time.sleep(delay)",
        "global pause\n    pause = random.random()\n    time.sleep(pause)",
        "delay = random.random()\n    time.sleep(delay)\n    return lambda: delay",
        "mark = str(random.random())\n    return event.replace('ID', mark)",
        "mark = str(random.random())\n    print(event.replace(mark, ''))\n    return mark",
        (
            "mark = str(random.random())\n    context[mark] = event\n"
            "    return event.replace(mark, '')"
        ),
        "event.mark = str(random.random())\n    return context.replace(event.mark, '')",
    ],
)
def test_a_draw_that_is_used_otherwise_is_a_warning(tmp_path: Path, body: str) -> None:
    assert levels(tmp_path, f"def handler(event, context):\n    {body}\n") == [Level.WARNING]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("calculate_backoff", Level.NOTE),
        ("nextDelay", Level.NOTE),
        ("sleep_seconds", Level.NOTE),
        ("wait_for_ticket", Level.WARNING),
        ("delayed_order", Level.WARNING),
        ("ticket", Level.WARNING),
    ],
)
def test_a_function_may_be_named_for_the_wait_it_returns(
    tmp_path: Path, name: str, level: Level
) -> None:
    found = levels(
        tmp_path,
        f"def {name}(n):\n    result = n + random.random()\n    return result\n\n"
        f"def handler(event, context):\n    return {name}(2)\n",
    )
    assert found == [level]


@pytest.mark.parametrize(
    ("binding", "level"),
    [
        ("CACHE_TTL_SECONDS = 300 + random.randint(0, 60)", Level.NOTE),
        ("LIFE = INTERVAL + random.randint(0, 60)", Level.NOTE),
        ("LIFE = PORT + random.randint(0, 60)", Level.ERROR),
    ],
)
def test_what_init_draws_for_the_length_of_something_is_a_note(
    tmp_path: Path, binding: str, level: Level
) -> None:
    (tmp_path / "app.py").write_text(
        f"import random, time\n\nINTERVAL = 60\nPORT = 80\n{binding}\n\n"
        "def handler(event, context):\n"
        f"    return time.time() - event['at'] > {binding.partition(' ')[0]}\n"
    )
    report = check([tmp_path], root=tmp_path, configuration=False, select=["SNAP201"])
    assert [finding.level for finding in report.findings] == [level]
