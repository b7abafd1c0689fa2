"""Reports that programs read, harmless also to a person or a service that looks at them."""

from __future__ import annotations

from snapcheck.report.inert import inert_json

# Bidirectional controls: left raw, they make an editor or a page show another text than there is.
_CONTROLS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_IN_JSON = {code: f"\\u{code:04x}" for code in _CONTROLS}


def json_data(text: str) -> str:
    """Return JSON that means the same, with bidirectional controls and commands as escapes."""
    return inert_json(text.translate(_IN_JSON))
