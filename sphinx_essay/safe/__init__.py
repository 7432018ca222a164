"""``essay_html = "safe"``: what of strangers' pages stays, by lists that know no Sphinx, and where Sphinx is asked."""
