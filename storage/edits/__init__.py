"""What changed: between two texts, after publication, and in which copies it did not.

    diff.py      two texts, word by word
    weigh.py     which of the changes matter: headline, numbers, names, negations
    stale.py     the copies that still carry what their origin has corrected
    versions.py  the texts to compare, from the database

Needs no Datasette: crawls, alerts and pages ask the same questions.
"""
