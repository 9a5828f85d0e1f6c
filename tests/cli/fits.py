"""Holds files of JSON against a schema in schema/json.

    fits.py [--others] SCHEMA FILE…

Fields of somebody's own making are faults, so that a key with a wrong letter
is seen, but with --others. Each fault is printed on a line, behind the name of
its file; the status is 1 where there is one.
"""
import json
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
from jsonschema import Draft202012Validator  # noqa: E402
from jsonschema.exceptions import best_match  # noqa: E402

FOLDER = Path(__file__).resolve().parents[2] / "schema" / "json"


def lead(schema, file):
    """The same schema with references into one that has all parts."""
    if isinstance(schema, list):
        return [lead(each, file) for each in schema]
    if not isinstance(schema, dict):
        return schema
    lead_to = {key: lead(value, file) for key, value in schema.items()
               if key != "$defs"}
    if "$ref" in schema:
        other, _, part = schema["$ref"].partition("#/$defs/")
        lead_to["$ref"] = f"#/$defs/{other or file}:{part}"
    return lead_to


def join(name):
    """A schema and the parts of all files, so that no release of the library
    has to look for a file."""
    joined = {}
    for path in FOLDER.glob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        for part, value in schema.get("$defs", {}).items():
            joined[f"{path.name}:{part}"] = lead(value, path.name)
        if path.name == name:
            whole = lead(schema, name)
    return {**whole, "$defs": joined}


def faults(answer, name, is_strict):
    """What is wrong, as sentences; an empty list where nothing is."""
    schema = join(name)
    if is_strict:
        schema["$defs"]["answer.json:other"] = False
    checker = Draft202012Validator(schema)
    found = []
    for error in checker.iter_errors(answer):
        deep = best_match([error])
        place = "/".join(str(each) for each in deep.absolute_path)
        found.append(f"{place}: {deep.message[:400]}")
    return found


def check_file(path, name, is_strict):
    try:
        with open(path, encoding="utf-8") as file:
            answer = json.load(file)
    except ValueError as error:
        return [f"no JSON: {error}"]
    return faults(answer, name, is_strict)


def main():
    words = sys.argv[1:]
    is_strict = "--others" not in words
    schema, *files = [word for word in words if word != "--others"]
    found = [f"{path}: {fault}" for path in files
             for fault in check_file(path, schema, is_strict)]
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
