"""The interface as an OpenAPI 3.1 document, made from the contract's own tables."""

from __future__ import annotations

from functools import cache
from typing import Any

from juminzei.web.api.body import JSON, LINES, MOST_BYTES, MOST_PEOPLE
from juminzei.web.api.endpoints import ENDPOINTS, MOST_EXPLAINED, Endpoint
from juminzei.web.api.unified_schemas import QUESTIONS, Question
from juminzei.web.settings import SESSION_COOKIE_NAME

Document = dict[str, Any]
VERSION = "1.1"
"""The first number is in the address; the second grows with each addition."""

REFUSALS = {
    "400": "JSONとして読めない（文字コード、同じキーの重複、NaN、深すぎる入れ子を含む）",
    "401": "接続キーがないか、有効でない。サインインもしていない",
    "403": "権限がない。画面からの呼出しに X-CSRFToken がない",
    "413": f"多すぎる（{MOST_PEOPLE:,}人、根拠付き{MOST_EXPLAINED}人、{MOST_BYTES:,}バイトまで）",
    "415": "Content-Type が違う",
    "422": "計算できない。どの依頼のどのキーが、なぜ、どう直せばよいか",
    "429": "1分間の利用の限度を超えた。Retry-After 秒後にやり直す",
    "503": "操作記録を保存できないため、受け付けない",
}
ERRORS: Document = {
    "type": "object",
    "required": ["errors"],
    "properties": {
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["key", "problem"],
                "properties": {
                    "index": {"type": "integer", "description": "何番目の依頼か（0から）"},
                    "key": {"type": "string", "description": "契約のキー。全体のことなら空"},
                    "problem": {"type": "string", "description": "何が違うか"},
                    "remedy": {"type": "string", "description": "どうすればよいか"},
                    "code": {"type": "string", "description": "誤りの種類（統合宛名の依頼）"},
                },
            },
        }
    },
}


@cache
def document() -> Document:
    """Return the whole description."""
    schemas: Document = {"Errors": ERRORS}
    for one in ENDPOINTS.values():
        schemas[component(one, "Request")] = one.request()
        schemas[component(one, "Answer")] = one.answer()
    for name, question in QUESTIONS.items():
        schemas[unified_component(name, "Request")] = question.request()
        schemas[unified_component(name, "Answer")] = question.answer()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "住民税の計算",
            "version": VERSION,
            "description": "金額はすべて整数の円、率は分数の文字列です。値は保存しません。",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"key": []}, {"session": [], "csrf": []}],
        "paths": {
            **{f"/{one.name}": {"post": _operation(one)} for one in ENDPOINTS.values()},
            **{f"/{name}": {"post": _asked(name, one)} for name, one in QUESTIONS.items()},
        },
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIE_NAME},
                "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRFToken"},
            },
        },
    }


def component(one: Endpoint, part: str) -> str:
    """Return what a schema of an endpoint is called in the document."""
    return "".join(word.capitalize() for word in one.name.split("-")) + part


def _operation(one: Endpoint) -> Document:
    explain = {
        "name": "explain",
        "in": "query",
        "description": "1 なら計算の各段階（steps）を付ける",
        "schema": {"type": "string", "enum": ["0", "1"]},
    }
    told = {
        "description": "答え。依頼と同じ形・同じ順",
        "headers": {
            "X-Law-Status": {
                "description": "draft なら確認中の法令データによる",
                "schema": {"type": "string", "enum": ["draft", "reviewed"]},
            }
        },
        "content": _content(component(one, "Answer")),
    }
    return {
        "operationId": one.name.replace("-", "_"),
        "summary": one.summary,
        **({"parameters": [explain]} if one.explains else {}),
        "requestBody": {"required": True, "content": _content(component(one, "Request"))},
        "responses": {"200": told, **_refusals()},
    }


def unified_component(name: str, part: str) -> str:
    """Return what a schema of a question about unified numbers is called."""
    return "".join(word.capitalize() for word in name.split("/")) + part


def _asked(name: str, one: Question) -> Document:
    told = {
        "description": "答え。依頼と同じ形・同じ順",
        "content": _content(unified_component(name, "Answer")),
    }
    return {
        "operationId": name.replace("/", "_"),
        "summary": one.summary,
        "requestBody": {"required": True, "content": _content(unified_component(name, "Request"))},
        "responses": {"200": told, **_refusals()},
    }


def _refusals() -> Document:
    return {
        status: {
            "description": why,
            "content": {JSON: {"schema": {"$ref": "#/components/schemas/Errors"}}},
        }
        for status, why in REFUSALS.items()
    }


def _content(name: str) -> Document:
    schema = {"$ref": f"#/components/schemas/{name}"}
    either = {"oneOf": [schema, {"type": "array", "items": schema, "maxItems": MOST_PEOPLE}]}
    return {JSON: {"schema": either}, LINES[0]: {"schema": schema}}
