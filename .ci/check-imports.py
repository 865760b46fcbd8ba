#!/usr/bin/env python3
"""Checks that rooms import only what .ci/imports.txt allows.

Three things are compared: the table; each import (Swift) and include or embed (C, OpenCL C) of the
sources; and the dependencies of each target as Package.swift states them. Prints every
disagreement with its file and line, and fails if there is one.

    .ci/check-imports.py [ROOT]
"""

import json
import os
import pathlib
import re
import subprocess
import sys

TABLE = ".ci/imports.txt"
# Attributes and an access level may stand before, a kind of declaration after the word.
SWIFT_IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*"
    r"(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)"
)
C_INCLUDE = re.compile(r'^\s*#\s*(?:include|embed|import)\s*(<[^>]+>|"[^"]+")')
SYSTEM = {"Swift", "Foundation", "Dispatch", "Synchronization", "Glibc", "Musl", "Testing"}


def read_table(root):
    """Rows of the table: room -> what it may import."""
    rows = {}
    for number, line in enumerate((root / TABLE).read_text().splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        room, colon, allowed = line.partition(":")
        if not colon or room in rows:
            sys.exit(f"{TABLE}:{number}: expected 'room: imports', each room once")
        rows[room] = set(allowed.split())
    return rows


def code_lines(path):
    """Numbered lines without comments and Swift's multi-line texts."""
    inside_comment = inside_text = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if inside_text:
            inside_text = '"""' not in line
            continue
        if inside_comment:
            inside_comment = "*/" not in line
            continue
        inside_text = line.count('"""') % 2 == 1
        line = line.split("//")[0]
        inside_comment = "/*" in line and "*/" not in line
        yield number, line


def swift_imports(path):
    for number, line in code_lines(path):
        for statement in line.split(";"):
            found = SWIFT_IMPORT.match(statement)
            if found:
                yield number, found.group(1)


def targets_of_package(root):
    """Name -> (kind, dependencies) of each target."""
    swift = os.environ.get("SWIFT", "swift")
    command = [swift, "package", "--package-path", str(root), "dump-package"]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"swift package dump-package failed:\n{result.stderr}")
    targets = {}
    for target in json.loads(result.stdout)["targets"]:
        names = {next(iter(dependency.values()))[0] for dependency in target["dependencies"]}
        targets[target["name"]] = (target["type"], names)
    return targets


class Checker:
    def __init__(self, root):
        self.root = root
        self.rows = read_table(root)
        self.targets = targets_of_package(root)
        self.problems = []

    def report(self, where, what):
        self.problems.append(f"{where}: {what}")

    def allowed_text(self, room):
        return f"{room} may import: {' '.join(sorted(self.rows[room])) or 'nothing'} ({TABLE})"

    def check_swift_room(self, room, folder, is_test):
        dependencies = self.targets[room][1]
        imported = set()
        files = sorted(folder.rglob("*.swift"))
        for path in files:
            for number, module in swift_imports(path):
                where = f"{path.relative_to(self.root)}:{number}"
                imported.add(module)
                if not is_test and module != "Swift" and module not in self.rows[room]:
                    self.report(where, f"import {module}: not allowed. {self.allowed_text(room)}")
                if module not in SYSTEM and module not in dependencies:
                    self.report(where, f"import {module}: Package.swift gives {room} "
                                       f"{', '.join(sorted(dependencies)) or 'nothing'}")
        if not is_test:
            for name in sorted(dependencies - self.rows[room]):
                self.report("Package.swift", f"{room} depends on {name}: not allowed. "
                                             f"{self.allowed_text(room)}")
        # An empty folder is a room that is still to be written.
        # A test that depends on a program runs it.
        programs = {name for name, (kind, _) in self.targets.items() if kind == "executable"}
        if files:
            for name in sorted(dependencies - imported - (programs if is_test else set())):
                self.report("Package.swift", f"{room} depends on {name}, but imports it nowhere")

    def check_c_file(self, room, folder, path):
        name = str(path.relative_to(self.root))
        row = self.rows[room] | self.rows.get(name, set())
        for number, line in code_lines(path):
            found = C_INCLUDE.match(line)
            if not found:
                continue
            where, what = f"{name}:{number}", found.group(1)
            if what.startswith("<"):
                if what not in row:
                    self.report(where, f"include {what}: not allowed. {self.allowed_text(room)}")
                continue
            candidates = [path.parent / what.strip('"'), folder / "include" / what.strip('"')]
            target = next((file.resolve() for file in candidates if file.exists()), None)
            if target is None:
                self.report(where, f"include {what}: no such file")
                continue
            inside = [folder] + [self.root / entry for entry in row if entry.endswith("/")]
            if not any(target.is_relative_to(place.resolve()) for place in inside):
                self.report(where, f"include {what}: not allowed. {self.allowed_text(room)}")

    def check_c_room(self, room, folder):
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".c", ".h", ".cl"}:
                self.check_c_file(room, folder, path)

    def check(self):
        folders = {path.name for path in (self.root / "Sources").iterdir() if path.is_dir()}
        rooms = {name for name, (kind, _) in self.targets.items() if kind != "test"}
        listed = {room for room in self.rows if "/" not in room}
        for room in sorted(folders - rooms):
            self.report(f"Sources/{room}", "no target of Package.swift")
        for room in sorted(rooms - listed):
            self.report("Package.swift", f"target {room} has no row in {TABLE}")
        for room in sorted(listed - rooms):
            self.report(TABLE, f"{room} is no target of Package.swift")
        self.check_c_room("Kernels/", self.root / "Kernels")
        for name, (kind, _) in self.targets.items():
            is_test = kind == "test"
            # Under Tests/ also libraries for tests alone, under Benchmarks/ programs to measure.
            places = [self.root / place / name for place in ("Sources", "Tests", "Benchmarks")]
            folder = next((place for place in places if place.is_dir()), places[0])
            if is_test or name in listed:
                self.check_swift_room(name, folder, is_test)
            if not is_test and name in listed:
                self.check_c_room(name, folder)
        for problem in self.problems:
            print(problem, file=sys.stderr)
        if self.problems:
            sys.exit(f"imports: {len(self.problems)} not allowed")
        print(f"imports: {len(rooms)} rooms keep the rules of {TABLE}")


Checker(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()).check()
