#!/usr/bin/env python3
"""Man pages from the command definitions, as `maskramp --experimental-dump-help` tells them.

    Packaging/man_pages.py FOLDER PROGRAM...

A later program's page takes the place of that of a command that starts it. Pages name the version of
the first program.
"""

import json
import pathlib
import subprocess
import sys


def escaped(text):
    """Text that troff takes as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    return "\n".join("\\&" + line if line[:1] in ".'" else line for line in text.splitlines())


def discussion(text):
    """Paragraphs; lines that show a command keep their form."""
    lines, isExample = [], False
    for line in text.splitlines():
        example = line.startswith(("maskramp ", "make "))
        if example != isExample:
            lines.append(".PP\n.nf" if example else ".fi\n.PP")
            isExample = example
        lines.append(escaped(line) if line else ".PP")
    return lines + ([".fi"] if isExample else [])


def spelled(argument):
    """How an argument is written: `--seed seed`, or its value's name."""
    value = argument.get("valueName", "")
    if argument["kind"] == "positional":
        return f"\\fI{escaped(value)}\\fR"
    names = [("--" if name["kind"] == "long" else "-") + name["name"] for name in argument["names"]]
    text = ", ".join(f"\\fB{escaped(name)}\\fR" for name in names)
    return text if argument["kind"] == "flag" else f"{text} \\fI{escaped(value)}\\fR"


def synopsis(name, command):
    words = [f"\\fB{escaped(name)}\\fR"]
    for argument in command.get("arguments", []):
        if argument.get("shouldDisplay", True):
            word = spelled(argument) + ("\\~..." if argument["isRepeating"] else "")
            words.append(f"[{word}]" if argument["isOptional"] else word)
    if command.get("subcommands"):
        words.append("\\fIcommand\\fR")
    return "\n".join(words)


def page(path, command, version):
    """One page; `path` has the words of the command."""
    name = "-".join(path)
    lines = [
        f'.TH {name.upper()} 1 "" "maskramp {version}" "MaskRamp"', ".SH NAME",
        f"{escaped(name)} \\- {escaped(command.get('abstract', '').rstrip('.'))}",
        ".SH SYNOPSIS", synopsis(" ".join(path), command),
    ]
    if command.get("discussion"):
        lines += [".SH DESCRIPTION"] + discussion(command["discussion"])
    shown = [each for each in command.get("arguments", []) if each.get("shouldDisplay", True)]
    if shown:
        lines.append(".SH OPTIONS")
        for argument in shown:
            default = argument.get("defaultValue")
            text = argument.get("abstract", "") + (f" (default: {default})" if default else "")
            lines += [".TP", spelled(argument), escaped(text)]
    children = [each for each in command.get("subcommands", []) if each["commandName"] != "help"]
    if children:
        lines.append(".SH COMMANDS")
        for child in children:
            lines += [
                ".TP", f"\\fB{escaped('-'.join(path + [child['commandName']]))}\\fR(1)",
                escaped(child.get("abstract", "")),
            ]
    elif len(path) > 1:
        lines += [".SH SEE ALSO", f"\\fB{escaped(path[0])}\\fR(1)"]
    return name, "\n".join(lines) + "\n", children


def write(folder, path, command, version):
    name, text, children = page(path, command, version)
    (folder / f"{name}.1").write_text(text)
    for child in children:
        write(folder, path + [child["commandName"]], child, version)


def said(program, option):
    return subprocess.run([program, option], check=True, capture_output=True, text=True).stdout


folder, programs = pathlib.Path(sys.argv[1]), sys.argv[2:]
folder.mkdir(parents=True, exist_ok=True)
for program in programs:
    command = json.loads(said(program, "--experimental-dump-help"))["command"]
    write(folder, [command["commandName"]], command, said(programs[0], "--version").strip())
