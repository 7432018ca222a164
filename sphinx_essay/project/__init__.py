"""The site within Sphinx: its settings, its source folder, its templates, and where it is published."""
