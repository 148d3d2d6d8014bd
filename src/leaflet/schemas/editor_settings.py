"""Settings with which VS Code knows which schema is of which file."""

from __future__ import annotations

import json
from typing import Any

from leaflet.schemas.source_kinds import SOURCE_KINDS

SCHEMAS = "schema"
"""The folder of schemas that hold for every house."""
HOUSE_SCHEMAS = ".leaflet/schema"
"""The folder of schemas with a house's own ids, which git ignores: they are made anew whenever ids change."""


def schema_file(folder: str, name: str) -> str:
    """The file of the schema called `name`."""
    return f"{folder}/{name}.schema.json"


def editor_settings(folder: str) -> str:
    """`.vscode/settings.json` for schemas in `folder`, for the YAML extension and for VS Code's own JSON."""
    yaml: dict[str, Any] = {}
    json_schemas = []
    for kind in SOURCE_KINDS:
        file = f"./{schema_file(folder, kind.name)}"
        if kind.paths[0].endswith(".json"):
            json_schemas.append({"fileMatch": [f"/{path}" for path in kind.paths], "url": file})
        else:
            yaml[file] = list(kind.paths)
    return json.dumps({"yaml.schemas": yaml, "json.schemas": json_schemas}, indent=2) + "\n"
