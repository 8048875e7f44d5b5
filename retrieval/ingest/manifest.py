"""What changed between the files that are there and those that the library holds. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths by what happened to them; each is in exactly one."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def compare(found: Mapping[str, str], known: Mapping[str, str]) -> Changes:
    """Both map a path to the digest of its content and metadata."""
    return Changes(
        added=tuple(sorted(found.keys() - known.keys())),
        changed=tuple(sorted(path for path in found.keys() & known if found[path] != known[path])),
        removed=tuple(sorted(known.keys() - found.keys())),
        unchanged=tuple(sorted(path for path in found.keys() & known if found[path] == known[path])),
    )
