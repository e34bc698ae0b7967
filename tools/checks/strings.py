#!/usr/bin/env python3
"""Every sentence that the sources or templates show has its French, and no translation is left over.

Sentences come from the templates (the template compiler lists them as a .pot) and from C++ (N_("…") and
tr("…"), through xgettext). Also held: French typography, and the same {1} {2} on both sides.
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
COMPILER = ROOT / "build/dev/tools/palier-templates"


def xgettext(files, out):
    subprocess.run(
        ["xgettext", "--language=C++", "--from-code=UTF-8", "--no-location", "--keyword", "--keyword=N_",
         "--keyword=tr:1,2,3t", "--keyword=tr:1,1t", "-o", out, *files],
        check=True, stderr=subprocess.DEVNULL)


def entries(path: Path):
    """(msgid, msgid_plural, [msgstr…]) of a .po file, by msgcat's own line layout."""
    text = subprocess.run(["msgcat", "--no-wrap", "--no-location", path], capture_output=True, text=True, check=True).stdout
    for block in text.split("\n\n"):
        if "#~" in block:
            continue
        fields, key = {}, None
        for line in block.splitlines():
            if line.startswith("#"):
                if "fuzzy" in line:
                    fields["fuzzy"] = "1"
                continue
            match = re.match(r'(msgid|msgid_plural|msgstr(?:\[\d\])?)\s+"(.*)"$', line)
            if match:
                key = match[1]
                fields[key] = match[2]
            elif line.startswith('"') and key:
                fields[key] += line[1:-1]
        if fields.get("msgid"):
            yield fields["msgid"], fields.get("msgid_plural"), [v for k, v in fields.items() if k.startswith("msgstr")]


def typography(french: str):
    text = re.sub(r"https?://\S+|\{\d\}|\d\d:\d\d|\\n", "x", french)
    if re.search(r"(?<![\u00a0\u202f:/])[:;?»](?!\S*//)", text) and re.search(r"[^\u00a0\u202f]([;?»]|:(?=\s|$))", text):
        return "a non-breaking space is missing before : ; ? or »"
    if re.search(r"«(?![\u00a0\u202f])", text):
        return "a non-breaking space is missing after «"
    if "'" in text:
        return "use the apostrophe ’"
    if "!" in text:
        return "no exclamation marks"
    if '\\"' in text:
        return "use « »"
    return None


def main():
    faults = []
    with tempfile.TemporaryDirectory() as tmp:
        sources = [p for p in SRC.rglob("*.[ch]pp") if not p.name.endswith("_test.cpp") and "testing" not in p.parts]
        used = {}
        # Sentences that a template hands to a partial are C++ there: tr("…") in an expression.
        for page in SRC.rglob("templates/*.html"):
            for sentence in re.findall(r'\btr\("((?:[^"\\]|\\.)*)"\)', page.read_text(encoding="utf-8")):
                used.setdefault(sentence, None)
        for folder in sorted({p.parent for p in SRC.rglob("templates/*.html") if "testdata" not in p.parts}):
            room = folder.parent.relative_to(SRC)
            out = Path(tmp) / (str(room).replace("/", "_") + ".pot")
            subprocess.run([COMPILER, "--root", SRC, "--name", room, "--strings", out, *sorted(folder.glob("*.html"))], check=True)
            used |= {msgid: plural for msgid, plural, _ in entries(out)}
            for template in folder.glob("*.html"):  # What a template hands on: tr("…") within an expression.
                used |= {msgid: None for msgid in re.findall(r'\btr\("((?:[^"\\]|\\.)*)"\)', template.read_text())}
        used_po = Path(tmp) / "used.po"
        xgettext(sources, used_po)
        used |= {msgid: plural for msgid, plural, _ in entries(used_po)}

    french = {}
    for po in [ROOT / "lang/fr.po", *sorted(SRC.rglob("lang/fr.po"))]:
        where = po.relative_to(ROOT)
        for msgid, plural, translations in entries(po):
            french.setdefault(msgid, set()).add(tuple(translations))
            if len(french[msgid]) > 1:
                faults.append(f"{where}: «{msgid}» is translated differently elsewhere")
            if msgid not in used:
                faults.append(f"{where}: nothing shows «{msgid}» any more")
            elif bool(plural) != bool(used[msgid]):
                faults.append(f"{where}: «{msgid}» is a plural on one side only")
            holes = set(re.findall(r"\{\d\}", msgid + (plural or "")))
            for translation in translations:
                if not translation:
                    faults.append(f"{where}: «{msgid}» is not translated")
                elif not plural and set(re.findall(r"\{\d\}", translation)) != holes:
                    faults.append(f"{where}: «{msgid}» has other {{1}} {{2}} in French")
                fault = typography(translation)
                if fault:
                    faults.append(f"{where}: «{translation}»: {fault}")
    for msgid in used:
        if msgid not in french:
            faults.append(f"no French for «{msgid}»")
    for fault in faults:
        print(fault)
    print(f"strings: {len(used)} sentences, {len(french)} in French, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
