"""The HTML report as text: what it holds, and that nothing in a project can escape into it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from html_reports import HOSTILE, enlarged, hostile, real, with_modules
from msgspec.structs import replace
from test_formats import ALL, EMPTY
from test_sarif import FINDING, REPORT

from snapcheck.model import Level, Question, Report, Span, Step, StepKind
from snapcheck.report import html
from snapcheck.report.html.code import Code, Marked
from snapcheck.report.html.layout import laid_out
from snapcheck.report.html.modules import MOST_NODES, pictures_of
from snapcheck.report.html.page import MOST_FINDINGS, page_of
from snapcheck.report.html.prose import prose_of
from snapcheck.report.html.timeline import Lane, timeline_of


class Parsed(HTMLParser):
    """A page's elements, and the text in each of its scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.words: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in self.raw:
            self._inside = tag
            self.raw[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.raw[self._inside][-1] += data
        else:
            self.words.append(data)


def policy_of(page: Parsed) -> str:
    metas = [attributes for tag, attributes in page.tags if tag == "meta"]
    (content,) = [
        str(each["content"])
        for each in metas
        if each.get("http-equiv") == "Content-Security-Policy"
    ]
    return content


@pytest.mark.parametrize("report", [hostile(), ALL, EMPTY], ids=["hostile", "all", "empty"])
def test_the_policy_allows_the_own_script_and_style_only(report: Report) -> None:
    page = Parsed(html.render(report))
    data, script = page.raw["script"]
    (style,) = page.raw["style"]

    def of(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    policy = policy_of(page)
    assert f"script-src 'sha256-{of(script)}';" in policy
    assert f"style-src 'sha256-{of(style)}';" in policy
    assert policy.startswith("default-src 'none';")
    assert "http" not in policy
    assert "unsafe" not in policy
    json.loads(data)


def test_nothing_of_a_project_becomes_markup() -> None:
    usual = {tag for tag, _ in Parsed(html.render(ALL)).tags}
    page = Parsed(html.render(hostile()))
    assert {tag for tag, _ in page.tags} <= usual
    names = {name for _, attributes in page.tags for name in attributes}
    assert not any(name.startswith("on") or name in ("style", "src") for name in names)
    links = [str(each["href"]) for _, each in page.tags if "href" in each]
    assert all(link.startswith(("#", "data:image/svg+xml,")) for link in links)
    assert len(page.raw["script"]) == 2
    told = "".join(page.words)
    assert "</script><script>alert(1)</script>" in told
    assert "{{ 7*7 }}{% raw %}" in told


def test_nothing_of_a_project_can_reorder_or_end_the_text() -> None:
    text = html.render(hostile())
    text.encode("utf-8")
    for character in "\u202e\u2066\u200f\x00\x1b\x7f\u2028\r":
        assert character not in text
    data = Parsed(text).raw["script"][0]
    assert not set(data) & set("<>&")
    assert all(words in json.loads(data)["entries"][0] for words in HOSTILE[:5])


def test_what_is_named_is_the_same_in_filters_and_in_their_data() -> None:
    page = page_of(hostile())
    assert [each.value for each in page.entries] == page.data["entries"]
    assert [each.value for each in page.files] == page.data["files"]


def test_the_page_depends_on_nothing_but_the_report() -> None:
    backwards = replace(ALL, findings=ALL.findings[::-1], problems=ALL.problems[::-1])
    assert html.render(ALL) == html.render(ALL) == html.render(backwards)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", html.render(ALL))


def test_anchors_are_fingerprints_and_unique() -> None:
    known = replace(FINDING, fingerprint="0123456789abcdef" * 2)
    findings = (known, replace(known, message="again"), FINDING, replace(FINDING, fingerprint=""))
    anchors = [view.anchor for view in page_of(replace(REPORT, findings=findings)).findings]
    assert "finding-0123456789abcdef" in anchors
    assert "finding-0123456789abcdef-2" in anchors
    assert len(set(anchors)) == 4
    assert all(re.fullmatch(r"finding-[0-9a-f]{16}(-\d)?", anchor) for anchor in anchors)


def test_the_worst_come_first_and_the_rest_is_told() -> None:
    many = tuple(
        replace(FINDING, level=Level.ERROR if at == MOST_FINDINGS else Level.NOTE, trace=())
        for at in range(MOST_FINDINGS + 1)
    )
    page = page_of(replace(REPORT, findings=many))
    assert page.findings[0].level == "error"
    assert len(page.findings) == MOST_FINDINGS
    assert page.left_out == 1
    assert "1 more findings, the least bad ones, are left out" in html.render(
        replace(REPORT, findings=many)
    )


# Timelines


def lanes_of(*steps: tuple[StepKind, str], check: str = "kept") -> dict[Lane, list[str]]:
    trace = tuple(
        Step(kind, text, None if kind is StepKind.SNAPSHOT else Span("a.py", at + 1, 1, at + 1, 2))
        for at, (kind, text) in enumerate(steps)
    )
    rule = replace(REPORT.rules[0], questions=(Question(check, ""),))
    story = timeline_of(replace(FINDING, trace=trace), rule, Code({}))
    return {
        lane: ["".join(piece.text for piece in card.labels[0].text) for card in cards]
        for lane, cards in story.lanes
    }


SNAPSHOT = (StepKind.SNAPSHOT, "")


def test_steps_stand_in_the_lanes_of_their_phases() -> None:
    assert lanes_of((StepKind.MADE, "a"), (StepKind.KEPT, "b"), SNAPSHOT, (StepKind.USED, "c")) == {
        Lane.INIT: ["a", "b"],
        Lane.RESTORE: [],
        Lane.INVOKE: ["c"],
    }
    hook = lanes_of(SNAPSHOT, (StepKind.USED, "registered though async"), check="hooks")
    assert hook[Lane.RESTORE] == ["registered though async"]
    late = lanes_of(SNAPSHOT, (StepKind.USED, "called after the snapshot is taken"), check="hooks")
    assert late[Lane.INVOKE] == ["called after the snapshot is taken"]


def test_a_story_without_a_snapshot_claims_no_phase_that_it_does_not_know() -> None:
    used = (StepKind.USED, "in `f`")
    assert lanes_of(used, check="per-invoke") == {Lane.INVOKE: ["in f"]}
    assert lanes_of(used, check="flagged") == {Lane.CODE: ["in f"]}
    assert lanes_of((StepKind.USED, "read at the top level"), check="absent") == {
        Lane.INIT: ["read at the top level"]
    }
    assert lanes_of((StepKind.DECLARED, "here"), check="deployment") == {Lane.DEPLOYMENT: ["here"]}


def test_steps_on_one_line_share_its_code() -> None:
    story = timeline_of(FINDING, REPORT.rules[0], Code(REPORT.sources))
    (card,) = dict(story.lanes)[Lane.INIT]
    assert [label.kind for label in card.labels] == ["made", "kept"]
    assert [[(p.text, p.mark) for p in line.pieces] for line in card.code] == [
        [("RUN_ID", "kept"), (" = ", ""), ("uuid.uuid4()", "made")]
    ]
    assert card.place == "src/app.py:3"


def test_code_is_cut_to_what_is_worth_seeing() -> None:
    text = "\n    if x:\n\tpass\n" + "    y = 1; " * 500 + "\n"
    code = Code({"a.py": text})
    lines = code.excerpt([Marked(Span("a.py", 2, 5, 2, 7), "made")])
    assert [line.number for line in lines] == [2, 3]
    assert [piece.text for piece in lines[0].pieces] == ["   ", "if", " x:"]
    (long,) = [
        line
        for line in code.excerpt([Marked(Span("a.py", 4, 2001, 4, 2005), "used")])
        if line.number == 4
    ]
    shown = "".join(piece.text for piece in long.pieces)
    assert len(shown) <= 182
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert [piece.text for piece in long.pieces if piece.mark] == [text.splitlines()[3][2000:2004]]
    assert code.excerpt([Marked(Span("a.py", 99, 1, 99, 2), "used")]) == ()
    assert code.excerpt([Marked(Span("b.py", 1, 1, 1, 2), "used")]) == ()


def test_backticks_mark_code() -> None:
    unreached = replace(real(), files_reached=1, notices=("see `snapcheck why`",))
    page = html.render(unreached)
    assert "<code>snapcheck entry-points</code> says why not the others." in page
    assert "see <code>snapcheck why</code>" in page
    assert "`snapcheck entry-points` says why not the others.</title>" in page
    assert [(p.text, p.is_code) for p in prose_of("a `b` c")] == [
        ("a ", False),
        ("b", True),
        (" c", False),
    ]
    assert [(p.text, p.is_code) for p in prose_of("a `b` c ` d")] == [
        ("a ", False),
        ("b", True),
        (" c ` d", False),
    ]


# Modules


def test_layers_lead_from_the_entry_point_to_what_it_imports() -> None:
    report = with_modules(REPORT, 300)
    (entry,) = report.entry_points
    layout = laid_out(entry.path, report.imports)
    assert len(layout.nodes) == len(set(layout.nodes)) == 300
    assert layout.nodes[0] == entry.path
    assert layout.layers[0] == 0
    for line in layout.lines:
        assert layout.layers[line.source] < layout.layers[line.target]
        passed = layout.layers[line.target] - layout.layers[line.source] - 1
        assert len(line.heights) == passed
        assert layout.nodes[line.target] in report.imports[layout.nodes[line.source]]
    # Each module hangs on another one, so that the picture shows a way to it.
    assert {line.target for line in layout.lines} == set(range(1, 300))


def test_modules_of_a_layer_do_not_overlap() -> None:
    report = with_modules(REPORT, 300)
    layout = laid_out(report.entry_points[0].path, report.imports)
    by_layer: dict[int, list[int]] = {}
    for layer, height in zip(layout.layers, layout.heights, strict=True):
        by_layer.setdefault(layer, []).append(height)
    for heights in by_layer.values():
        ordered = sorted(heights)
        assert all(b - a >= 29 for a, b in pairwise(ordered))
    assert min(layout.heights) >= 0
    assert max(map(len, by_layer.values())) <= 26


def test_imports_in_a_circle_are_laid_out() -> None:
    imports = {"a": ("b",), "b": ("c", "a"), "c": ("a", "b")}
    layout = laid_out("a", imports)
    assert layout.nodes == ("a", "b", "c")
    assert [(line.source, line.target) for line in layout.lines] == [(0, 1), (1, 2)]
    assert laid_out("alone", {}).lines == ()


def test_what_follows_from_other_imports_is_not_drawn() -> None:
    layout = laid_out("a", {"a": ("b", "c"), "b": ("c",)})
    assert [(line.source, line.target) for line in layout.lines] == [(0, 1), (1, 2)]


def test_a_deep_chain_of_modules_is_laid_out() -> None:
    imports = {f"m{at:05}": (f"m{at + 1:05}",) for at in range(3_000)}
    assert len(laid_out("m00000", imports).nodes) == 3_001


def test_pictures_have_a_bound_and_lists_do_not() -> None:
    wide = {f"m{at}": tuple(f"n{at}_{n}" for n in range(500)) for at in range(40)}
    entries = tuple(replace(REPORT.entry_points[0], path=path) for path in wide)
    report = replace(REPORT, entry_points=entries, imports=wide, findings=())
    pictures = pictures_of(report, ())
    assert sum(len(layout.nodes) for layout in pictures.layouts.values()) <= MOST_NODES
    assert len(pictures.layouts) == MOST_NODES // 501
    data = pictures.data([entry.path for entry in entries])
    assert len(data["modules"]) == 40 * 501  # type: ignore[arg-type]


@pytest.mark.slow
def test_two_thousand_findings_fit_into_ten_megabytes() -> None:
    report = enlarged(real(), 2_000)
    assert len(report.findings) == 2_000
    assert len(html.render(report).encode()) <= 10_000_000
