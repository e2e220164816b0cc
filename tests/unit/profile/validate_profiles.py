# SPDX-License-Identifier: Apache-2.0
"""validate_profiles.py SCHEMA FILE...: for each profile a line, "valid" or what is wrong with it."""
import json
import sys

import jsonschema
import yaml


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 has no dates: 2027-01-31 is text."""


CoreLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

schema_path, *paths = sys.argv[1:]
with open(schema_path, encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
for path in paths:
    with open(path, encoding="utf-8") as file:
        errors = [error.message for error in validator.iter_errors(yaml.load(file, CoreLoader))]
    print("; ".join(errors).replace("\n", " ") or "valid")
