"""One file a page: ask, think, answer."""
