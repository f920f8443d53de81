"""A press of hundreds of sites over weeks, in minutes: what a crawl finds, how soon, at what price.

    python -m bench.simulated_press [--sites 500] [--days 30] [--policy ours|hourly|items]

Real: Scrapy's engine, scheduler and middlewares, robots.txt, the turns and pauses of hosts, parking,
traps, opt-outs, the doors' parsing, the rhythm, the frontier and every row of SQLite. Simulated: the
clock, which jumps to the next thing that is to happen, and the network, which begins where
`PoliteHandler` would open a connection. Pages are not extracted or traced: a page that came is done.

    clock.py      an event loop and a clock that jump
    sites.py      what 500 newsrooms are like, and when they publish
    doors.py      what a site answers at its feed, sitemap or front page
    network.py    every request, answered and noted
    crawling.py   `presswatch watch` on that clock
    figures.py    what came of it
"""
