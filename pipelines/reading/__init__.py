"""How one page is read: each file knows one thing about it. The plugs put them together."""
