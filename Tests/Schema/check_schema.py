#!/usr/bin/env python3
"""Holds the JSON Schema against the plan reader: both must give the same verdict on every file.

    check_schema.py generate DIR      writes plans into DIR: the examples here, and mutations
    MASKRAMP_SCHEMA_CASES=DIR swift test --filter schemaVerdicts
                                      the reader writes DIR/schema.json, DIR/peers-schema.json and DIR/verdicts.txt
    check_schema.py verify DIR        compares, with PyYAML and jsonschema
"""
import copy
import datetime
import json
import pathlib
import random
import sys

import jsonschema
import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
HERE = pathlib.Path(__file__).parent
PEERS = HERE.parent.parent / "plans" / "peers"
JUNK = ["word", 3, -1, 1.5, True, None, [], [1, 2], {}, {"a": 1}, "3 months", "5 h", "83 %", "68e9",
        "12 parsecs", "2025-13", "2025-Q5", "2025-02-30", "2025-H1", 2028, 1850, "all", "90-65",
        {"value": 3}, {"value": "3 months"}, {"random": {"uniform": [1, 2]}},
        {"uncertain": {"pert": [1, 2, 3], "in": "months"}}, {"value": 1, "random": {"fixed": 1}},
        {"uncertain": {"lognormal": {"median": 1}}}, {"value": 1, "basis": "guessed"}, "vsb", ""]


def places(tree, path=()):
    """Every place in a tree, the root excepted."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in list(items):
        yield path + (key,)
        if isinstance(value, (dict, list)):
            yield from places(value, path + (key,))


def parent(tree, path):
    for key in path[:-1]:
        tree = tree[key]
    return tree


def mutations(base, count):
    """Plans with one thing removed, added, renamed or replaced. The same ones every time."""
    rng = random.Random(20250715)
    everywhere = list(places(base))
    for path in rng.sample(everywhere, count // 3):
        plan = copy.deepcopy(base)
        del parent(plan, path)[path[-1]]
        yield plan
        if isinstance(path[-1], str):
            plan = copy.deepcopy(base)
            holder = parent(plan, path)
            holder[path[-1] + "x"] = holder.pop(path[-1])
            yield plan
    for _ in range(count // 3):
        path = rng.choice(everywhere)
        plan = copy.deepcopy(base)
        parent(plan, path)[path[-1]] = copy.deepcopy(rng.choice(JUNK))
        yield plan


def generate(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for kind in ("accept", "reject"):
        for file in sorted((HERE / kind).glob("*.yaml")):
            (folder / f"{kind}-{file.name}").write_text(file.read_text())
    for file, count, kind in ((HERE / "accept/full.yaml", 420, "mutation"),
                              (HERE / "accept/deliveries.yaml", 120, "mutation"),
                              (HERE / "accept/products.yaml", 180, "mutation"),
                              (HERE / "accept/flow.yaml", 150, "mutation"),
                              (PEERS / "guanshi.yaml", 120, "peer"), (PEERS / "luxin.yaml", 60, "peer")):
        for number, plan in enumerate(mutations(load(file), count)):
            text = yaml.safe_dump(plan, allow_unicode=True, sort_keys=False)
            (folder / f"{kind}-{file.stem}-{number:04}.yaml").write_text(text)


def load(file):
    """A plan as JSON would hold it: keys and dates as text. None for what PyYAML itself refuses."""
    def plain(value):
        if isinstance(value, dict):
            return {str(key): plain(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [plain(inner) for inner in value]
        return value.isoformat() if isinstance(value, datetime.date) else value
    try:
        return plain(yaml.load(file.read_text(), LOADER))
    except ValueError:  # no such day
        return None


def verify(folder):
    validators = {}
    for name in ("schema", "peers-schema"):
        schema = json.loads((folder / f"{name}.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[name] = jsonschema.Draft202012Validator(schema)
    lines = (folder / "verdicts.txt").read_text().splitlines()
    verdicts = dict(line.split(" ", 1) for line in lines)
    wrong, accepted = 0, 0
    for file in sorted(folder.glob("*.yaml")):
        reader = verdicts.pop(file.name)
        plan = load(file)
        validator = validators["peers-schema" if file.name.startswith("peer-") else "schema"]
        schema_accepts = plan is not None and validator.is_valid(plan)
        accepted += schema_accepts
        said = file.name.split("-")[0]
        expected = said if said in ("accept", "reject") else ("accept" if schema_accepts else "reject")
        if schema_accepts != (reader == "accept") or reader.split(" ")[0] != expected:
            wrong += 1
            print(f"{file}: schema {'accepts' if schema_accepts else 'rejects'}; reader: {reader}")
    assert not verdicts, f"verdicts without a file: {verdicts}"
    total = len(lines)
    print(f"{total} plans and peers, {accepted} accepted by the schema, {wrong} verdicts differ")
    return 1 if wrong or total < 300 or not 30 < accepted < total - 100 else 0


if __name__ == "__main__":
    command, target = sys.argv[1], pathlib.Path(sys.argv[2])
    sys.exit(generate(target) if command == "generate" else verify(target))
