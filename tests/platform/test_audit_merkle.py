"""The Merkle tree of RFC 6962: its public vectors, and proofs that bear no change."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.platform.audit.merkle import (
    EMPTY,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    subtree_of,
)
from juminzei.platform.audit.proof_checks import consistent, includes

ENTRIES = [
    bytes.fromhex(text)
    for text in (
        *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""The leaves of the test tree that Certificate Transparency's own programs are tested with."""

ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
INCLUSION = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
}
CONSISTENCY = {
    (1, 8): INCLUSION[0, 8],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


def tree(leaves: list[bytes]) -> Frontier:
    grown = Frontier()
    grown.extend(leaves)
    return grown


def recursive_root(leaves: list[bytes]) -> bytes:
    """Return the root as the RFC's own words define it."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(recursive_root(leaves[:half]), recursive_root(leaves[half:]))


def made_up(count: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(count)]


@pytest.mark.parametrize("size", ROOTS)
def test_roots_are_those_of_the_public_vectors(size: int) -> None:
    assert tree(LEAVES[:size]).root().hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_proofs_are_those_of_the_public_vectors(index: int, size: int) -> None:
    path = inclusion_proof(index, size, subtree_of(LEAVES))
    assert [step.hex() for step in path] == INCLUSION[index, size]


@pytest.mark.parametrize(("old", "size"), CONSISTENCY)
def test_consistency_proofs_are_those_of_the_public_vectors(old: int, size: int) -> None:
    path = consistency_proof(old, size, subtree_of(LEAVES))
    assert [step.hex() for step in path] == CONSISTENCY[old, size]


def test_an_empty_tree_has_the_root_of_nothing() -> None:
    assert Frontier().root() == EMPTY == bytes.fromhex(ROOTS[0])


@given(st.integers(0, 300), st.integers(0, 300))
def test_a_tree_may_grow_in_any_pieces(first: int, then: int) -> None:
    leaves = made_up(first + then)
    before = tree(leaves[:first])
    going_on = Frontier(before.size, before.roots)
    going_on.extend(leaves[first:])
    assert going_on.root() == recursive_root(leaves)


@given(st.integers(0, 40), st.integers(0, 4))
def test_whole_subtrees_are_added_as_their_leaves_would_be(count: int, height: int) -> None:
    wide = 1 << height
    leaves = made_up((count + 1) * wide)
    grown = tree(leaves[: count * wide])
    grown.append_subtree(tree(leaves[count * wide :]).root(), height)
    assert (grown.root(), grown.size) == (recursive_root(leaves), len(leaves))


def test_a_subtree_that_would_stand_askew_is_refused() -> None:
    with pytest.raises(ValueError, match="no subtree of height 1 begins at leaf 3"):
        tree(made_up(3)).append_subtree(EMPTY, 1)


def test_a_frontier_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="has 2 whole subtrees"):
        Frontier(3, [EMPTY])


@given(st.data())
def test_every_leaf_is_proved_and_no_altered_proof_of_it_passes(data: st.DataObject) -> None:
    """T-L08: each element of an inclusion proof."""
    size = data.draw(st.integers(1, 130))
    index = data.draw(st.integers(0, size - 1))
    leaves = made_up(size)
    proof = {
        "leaf": leaves[index],
        "index": index,
        "size": size,
        "path": inclusion_proof(index, size, subtree_of(leaves)),
        "root": tree(leaves).root(),
    }
    assert includes(**proof)  # type: ignore[arg-type]  # as a file would give them
    assert not includes(**changed(data, proof, {"index": size, "size": 200}))  # type: ignore[arg-type]  # the same


@given(st.data())
def test_growth_is_proved_and_no_altered_proof_of_it_passes(data: st.DataObject) -> None:
    """T-L08: each element of a consistency proof."""
    size = data.draw(st.integers(1, 130))
    old = data.draw(st.integers(1, size))
    leaves = made_up(size)
    proof = {
        "old_size": old,
        "new_size": size,
        "path": consistency_proof(old, size, subtree_of(leaves)),
        "old_root": tree(leaves[:old]).root(),
        "new_root": tree(leaves).root(),
    }
    assert consistent(**proof)  # type: ignore[arg-type]  # as a file would give them
    assert not consistent(**changed(data, proof, {}))  # type: ignore[arg-type]  # the same


def changed(
    data: st.DataObject, proof: dict[str, object], numbers: dict[str, int]
) -> dict[str, object]:
    """Return ``proof`` with one hash of it, its path or a number changed."""
    path = proof["path"]
    assert isinstance(path, list)
    hashes = [name for name, value in proof.items() if isinstance(value, bytes)]
    ways = [*hashes, *numbers, "longer"] + (["step", "shorter"] if path else [])
    ways += ["swapped"] if len(set(path)) > 1 else []
    way = data.draw(st.sampled_from(ways))
    if way in hashes:
        return {**proof, way: other(data, proof[way])}
    if way in numbers:
        wrong = data.draw(st.integers(0, numbers[way]).filter(lambda n: n != proof[way]))
        if way == "size" and same_path_for(proof, wrong):
            return {**proof, "root": other(data, proof["root"])}
        return {**proof, way: wrong}
    place = data.draw(st.integers(0, len(path) - 1)) if path else 0
    steps = {
        "longer": [*path, EMPTY],
        "step": [*path[:place], other(data, (path or [EMPTY])[place]), *path[place + 1 :]],
        "shorter": path[:place] + path[place + 1 :],
        "swapped": path[::-1] if path != path[::-1] else [*path[1:], *path[:1]],
    }
    return {**proof, "path": steps[way]}


def same_path_for(proof: dict[str, object], size: int) -> bool:
    """Return whether a tree of another size has the same shape around the leaf.

    A path alone does not tell such sizes apart; the signed checkpoint does.
    """
    return includes(**{**proof, "size": size})  # type: ignore[arg-type]  # as a file would give them


def other(data: st.DataObject, value: object) -> bytes:
    assert isinstance(value, bytes)
    place = data.draw(st.integers(0, len(value) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    return value[:place] + bytes([value[place] ^ bit]) + value[place + 1 :]


def test_what_is_not_there_cannot_be_proved() -> None:
    with pytest.raises(ValueError, match="leaf 3 is not in a tree of 3"):
        inclusion_proof(3, 3, subtree_of(LEAVES))
    with pytest.raises(ValueError, match="no earlier tree of 4"):
        consistency_proof(4, 3, subtree_of(LEAVES))
    assert not includes(leaf=EMPTY, index=0, size=0, path=[], root=EMPTY)
    assert not consistent(old_size=0, new_size=3, path=[], old_root=EMPTY, new_root=EMPTY)
