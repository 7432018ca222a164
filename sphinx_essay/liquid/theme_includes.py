"""The includes of Just the Docs that pages call, and those that sites override, as templates of our own.

A site's file of the same name in ``_includes`` comes first.  The includes of which the theme builds its own
frame (``components/…``, ``head.html``) are not here: the frame is drawn by the theme's templates.
"""

from __future__ import annotations

THEME_INCLUDES: dict[str, str] = {
    # Just the Docs: takes the table of a numbered listing out of the `figure > pre > code` that Jekyll puts
    # around it, so that the HTML is valid.
    "fix_linenos.html": (
        "{%- assign parts = include.code | split: '<table' -%}"
        "{%- if parts.size > 1 -%}"
        "{%- assign rest = parts[1] | split: '</table>' -%}"
        '<div class="highlight"><table{{ rest[0] }}</table></div>'
        "{%- else -%}{{ include.code }}{%- endif -%}"
    ),
    "footer_custom.html": "{% if site.footer_content %}<p>{{ site.footer_content }}</p>{% endif %}",
    "head_custom.html": "",
    "header_custom.html": "",
    "js/custom.js": "",
    "mermaid_config.js": "{}",
    "nav_footer_custom.html": "",
    "search_placeholder_custom.html": "Search {{ site.title }}",
    "title.html": ('{% if site.logo %}<div class="site-logo" role="img"></div>{% else %}{{ site.title }}{% endif %}'),
    "toc_heading_custom.html": '<h2 class="text-delta">Table of contents</h2>',
}
