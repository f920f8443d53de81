"""Records on each page what its site says about the use of its text (optouts.py reads it).

The opt-outs of a response are in `response.meta["opt_outs"]`, a tuple of OptOut; whoever makes the
Page of it decides what follows. /.well-known/tdmrep.json is asked for once a week and host, when the
first page of the host has come; PRESSWATCH_ASK_TDMREP = False saves that request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.http import HtmlResponse

from spiders.manners.notices import A_WEEK, OURS, Notice, Noticeboard, Standing
from spiders.manners.optouts import HEAD, OptOut, TdmRule, opt_outs, read_tdmrep, tdmrep_opt_out
from spiders.manners.refusals import Refused

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

OPT_OUTS = "opt_outs"  #: key of `response.meta`
DOOR = "presswatch_door"  #: in the meta of a door's request: no text of it is stored


class Wishes:
    """Downloader middleware: notes the opt-outs of each page beside it."""

    def __init__(self, crawler: Crawler) -> None:
        self._ask = crawler.settings.getbool("PRESSWATCH_ASK_TDMREP", True)
        self._board = Noticeboard(crawler, "/.well-known/tdmrep.json", _read, kept=A_WEEK)
        self._rules: dict[str, tuple[TdmRule, ...]] = {}  #: by the text they are from

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Wishes:
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Never refuses: an opt-out concerns what is stored, not what is asked."""
        if OURS in request.meta or DOOR in request.meta or response.status != 200:
            return response
        headers = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        ]
        found = opt_outs(headers, response.body[:HEAD])
        if self._ask and isinstance(response, HtmlResponse):
            found += await self._well_known(response.url)
        request.meta[OPT_OUTS] = found
        return response

    async def _well_known(self, url: str) -> tuple[OptOut, ...]:
        try:
            notice = await self._board.of(url)
        except Refused:
            return ()  # parked or ending: the page has come all the same
        if notice.standing is not Standing.SAYS:
            return ()
        rules = self._rules.get(notice.text)
        if rules is None:
            rules = self._rules[notice.text] = read_tdmrep(notice.text.encode())
        found = tdmrep_opt_out(rules, url)
        return (found,) if found else ()


def _read(status: int, body: bytes, until: float) -> Notice:
    if status >= 500:
        return Notice(Standing.UNREACHABLE, f"HTTP {status}", until)
    text = body.decode("utf-8", "replace") if status == 200 else ""
    if not read_tdmrep(text.encode()):
        return Notice(Standing.SILENT, f"HTTP {status}", until)
    return Notice(Standing.SAYS, f"HTTP {status}", until, text)
