"""``python -m sphinx_essay.books``: see :mod:`sphinx_essay.books.make`."""

from sphinx_essay.books.make import main

if __name__ == "__main__":
    main()
