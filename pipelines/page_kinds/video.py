"""Pages of a video, a recording or a gallery, with no more text than a caption."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipelines.page_kinds.sight import Sight
from pipelines.reading.json_ld import ARTICLE_TYPES

#: characters of text; a longer one is a story with a film to it
CAPTION = 450
#: characters; an article with its own JSON-LD needs no more
ITEM = 140
VIDEO_PATH = re.compile(
    r"/(?:videos?|watch|player|galler(?:y|ies)|galeries?|galerien?|bildergaleri?e?n?|fotostrecken?|fotos?|photos?|diaporamas?|slideshows?|mediathek|podcasts?|audio)(?:/|$)",
    re.IGNORECASE,
)
GALLERY_TYPES = frozenset(
    ("ImageGallery", "MediaGallery", "VideoObject", "VideoGallery", "AudioObject", "PodcastEpisode")
)


def video_page(page: Sight) -> str | None:
    """Why it is one, if it is."""
    if len(page.text) > CAPTION:
        return None
    if page.kinds & set(ARTICLE_TYPES) and len(page.text) > ITEM:
        return None
    words, kind = len(page.text.split()), page.said.meta("og:type")
    found = page.kinds & GALLERY_TYPES
    if found and (VIDEO_PATH.search(urlsplit(page.said.url).path) or "video" in kind):
        return f"JSON-LD {sorted(found)[0]} and {words} words"
    if kind.startswith("video"):
        return f"og:type {kind} and {words} words"
    return None
