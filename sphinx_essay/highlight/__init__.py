"""Code in the class names that Rouge gives, Jekyll's highlighter, so that a site's own colours go on working."""
