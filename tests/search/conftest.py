"""Runs the browser's part of the search in Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(__file__).parents[2] / "assets" / "scripts"


BROWSER = """
const { readFileSync } = require("node:fs");
const { runInThisContext } = require("node:vm");
globalThis.window = globalThis;
const input = JSON.parse(readFileSync(0, "utf8"));
const loaded = new Set();
globalThis.location = new URL("file:///site/index.html");
globalThis.document = {
  documentElement: { dataset: {} },
  createElement: () => ({}),
  head: { append(script) {
    const [file] = script.src.split("?");
    loaded.add(file);
    runInThisContext(readFileSync(input.site + "/_static/" + file, "utf8"));
    setTimeout(script.onload);
  } },
};
"""
"""As much of a browser as the engine asks for."""

ASK = """
(async () => {
  const search = await EssaySearch.ready({ index: "search/", language: "language_data.js" });
  const found = [];
  for (const query of input.queries) {
    const { results, near, instead } = await search.find(query, 10);
    const urls = results.map(({ url }) => url.replace("file:///site/", ""));
    found.push({ urls, near, instead, loaded: [...loaded] });
  }
  console.log(JSON.stringify(found));
})();
"""


def ask(site: Path, *queries: str) -> list[dict[str, Any]]:
    """Return what search finds in a site for each query: addresses (``urls``), nearest words, words taken ``instead``, and
    the files that have been ``loaded`` by then.
    """
    given = {"site": str(site), "queries": queries}
    return in_node(ASK, given, "search-text.js", "search.js")  # type: ignore[no-any-return]


def in_node(code: str, given: Any, *sources: str) -> Any:
    """Run ``code`` behind the scripts ``sources`` with ``input``; return what it writes as JSON."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    scripts = "".join((SCRIPTS / name).read_text(encoding="utf-8") for name in ("search-words.js", *sources))
    done = subprocess.run(
        [node, "-e", f"{BROWSER}{scripts}{code}"],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
