"""A pair of acts of our own making and what was done to it: `python -m benchmarks.make_acts FOLDER --articles 1000`."""

import argparse
import json
from pathlib import Path

from benchmarks.acts import generate_act
from benchmarks.edits import edit
from benchmarks.truth import Numbering
from benchmarks.write_acts import write_act


def main() -> None:
    """Write old.xml, new.xml and truth.json into a folder; print how many words truly changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--numbering", choices=list(Numbering), default=Numbering.ALL, type=Numbering)
    parser.add_argument("--wids", action="store_true")
    options = parser.parse_args()
    old = generate_act(options.seed, options.articles)
    new, truth = edit(old, options.seed, numbering=options.numbering)
    options.folder.mkdir(parents=True, exist_ok=True)
    (options.folder / "old.xml").write_bytes(write_act(old))
    (options.folder / "new.xml").write_bytes(write_act(new, wids=options.wids))
    told = json.dumps(list(truth.told()), ensure_ascii=False, indent=1)
    (options.folder / "truth.json").write_text(told + "\n", encoding="utf-8")
    print(truth.changed_words())


if __name__ == "__main__":
    main()
