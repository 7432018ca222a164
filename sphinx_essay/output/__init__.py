"""Files at their addresses: the HTML builder, redirects, generated files, links between pages."""
