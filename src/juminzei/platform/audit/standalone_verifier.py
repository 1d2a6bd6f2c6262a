"""Verifies an exported record of acts, trusting nothing but this file.

``python standalone_verifier.py EXPORT [--saved DIR] [--key ID]`` checks every record, the
chain, the tree of RFC 6962 and each signed checkpoint of a folder that ``juminzei audit
export`` wrote. ``--saved`` names a folder of checkpoints kept elsewhere, ``--key`` the key
that is trusted, as it stands on paper. Given a file instead of a folder, it checks the proof
in it. Ends with 0 when all is well and with 2 when it is not. Needs Python 3.11 and the
package ``cryptography``, and nothing of the system that it checks.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WELL, WRONG = 0, 2
FEW = 20
"""So many problems are told; the rest are counted."""


def node(left: bytes, right: bytes) -> bytes:
    """Hash two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A growing tree: the roots of its whole subtrees."""

    def __init__(self, size: int = 0, roots: list[bytes] | None = None) -> None:
        """Begin with no leaf, or where a tree of ``size`` leaves left off."""
        self.size = size
        self.roots = roots or []

    def add(self, one: bytes) -> None:
        """Add a leaf hash."""
        size = self.size
        while size % 2:
            one = node(self.roots.pop(), one)
            size //= 2
        self.roots.append(one)
        self.size += 1

    def root(self) -> str:
        """Return the root as it is now."""
        if not self.roots:
            return hashlib.sha256(b"").hexdigest()
        found = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            found = node(left, found)
        return found.hex()


class Statement:
    """A signed line: what it says, word by word, and by whom."""

    def __init__(self, line: str, place: str) -> None:
        """Read one line of JSON; ``place`` says where it stood."""
        told = json.loads(line)
        self.text, self.signature, self.place = (
            str(told["statement"]),
            str(told["signature"]),
            place,
        )
        self.said = dict(row.partition(" ")[::2] for row in self.text.splitlines()[1:])

    def number(self, name: str) -> int:
        """Return what it says under ``name``, as a number."""
        return int(self.said[name])

    def signed_by(self, public_key: str) -> bool:
        """Return whether the signature is that key's."""
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
            key.verify(bytes.fromhex(self.signature), self.text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


def trusted_keys(keys: list[Statement], anchor: str | None, problems: list[str]) -> list[Statement]:
    """Return the keys that the first one, or ``anchor``, vouches for, in their order."""
    good: list[Statement] = []
    for key in keys:
        public, by = key.said["public"], good[-1] if good else key
        named = hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16] == key.said["key"]
        after = good[-1].said["key"] if good else "-"
        if not (named and key.said["after"] == after and key.signed_by(by.said["public"])):
            problems.append(f"署名鍵 {key.said['key']} は、前の鍵によって認められていません。")
        good.append(key)
    if anchor and anchor not in {key.said["key"] for key in good}:
        problems.append(f"信頼する署名鍵 {anchor} が書出しの中にありません。")
    return good


def called(one: Statement) -> str:
    """Return what a checkpoint is called when it is told of."""
    return f"検証点 {one.said['number']}（{one.place}）"


def check_signature(one: Statement, keys: list[Statement], problems: list[str]) -> None:
    """Check that a checkpoint is signed by the key of its time."""
    held = [key for key in keys if key.number("from") <= one.number("number")]
    if not held or held[-1].said["key"] != one.said["key"]:
        problems.append(
            f"検証点 {one.said['number']}（{one.place}）の署名鍵は、その時の鍵ではありません。"
        )
    elif not one.signed_by(held[-1].said["public"]):
        problems.append(f"{called(one)}の署名が正しくありません。")


def statements(path: Path) -> list[Statement]:
    """Read a file of signed lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Statement(line, path.name) for line in lines if line]


def verify_export(folder: Path, saved: Path | None, anchor: str | None) -> tuple[int, list[str]]:
    """Check a whole export; return how many records it holds and what is wrong."""
    problems: list[str] = []
    keys = trusted_keys(statements(folder / "keys.jsonl"), anchor, problems)
    waiting = statements(folder / "checkpoints.jsonl")
    tree, previous, first = Tree(), "0" * 64, 1
    if (folder / "start.json").exists():
        start = statements(folder / "start.json")[0]
        tree, previous = begun(folder / "start.json"), start.said["head"]
        first = start.number("number") + 1
        waiting.insert(0, start)
    for place, one in enumerate(waiting[first > 1 :], first):
        if one.number("number") != place:
            problems.append(f"検証点 {place} がありません。")
            break
    for path in sorted(saved.glob("*/checkpoint-*.json")) if saved else []:
        waiting += statements(path)
    for one in waiting:
        check_signature(one, keys, problems)
    waiting = [one for one in waiting if one.number("size") >= tree.size]
    waiting.sort(key=lambda one: one.number("size"))
    count = -tree.size
    compare_now(waiting, tree, previous, problems)
    with gzip.open(folder / "records.jsonl.gz", "rt", encoding="utf-8") as lines:
        for expected, line in enumerate(lines, tree.size + 1):
            record = json.loads(line)
            problems += record_problems(record, expected, previous)
            previous = record["digest"]
            tree.add(bytes.fromhex(previous))
            compare_now(waiting, tree, previous, problems)
    for one in waiting:
        problems.append(
            f"{called(one)}の時点で {one.said['size']} 件あった操作記録が、"
            f"{tree.size} 件しかありません。"
        )
    return count + tree.size, problems


def begun(path: Path) -> Tree:
    """Return the tree where an export begins that goes on from an earlier one."""
    told = json.loads(path.read_text(encoding="utf-8"))
    size = Statement(json.dumps(told), path.name).number("size")
    return Tree(size, [bytes.fromhex(root) for root in told["roots"]])


def compare_now(waiting: list[Statement], tree: Tree, head: str, problems: list[str]) -> None:
    """Compare every checkpoint that was made of the tree as it is now."""
    while waiting and waiting[0].number("size") == tree.size:
        compare(waiting.pop(0), tree.root(), head, problems)


def record_problems(record: dict[str, str], expected: int, previous: str) -> list[str]:
    """Return what is wrong with one record at its place."""
    problems = []
    sequence = json.loads(record["content"])["sequence"]
    if sequence != expected:
        problems.append(f"通番 {expected} の場所に、通番 {sequence} の操作記録があります。")
    if record["previous"] != previous:
        problems.append(f"通番 {sequence} の操作記録が、直前の記録とつながっていません。")
    if digest_of(record) != record["digest"]:
        problems.append(f"通番 {sequence} の操作記録が書き換えられています。")
    return problems


def digest_of(record: dict[str, str]) -> str:
    """Return the digest that a record has to have: its leaf hash in the tree."""
    return hashlib.sha256(f"\0{record['previous']}\n{record['content']}".encode()).hexdigest()


def compare(one: Statement, root: str, head: str, problems: list[str]) -> None:
    """Compare a checkpoint with the tree as it was then."""
    if (one.said["root"], one.said["head"]) != (root, head):
        problems.append(
            f"通番 {one.said['size']} までの操作記録が、{called(one)}と一致しません。"
            f"検証点の根 {one.said['root']}、書出しの根 {root}。"
        )


def verify_proof(path: Path, saved: Path | None, anchor: str | None) -> list[str]:
    """Check a proof; return what is wrong."""
    proof = json.loads(path.read_text(encoding="utf-8"))
    problems: list[str] = []
    keys = [Statement(json.dumps(one), path.name) for one in proof["keys"]]
    keys = trusted_keys(keys, anchor, problems)
    points = [Statement(json.dumps(one), path.name) for one in proof["checkpoints"]]
    for one in points:
        check_signature(one, keys, problems)
        if saved and not kept(one, saved):
            problems.append(f"検証点 {one.said['number']} は、保存された検証点にありません。")
    steps = [bytes.fromhex(step) for step in proof["path"]]
    if proof["kind"] == "inclusion":
        record = proof["record"]
        place = int(json.loads(record["content"])["sequence"]) - 1
        if digest_of(record) != record["digest"]:
            problems.append("操作記録が書き換えられています。")
        elif not includes(bytes.fromhex(record["digest"]), place, points[0], steps):
            problems.append("操作記録が検証点の木にあることを証明できません。")
    elif not consistent(points[0], points[1], steps):
        problems.append("後の検証点が前の検証点に加えただけであることを証明できません。")
    return problems


def kept(one: Statement, saved: Path) -> bool:
    """Return whether the very same checkpoint lies in the folder of saved ones."""
    name = f"checkpoint-{one.number('number'):012d}.json"
    return any(Statement(p.read_text(), name).text == one.text for p in saved.glob(f"*/{name}"))


def includes(found: bytes, place: int, point: Statement, steps: list[bytes]) -> bool:
    """Check an inclusion proof (RFC 9162, 2.1.3.2)."""
    last = point.number("size") - 1
    if not 0 <= place <= last:
        return False
    for step in steps:
        if last == 0:
            return False
        if place % 2 or place == last:
            found = node(step, found)
            while place and not place % 2:
                place, last = place // 2, last // 2
        else:
            found = node(found, step)
        place, last = place // 2, last // 2
    return last == 0 and found.hex() == point.said["root"]


def consistent(old: Statement, new: Statement, steps: list[bytes]) -> bool:
    """Check a consistency proof (RFC 9162, 2.1.4.2)."""
    size, roots = old.number("size"), (old.said["root"], new.said["root"])
    place, last = size - 1, new.number("size") - 1
    if place == last:
        return not steps and roots[0] == roots[1]
    if not 0 <= place < last or not steps:
        return False
    if size & (size - 1) == 0:
        steps = [bytes.fromhex(roots[0]), *steps]
    while place % 2:
        place, last = place // 2, last // 2
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            before, after = node(step, before), node(step, after)
            while place and not place % 2:
                place, last = place // 2, last // 2
        else:
            after = node(after, step)
        place, last = place // 2, last // 2
    return last == 0 and (before.hex(), after.hex()) == roots


def main() -> int:
    """Read the command line, check, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("export", type=Path, help="folder of an export, or file of a proof")
    parser.add_argument("--saved", type=Path, help="folder of checkpoints kept elsewhere")
    parser.add_argument("--key", help="ID of the key that is trusted")
    given = parser.parse_args()
    try:
        if given.export.is_dir():
            count, problems = verify_export(given.export, given.saved, given.key)
            well = f"操作記録 {count:,} 件に改ざんは見つかりませんでした。"
        else:
            problems, well = (
                verify_proof(given.export, given.saved, given.key),
                "証明は正しいです。",
            )
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        problems, well = [f"読み取れません（{type(error).__name__}: {error}）。"], ""
    told = problems[:FEW] + ([f"ほか {len(problems) - FEW} 件"] if len(problems) > FEW else [])
    sys.stdout.write("\n".join(told or [well]) + "\n")
    return WRONG if problems else WELL


if __name__ == "__main__":
    sys.exit(main())
