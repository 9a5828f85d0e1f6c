#!/usr/bin/python3
"""The schemas that are installed say what the program's tables say.

schema/json/tables.json is made from two tables: the kinds with their fields,
as `withus help --fields` lists them, and the names of faults in err.def.
UPDATE=1 writes it anew. The rest of schema/json is written by hand; here it is
looked at as a whole, and tests/cli holds every answer against it.
"""
import json
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
from jsonschema import Draft202012Validator  # noqa: E402

HERE = Path("schema/json")
TABLES = HERE / "tables.json"
sys.dont_write_bytecode = True
sys.path.insert(0, "tests/cli")
import fits  # noqa: E402

done = 0


def ok(holds, name, *notes):
    global done
    done += 1
    print(f"{'ok' if holds else 'not ok'} {done} - {name}")
    if not holds:
        for note in notes:
            print(f"# {note}")


# ------------------------------------------------------------ the tables

def read_fields():
    """kind, then field: its other words, in the order of the table."""
    words = subprocess.run(
        ["build/release/withus", "help", "--fields"],
        check=True, capture_output=True, text=True).stdout
    kinds = {}
    for line in words.splitlines():
        kind, field, *rest = line.split(" ")
        kinds.setdefault(kind, {})[field] = rest
    return kinds


def read_kinds():
    words = subprocess.run(
        ["build/release/withus", "help", "--kinds"],
        check=True, capture_output=True, text=True).stdout
    return words.split()


def read_faults():
    words = Path("include/withus/err.def").read_text()
    return re.findall(r'^[XW]\(\w+,\s*"([a-z0-9-]+)"', words, re.M)


def answer(name):
    return {"$ref": f"answer.json#/$defs/{name}"}


def text_of(form, choices):
    """What one text of a field may be."""
    named = choices.split(",") if choices != "-" else []
    own = {"type": "string", "pattern": "^="}
    if form == "choice":
        return {"enum": named}
    if form == "names":
        may = [answer("id"), own]
        return {"anyOf": may + ([{"enum": named}] if named else [])}
    return {
        "date": answer("day"),
        "number": {"type": "string", "pattern": "^[0-9]+$"},
        "record": answer("id"),
        "version": answer("vid"),
    }.get(form, {"type": "string", "minLength": 1})


def value_of(shape, form, choices):
    if shape == "one":
        return text_of(form, choices)
    if shape == "set":
        return {"type": "array", "minItems": 1, "uniqueItems": True,
                "items": text_of(form, choices)}
    return {"type": "array", "minItems": 1, "items": {
        "description": "The name of the row, then its cells.",
        "type": "array", "minItems": 1, "items": {"type": "string"}}}


def when(kind, then):
    return {"if": {"properties": {"kind": {"const": kind}}}, "then": then}


def make_tables(fields, faults):
    required = {kind: [name for name, (_, _, must, _, _) in of.items()
                       if must == "required"] for kind, of in fields.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What the tables of withus say",
        "description": "Made from the tables of kinds and of faults.",
        "$defs": {
            "fault": {"enum": sorted(faults)},
            "fields": {
                "description": "The fields of each kind, as they can hold.",
                "allOf": [when(kind, {"properties": {
                    name: value_of(shape, form, choices)
                    for name, (shape, form, _, choices, _) in of.items()}})
                    for kind, of in fields.items()]},
            "required": {
                "description": "Those that each thing of a kind has.",
                "allOf": [when(kind, {"required": must})
                          for kind, must in required.items() if must]},
            "typed": {
                "description": "The same fields with any words in them.",
                "allOf": [when(kind, {"properties": {
                    name: answer("value") for name in of}})
                    for kind, of in fields.items()]},
        },
    }


def fields_in(tables):
    return {f"{each['if']['properties']['kind']['const']}.{name}"
            for each in tables["$defs"]["fields"]["allOf"]
            for name in each["then"]["properties"]}


kinds, fields, faults = read_kinds(), read_fields(), read_faults()
ok(len(kinds) > 5 and set(fields) <= set(kinds), "the program lists its kinds")
made = make_tables(fields, faults)
if os.environ.get("UPDATE"):
    TABLES.write_text(json.dumps(made, indent=1) + "\n")
written = json.loads(TABLES.read_text())
theirs = {f"{kind}.{name}" for kind, of in fields.items() for name in of}
ours = fields_in(written)
ok(theirs <= ours, "no field of a kind is missing in the schema",
   *sorted(theirs - ours))
ok(ours <= theirs, "the schema has no others", *sorted(ours - theirs))
ok(set(faults) == set(written["$defs"]["fault"]["enum"]),
   "nor is a fault, and there are no others",
   *sorted(set(faults) ^ set(written["$defs"]["fault"]["enum"])))
ok(written == made, "tables.json is what the tables make",
   "UPDATE=1 prove tests/schema.t writes it anew")

# ------------------------------------------------------------ the schemas

schemas = {path.name: json.loads(path.read_text())
           for path in sorted(HERE.glob("*.json"))}


def references(value):
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)


def leads(name, reference):
    file, _, path = reference.partition("#/$defs/")
    return path in schemas.get(file or name, {}).get("$defs", {})


for name, schema in schemas.items():
    fault = ""
    try:
        Draft202012Validator.check_schema(schema)
    except Exception as error:  # any: it is told
        fault = str(error).splitlines()[0]
    ok(fault == "", f"{name} is a schema", fault)
    lost = [each for each in references(schema) if not leads(name, each)]
    ok(not lost, f"{name}: every reference leads somewhere", *lost)
used = {reference.split("/")[-1] for schema in schemas.values()
        for reference in references(schema)}
idle = [key for schema in schemas.values() for key in schema.get("$defs", {})
        if key not in used]
ok(not idle, "every part is used", *idle)

# A field that has the name of a key of items would stand in its place.
keys = set(schemas["answer.json"]["$defs"]["item"]["properties"])
hidden = sorted(f"{kind}.{name}" for kind, of in fields.items() for name in of
                if name in keys - {"title", "day"})
ok(not hidden, "no field has the name of an item's key", *hidden)

# ------------------------------------------------------------ mistakes

ID = "0" * 26
ITEM = {
    "id": ID, "code": "R-0000", "kind": "reflection", "title": "Hello",
    "by": {"id": ID, "name": "Amina"}, "trust": "confirmed",
    "made": "2026-11-20", "changed": "2026-11-20", "day": "2026-11-20",
    "status": [], "versions": 1, "in-history": True, "readers": "team",
    "text": "Hello\n",
}


def seen(change, strict=True):
    """True if a mistake in an item is seen."""
    return bool(fits.faults(
        {"withus": 1, "items": [{**ITEM, **change}]}, "answer.json", strict))


ok(not seen({}), "an item is as the schema says")
for name, change in {
    "a key that is not there": {"stattus": "x"},
    "a field of another kind": {"stance": "agree"},
    "a choice that is not there": {"readers": "everyone"},
    "a day in another form": {"day": "3 May"},
    "a text where a set is": {"tags": "x"},
    "an empty set": {"stages": []},
    "a number as a text": {"versions": "1"},
    "a status that is not there": {"status": ["lost"]},
    "a reply that is none": {"replies": [ITEM]},
    "a person with more": {"by": {"id": ID, "name": "A", "age": 3}},
}.items():
    ok(seen(change), f"seen: {name}")
for key in ["id", "code", "kind", "title", "trust", "status", "readers"]:
    less = {k: v for k, v in ITEM.items() if k != key}
    ok(fits.faults({"withus": 1, "items": [less]}, "answer.json", True),
       f"seen: {key} is missing")
ok(not seen({"own-field": ["x"]}, strict=False),
   "a field of somebody's own making may be there")
ok(seen({"own-field": {"x": 1}}, strict=False), "but no object")
ok(fits.faults({"withus": 1, "itmes": []}, "answer.json", False),
   "seen: an answer of no name")
ok(fits.faults({"withus": 2, "items": []}, "answer.json", False),
   "seen: another form")
print(f"1..{done}")
