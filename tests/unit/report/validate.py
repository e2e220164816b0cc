# SPDX-License-Identifier: Apache-2.0
"""validate.py SCHEMA report|line FILE: a report, or each line of a JSONL one, against the schema."""
import json
import sys

import jsonschema

schema_path, form, path = sys.argv[1:]
with open(schema_path, encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft7Validator.check_schema(schema)
del schema["oneOf"]
schema["$ref"] = "#/definitions/" + form
validator = jsonschema.Draft7Validator(schema)
with open(path, encoding="utf-8") as file:
    texts = [file.read()] if form == "report" else file.readlines()
errors = [error for text in texts for error in validator.iter_errors(json.loads(text))]
for error in errors:
    print("/".join(str(part) for part in error.absolute_path), error.message, sep=": ")
sys.exit(1 if errors else 0)
