# SPDX-License-Identifier: Apache-2.0
"""validate_lab.py SCHEMA FILE...: for each lab file a line, "valid" or what is wrong with it."""
import json
import sys

import jsonschema
import yaml

schema_path, *paths = sys.argv[1:]
with open(schema_path, encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
for path in paths:
    with open(path, encoding="utf-8") as file:
        errors = [error.message for error in validator.iter_errors(yaml.safe_load(file))]
    print("; ".join(errors).replace("\n", " ") or "valid")
