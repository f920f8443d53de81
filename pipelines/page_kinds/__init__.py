"""What shows that a page is no article: one file for each kind of page."""
