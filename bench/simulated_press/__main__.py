"""python -m bench.simulated_press: watches a simulated press and prints what came of it.

The sites are watched in parts, each in a process of its own, since a part's database and clock are its
own; sites do not notice each other. `--part K` runs one part alone, `--save` keeps what it saw.
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from bench.simulated_press.crawling import crawl
from bench.simulated_press.figures import figures, told
from bench.simulated_press.network import Seen
from bench.simulated_press.sites import sites


def main() -> None:
    """Runs what was asked for."""
    asked = arguments().parse_args()
    press = sites(asked.sites, asked.days, asked.seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.save or Path(temporary)
        folder.mkdir(exist_ok=True, parents=True)
        kept = {k: folder / f"{asked.policy}-{k}.pickle" for k in range(asked.parts)}
        for k, path in kept.items():
            if asked.part == k:
                seen = crawl(
                    press[k :: asked.parts], asked.days, folder, asked.policy, asked.engine
                )
                path.write_bytes(pickle.dumps(seen))
                return
            if asked.part is None and not path.exists():
                command = [sys.executable, "-m", "bench.simulated_press", *sys.argv[1:]]
                subprocess.run(
                    [*command, "--part", str(k), "--save", str(folder)], check=True
                )  # fmt: skip
        seen = Seen.together([pickle.loads(path.read_bytes()) for path in kept.values()])
    made = figures(press, seen, asked.days)
    print(json.dumps(asdict(made)) if asked.json else told(asked.policy, made))


def arguments() -> argparse.ArgumentParser:
    """What may be asked for."""
    parser = argparse.ArgumentParser(prog="bench.simulated_press", description=__doc__)
    parser.add_argument("--sites", type=int, default=500)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parts", type=int, default=5, help="processes, one after the other")
    parser.add_argument("--part", type=int, help="only this one, from 0")
    parser.add_argument("--policy", choices=("ours", "hourly", "items"), default="ours")
    parser.add_argument("--engine", choices=("small", "scrapy"), default="small")
    parser.add_argument("--save", type=Path, help="folder for what was seen, and the databases")
    parser.add_argument("--json", action="store_true")
    return parser


if __name__ == "__main__":
    main()
