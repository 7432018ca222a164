"""Pages, titles, addresses, dates, front matter and warnings as plain data; nothing here imports Sphinx."""
