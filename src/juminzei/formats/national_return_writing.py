"""Writes a return as the tax agency's XML: heading, forms, and the list of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from juminzei.formats.national_return_boxes import GROUP, form_map, heading
from juminzei.formats.national_return_values import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from lxml.etree import _Element

    from juminzei.formats.national_return_boxes import Box, FormMap
    from juminzei.formats.national_return_record import NationalReturn, Page, ReturnForm, Value

SHOTOKU = "http://xml.e-tax.nta.go.jp/XSD/shotoku"
GENERAL = "http://xml.e-tax.nta.go.jp/XSD/general"
KYOTSU = "http://xml.e-tax.nta.go.jp/XSD/kyotsu"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SENDING_SLIP, SENDING_SLIP_VERSION = "TEA060", "15.0"
EMPTY_SECTIONS = ("TENPU_SEC", "XBRL_SEC", "XBRL2_1_SEC")
LAST_SECTIONS = ("ATTACH_SEC", "CSV_SEC")
Row = "Mapping[str, Value]"


def write_xml(one: NationalReturn, *, made_on: date, made_by: str, software: str) -> bytes:
    """Return a return as XML.

    Args:
        one: The return; what is wrong with it is not looked at.
        made_on: Date of making, an attribute of every form.
        made_by: Who made it.
        software: With which program.
    """
    made = {"sakuseiDay": made_on.isoformat(), "sakuseiNM": made_by, "softNM": software}
    head = heading()
    root = etree.Element(_name("DATA"), nsmap={None: SHOTOKU, "gen": GENERAL, "kyo": KYOTSU})
    root.set("id", "DATA")
    procedure = _add(root, one.procedure, VR=head.procedure_version, id=one.procedure)
    _catalogue(procedure, [form.form for form in one.forms])
    contents = _add(procedure, "CONTENTS", id="CONTENTS")
    _heading(contents, one)
    for form in one.forms:
        _form(contents, form, made, set(one.heading))
    slip = {"VR": SENDING_SLIP_VERSION, "fid": SENDING_SLIP, "id": f"{SENDING_SLIP}-1", "page": "1"}
    etree.SubElement(contents, f"{{{KYOTSU}}}SOFUSHO", {**slip, **made})
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _name(local: str) -> str:
    return f"{{{SHOTOKU}}}{local}"


def _add(parent: _Element, local: str, **attributes: str) -> _Element:
    return etree.SubElement(parent, _name(local), attributes)


def _catalogue(procedure: _Element, forms: list[str]) -> None:
    catalogue = _add(procedure, "CATALOG", id="CATALOG")
    rdf = etree.SubElement(catalogue, f"{{{RDF}}}RDF", nsmap={"rdf": RDF})
    report = etree.SubElement(rdf, f"{{{RDF}}}description", id="REPORT")
    _add(report, "SEND_DATA")
    _described(_add(report, "IT_SEC"), "IT")
    sequence = etree.SubElement(_add(report, "FORM_SEC"), f"{{{RDF}}}Seq")
    for form in forms:
        _described(etree.SubElement(sequence, f"{{{RDF}}}li"), f"{form}-1")
    for section in EMPTY_SECTIONS:
        _add(report, section)
    _described(_add(report, "SOFUSHO_SEC"), f"{SENDING_SLIP}-1")
    for section in LAST_SECTIONS:
        _add(report, section)


def _described(parent: _Element, what: str) -> None:
    etree.SubElement(parent, f"{{{RDF}}}description", about=f"#{what}")


def _heading(contents: _Element, one: NationalReturn) -> None:
    head = heading()
    part = _add(contents, "IT", VR=head.heading_version, id="IT")
    for value in head.values:
        if value.name == "NENBUN":
            _procedure(part, one.procedure, head.procedure_title)
        if value.name in one.heading:
            element = _add(part, value.name, ID=value.name)
            named = SHOTOKU if value.type == "kubun" else GENERAL
            _fill(element, one.heading[value.name], value.type, named)


def _procedure(part: _Element, procedure: str, title: str) -> None:
    element = _add(part, "TETSUZUKI", ID="TETSUZUKI")
    _add(element, "procedure_CD").text = procedure
    _add(element, "procedure_NM").text = title


def _form(contents: _Element, form: ReturnForm, made: dict[str, str], named: set[str]) -> None:
    boxes, _ = form_map(form.form, form.version)
    first = {"VR": form.version, "id": f"{form.form}-1", "page": "1"}
    element = etree.SubElement(contents, _name(form.form), {**first, **made})
    for page in form.pages:
        sheet = _add(element, page.tag, page=page.tag.rpartition("-")[2])
        PageWriter(boxes, page, named).write(sheet)


class PageWriter:
    """Writes one page in the order of the form; groups without content are left out."""

    def __init__(self, boxes: FormMap, page: Page, named: set[str]) -> None:
        """Take the boxes, what stands in them, and the names that the heading holds."""
        self.page = page
        self.named = named
        self.below = boxes.below

    def write(self, sheet: _Element) -> None:
        """Write all boxes of the page below ``sheet``."""
        for element in self._elements(self.page.tag, self.page.values):
            sheet.append(element)

    def _elements(self, parent: str, values: Mapping[str, Value]) -> Iterator[_Element]:
        for box in self.below.get(parent, ()):
            if box.type == GROUP:
                rows = self.page.rows.get(box.tag, ()) if box.repeat != 1 else (values,)
                for row in rows:
                    yield from self._group(box.tag, row, keep=box.repeat != 1)
            elif box.tag in values:
                yield self._leaf(box, values[box.tag])

    def _group(self, tag: str, values: Mapping[str, Value], *, keep: bool) -> Iterator[_Element]:
        children = list(self._elements(tag, values))
        if children or keep:
            group = etree.Element(_name(tag))
            group.extend(children)
            yield group

    def _leaf(self, box: Box, value: Value) -> _Element:
        element = etree.Element(_name(box.tag))
        if box.idref and box.idref in self.named:
            element.set("IDREF", box.idref)
        else:
            _fill(element, value, box.type, GENERAL)
        return element


def _fill(element: _Element, value: Value, kind: str, namespace: str) -> None:
    parts = parts_of(value, kind)
    if isinstance(parts, str):
        element.text = parts
        return
    for name, text in parts:
        etree.SubElement(element, f"{{{namespace}}}{name}").text = text
