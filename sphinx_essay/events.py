"""The order of our handlers of Sphinx's events: all of one event in one list.

Sphinx calls the handlers of an event, its own and those of all extensions, by their priority, and those of the same one in
the order in which they were connected, which is that of the parts in ``sphinx_essay.PARTS``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from sphinx.application import Sphinx


class Step(NamedTuple):
    """A handler by its module and name, its priority, and the reason for that, "" if any would do."""

    handler: str
    priority: int = 500
    reason: str = ""


ORDER: Final[Mapping[str, tuple[Step, ...]]] = {
    "config-inited": (
        Step("project.read_the_docs.tell", 90, "before a site's own address is taken for it"),
        Step("project.project.load", 100, "before all that looks at Sphinx's values, which a site decides"),
        Step("speed.begin"),
        Step("html.inline_files.choose_templates"),
        Step("books.mathml._choose_for_pages"),
        Step("safe.pages.configure", 600, "after a site and other extensions have configured MathJax"),
        Step("project.i18n.load", 600, "after a site has named its language"),
        Step(
            "books.extension.set_defaults", 700, "after a site has had its say, before Sphinx checks the values (800)"
        ),
    ),
    "builder-inited": (
        Step("project.project.report"),
        Step("project.encoding.read_forgivingly"),
        Step("safe.pages.shut_files"),
        Step("html.extension._lower_for"),
        Step("video.books.check_codes"),
        Step("markdown.raw_html.lower_for"),
        Step("books.latex.name_contents"),
        Step("search.pagefind.check"),
        Step("theme.assets.write"),
        Step("theme.version_menu.write"),
        Step("theme.site_includes.add_styles"),
        Step("theme.site_includes.add_script"),
        Step("speed.gc_tuning.collect_rarely"),
    ),
    "env-get-outdated": (
        Step("freshness.fingerprints.to_read"),
        Step("navigation.extension.build_tree"),
    ),
    "env-before-read-docs": (
        Step("output.crash_safety.note_begin", 0, "before any page is read"),
        Step("output.builder.mark_unfinished"),
        Step("output.builder.begin_without_pages"),
        Step(
            "speed.parallel_reading.read", 1000, "after other extensions have changed the list; nothing is left on it"
        ),
        Step("project.page_guard.read", 1001, "what several processes have not read"),
    ),
    "env-purge-doc": (Step("html.inline_files.forget"),),
    "source-read": (
        Step("project.encoding.report", 0, "the text is as it was read"),
        Step("markdown.liquid_templates.render", 100, "other extensions see what the page says, not its template"),
        Step("project.page_guard.show", 1000, "whatever other extensions have made of the text"),
    ),
    "doctree-read": (
        Step("markdown.emoji_and_mentions.change_words", 400, "before Sphinx takes titles and contents from the page"),
        Step("freshness.shown_references.note_references"),
        Step("navigation.titles.name_untitled", 600, "after Sphinx has taken the page's title"),
    ),
    "env-updated": (
        Step("freshness.fingerprints.note_read"),
        Step("project.page_guard.name_read"),
        Step("output.crash_safety.date_back"),
        Step("output.builder.go_on_without_pages"),
        Step("speed.parallel_reading.name_read"),
        Step("navigation.extension.mend_toctrees", 900, "after other extensions have changed what was read"),
        Step("books.site_books.make_books", 950, "after the navigation has its tree"),
    ),
    "env-get-updated": (
        Step("navigation.toctrees.forget_includers"),
        Step("navigation.extension.number_menu", 800, "after Sphinx has numbered sections"),
        Step("freshness.fingerprints.to_write", 900, "after Sphinx has numbered sections and figures"),
    ),
    "env-check-consistency": (Step("output.page_links.check_links"),),
    "write-started": (Step("output.builder.choose_processes"),),
    "doctree-resolved": (
        Step("html.files.place_files"),
        Step("output.page_links.resolve_links"),
        Step("safe.pages.clean_resolved", 900, "after all that makes links"),
    ),
    "html-collect-pages": (
        Step("navigation.all_pages.add_all_pages"),
        Step("output.not_found.add_page"),
        Step("books.title_page.add_page"),
    ),
    "html-page-context": (
        Step("html.visitors.add_styles"),
        Step("navigation.extension.add_context"),
        Step("output.seo_tags.extend"),
        Step("books.site_books.add_links"),
        Step("theme.version_menu.extend"),
        Step("theme.context.extend", 700, "after the other parts have said what is on the page"),
        Step("theme.site_includes.extend", 750, "after the theme has read its options"),
        Step("safe.pages.clean_context", 800, "after all that a site puts around its pages"),
        Step("books.epub.clean_page", 950, "after all that adds to pages"),
        Step("theme.page_files.choose", 950, "after all that adds files to pages"),
    ),
    "build-finished": (
        Step("html.inline_files.remove_stale"),
        Step("navigation.extension.write_shared_script"),
        Step("output.not_found.write"),
        Step("search.site_index.write"),
        Step("search.pagefind.write_index"),
        Step("speed.gc_tuning.collect_as_usual"),
        Step("output.crash_safety.end", 999, "after all that may fail"),
    ),
}
"""Event → its handlers, in the order of a build and of their priorities."""

_PRIORITIES: Final = {(event, step.handler): step.priority for event, steps in ORDER.items() for step in steps}


def connect(app: Sphinx, event: str, handler: Callable[..., Any]) -> None:
    """Connect a handler at its place in :data:`ORDER`."""
    name = f"{handler.__module__.removeprefix('sphinx_essay.')}.{handler.__name__}"
    app.connect(event, handler, priority=_PRIORITIES[event, name])
