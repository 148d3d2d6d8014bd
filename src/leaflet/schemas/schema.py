"""A kind of source file → its JSON Schema.

Draft 2020-12, which the YAML language server knows since 1.20: in Draft 7 a description beside a `$ref` counts for
nothing, and an editor would show none where a field holds a record.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from leaflet.schemas.docstrings import member_docstrings
from leaflet.schemas.source_kinds import SourceKind

Schema = dict[str, Any]


def schema_of(kind: SourceKind) -> Schema:
    """The schema of a kind of file, whatever house it is in."""
    schema = TypeAdapter(kind.holds).json_schema(schema_generator=_SchemaOfModels)
    return {"$schema": _SchemaOfModels.schema_dialect, "$comment": f"Of {', '.join(kind.paths)}.", **schema}


def as_text(schema: Mapping[str, Any]) -> str:
    """The file that holds `schema`."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


class _SchemaOfModels(GenerateJsonSchema):
    """What pydantic makes of the models, with what a person should read, and as strict as leaflet is."""

    def field_is_present(self, field: Any) -> bool:
        """Fields that only the program sets aren't written by anybody."""
        return not field.get("serialization_exclude")

    def field_title_should_be_set(self, schema: Any) -> bool:
        """The key itself is the title."""
        return False

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """With each field's docstring."""
        made = super().model_schema(schema)
        fields = schema["cls"].model_fields
        for name, doc in member_docstrings(schema["cls"]).items():
            key = (fields[name].alias or name) if name in fields else ""
            if key in made.get("properties", {}):
                made["properties"][key]["description"] = doc
        return made

    def enum_schema(self, schema: Any) -> JsonSchemaValue:
        """With each word's docstring, as VS Code shows them."""
        made = super().enum_schema(schema)
        docs = member_docstrings(schema["cls"])
        words = [docs.get(member.name, "") for member in schema["members"]]
        return {**made, "enumDescriptions": words} if any(words) else made

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        """A default is shown where it is one word or number: an empty list is what everybody expects."""
        made = super().default_schema(schema)
        is_shown = isinstance(made.get("default"), bool | int | float | str) and made["default"] != ""
        return made if is_shown else {key: value for key, value in made.items() if key != "default"}

    def str_schema(self, schema: Any) -> JsonSchemaValue:
        """Space alone is no text: it is taken away where a file is read."""
        made = super().str_schema(schema)
        if schema.get("min_length") and "pattern" not in made:
            made["pattern"] = r"\S"
        return made

    def dict_schema(self, schema: Any) -> JsonSchemaValue:
        """A key of another form than asked for is refused."""
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made
