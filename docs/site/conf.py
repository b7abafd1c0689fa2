"""How Sphinx makes the site of the pages that `build.py` has put together."""

from snapcheck import __version__, project

project_address = project.ADDRESS

project = "snapcheck"
author = "The snapcheck authors"
copyright = author
version = release = __version__

extensions = ["myst_parser"]
myst_heading_anchors = 3
myst_enable_extensions = ["attrs_inline"]
myst_links_external_new_tab = False
exclude_patterns: list[str] = []
nitpicky = True
# What a console shows is no language that could be coloured without fail.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = f"snapcheck {__version__}"
html_baseurl = project_address
html_copy_source = False
html_use_index = False
html_show_sphinx = False
html_show_copyright = False
