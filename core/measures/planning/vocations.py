"""What each planning zone is for: from its codes, its type and its words, or as the territory itself says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from ...errors import GisementError
from ...folding import plain
from ...resources import resource
from ...territory.words import plain_texts, said_as, unspoilt
from .wording import each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ...territory.sources import Source

#: fields of a zone that its vocation rests on
FIELDS = ("libelle", "libelong", "typezone", "formdomi", "destdomi", "destoui", "destnon", "idurba")
#: digits of the older codes of main use (DESTDOMI); the newer ones have twice as many
SHORT = 2


def kinds(zones: pd.DataFrame, *, by_label: bool = True) -> pd.Series:
    """Give the type of each zone (U, AUc, A, N, ZC…): as it says, else as its label begins, else None.

    :param by_label: whether the labels are those of the plan, not words of an inventory.
    """
    said = resource("measures/planning")["typezones"]
    names = [*said["zone_u"], *said["neutres"]]
    kind = said_as(_column(zones, "typezone"), {name: name for name in names}, None)
    label = _column(zones, "libelle").fillna("").astype(str).str.strip()
    for rule in said["libelles"] if by_label else ():
        kind = kind.mask(kind.isna() & label.str.contains(rule["motif"], regex=True), rule["typezone"])
    return kind.where(kind.notna(), None)


def vocations(zones: pd.DataFrame, order: list[str], kind: pd.Series, source: Source | None = None) -> pd.Series:
    """Give the vocation of each zone; None where nothing tells it.

    :param zones: rows with some of :data:`FIELDS`.
    :param order: names of what may tell the use of a zone, the first to tell it wins
        (``zonage.ordre`` of `resources/measures/planning.json`).
    :param kind: the type of each zone, see :func:`kinds`.
    :param source: where the zones come from, whose own rules win over all others.
    :raises GisementError: ``vocation_unknown`` for a rule of the territory that names none there is.
    """
    said = resource("measures/planning")
    use, forbidden = _uses(zones, order, kind), _forbids_industry(zones)
    vocation = pd.Series(None, index=zones.index, dtype=object)
    for rule in reversed(said["vocations"]):
        holds = kind.isin(rule["typezone"])
        if "usage" in rule:
            named = [word for word in rule["usage"] if word is not None]
            holds &= use.isin(named) | (use.isna() & (None in rule["usage"]))
        if rule.get("interdite"):
            holds &= forbidden
        vocation = vocation.mask(holds, rule["vocation"])
    return _by_the_territory(zones, source, vocation)


def _column(zones: pd.DataFrame, name: str) -> pd.Series:
    if name not in zones:
        return pd.Series(None, index=zones.index, dtype=object)
    return zones[name].astype(object).where(zones[name].notna(), None)


def _uses(zones: pd.DataFrame, order: list[str], kind: pd.Series) -> pd.Series:
    said = resource("measures/planning")["usages"]
    usual = set(said["destdomi_par_defaut"])
    tellers: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
        "formdomi": lambda rows: each(_column(rows, "formdomi"), lambda code: _of_code(code, "formdomi")),
        "formdomi_inventaire": lambda rows: each(
            _column(rows, "formdomi"), lambda code: _of_code(code, "formdomi", but=usual)
        ),
        "destdomi": lambda rows: each(_column(rows, "destdomi"), lambda code: _of_code(code, "destdomi", but=usual)),
        "destdomi_par_defaut": lambda rows: each(_column(rows, "destdomi"), lambda code: _of_code(code, "destdomi")),
        "destoui": lambda rows: each(_column(rows, "destoui"), _of_destinations),
        "typezone": lambda rows: kind.map(said["typezone"]),
        "mots": lambda rows: _by_words(_column(rows, "libelle"), _column(rows, "libelong")),
    }
    use = pd.Series(None, index=zones.index, dtype=object)
    for name in order:
        use = use.where(use.notna(), tellers[name](zones))
    return use.where(use.notna(), None)


def _of_code(value: Any, column: str, but: Iterable[str] = ()) -> str | None:
    """Read a code of main use, whose leading zero files drop ("202"), and that inventories write in words.

    :param but: codes that tell nothing here.
    """
    text = str(value).split(".")[0].strip()
    if not text.isdigit():
        return _of_words(plain(unspoilt(text)))
    meanings = resource("measures/planning")["usages"][column if len(text) > SHORT else "destdomi"]
    text = text.zfill(2 * SHORT if len(text) > SHORT else SHORT)
    found = next((text[:length] for length in range(len(text), 1, -1) if text[:length] in meanings), None)
    return None if found is None or text in but else meanings[found]


def _codes(value: Any) -> set[str]:
    """Read the codes of destinations that stand in one text: "51-52", "51;52"."""
    return set(re.findall(r"\d{2}", str(value)))


def _of_destinations(value: Any) -> str | None:
    """Read the destinations that a zone admits."""
    said, codes = resource("measures/planning")["usages"], _codes(value)
    industry, homes = (bool(codes & set(said[f"destoui_{what}"])) for what in ("industrie", "habitation"))
    if industry:
        return "mixte" if homes else "activité"
    meant = {said["destoui"].get(code) for code in codes} - {None}
    return meant.pop() if len(meant) == 1 else "mixte" if meant else None


def _forbids_industry(zones: pd.DataFrame) -> pd.Series:
    said = resource("measures/planning")["usages"]
    forbidden = set(said["destnon_industrie"])
    texts = _joined(_column(zones, "libelle"), _column(zones, "libelong"))
    excluded = each(texts, lambda text: re.search(said["mots_industrie"], _parted(text)[1]) is not None).eq(True)
    admitted = each(_column(zones, "destoui"), lambda value: bool(_codes(value) & forbidden)).eq(True)
    return (
        each(_column(zones, "destnon"), lambda value: bool(_codes(value) & forbidden)).eq(True) & ~admitted | excluded
    )


def _by_words(*columns: pd.Series) -> pd.Series:
    return each(_joined(*columns), _of_words)


def _joined(*columns: pd.Series) -> pd.Series:
    texts = plain_texts(columns[0])
    for column in columns[1:]:
        texts = texts + " " + plain_texts(column)
    return texts


def _parted(text: str) -> tuple[str, str]:
    """Give what a text in plain letters says, and what it excludes."""
    excluded = []
    for pattern in resource("measures/planning")["usages"]["mots_exclus"]:
        excluded += [found[0] for found in re.finditer(pattern, text)]
        text = re.sub(pattern, " ", text)
    return text, " ".join(excluded)


def _of_words(text: str) -> str | None:
    """Give the one use that a text in plain letters names and does not exclude; None for none, or for several."""
    text = _parted(text)[0]
    for rank in resource("measures/planning")["usages"]["mots"]:
        named = [use for use, words in rank.items() if re.search("|".join(words), text)]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def _by_the_territory(zones: pd.DataFrame, source: Source | None, vocation: pd.Series) -> pd.Series:
    """Let the rules of the territory win: each names a vocation, and what the label or the document must match."""
    choices = list(dict.fromkeys(rule["vocation"] for rule in resource("measures/planning")["vocations"]))
    for rule in reversed(source.vocations if source is not None else ()):
        if rule["vocation"] not in choices:
            role = source.role if source else ""
            raise GisementError("vocation_unknown", role=role, value=rule["vocation"], choices=" ; ".join(choices))
        holds = pd.Series(True, index=zones.index)
        for name, pattern in rule.items():
            if name != "vocation":
                holds &= each(_column(zones, name), _matches(pattern)).eq(True)
        vocation = vocation.mask(holds, rule["vocation"])
    return vocation.where(vocation.notna(), None)


def _matches(pattern: str) -> Callable[[Any], bool]:
    return lambda value: re.search(pattern, unspoilt(str(value))) is not None
