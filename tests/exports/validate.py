"""Validates every data folder below a folder: packages with frictionless, inputs against their JSON Schemas."""

import json
import sys
from pathlib import Path

import jsonschema
from frictionless import Package, validate


def schema_of(name):
    return "snapshot" if name[:4].isdigit() else name


def faults(folder):
    report = validate(str(folder / "datapackage.json"))
    for error in report.errors + [error for task in report.tasks for error in task.errors]:
        yield f"{error.type}: {error.message}"
    described = {resource.path for resource in Package(str(folder / "datapackage.json")).resources}
    for path in folder.glob("*.csv"):
        if path.name not in described:
            yield f"{path.name} is not described"
    for path in sorted((folder / "schema").glob("*.json")):
        jsonschema.Draft7Validator.check_schema(json.loads(path.read_text("utf-8")))
    for path in sorted((folder / "inputs").glob("*.json")):
        schema = json.loads((folder / "schema" / f"{schema_of(path.stem)}.json").read_text("utf-8"))
        for error in jsonschema.Draft7Validator(schema).iter_errors(json.loads(path.read_text("utf-8"))):
            yield f"inputs/{path.name}: {error.json_path}: {error.message}"


def main():
    packages = sorted(Path(sys.argv[1]).rglob("datapackage.json"))
    found = [f"{path.parent}: {fault}" for path in packages for fault in faults(path.parent)]
    print("\n".join(found + [f"{len(packages)} packages"]))
    sys.exit(1 if found or not packages else 0)


main()
