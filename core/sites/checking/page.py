"""The report of a check: one page of HTML that holds all it needs, for the screen and for paper."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ...output import whole_file
from ...resources import RESOURCES, resource
from ..findings import ERROR, REMARK, REPAIRED, WARNING
from .figures import UNKNOWN, by_commune, by_field, by_rule, with_findings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    import pandas as pd

    from . import Checked

#: rows shown of what may be long; the table of findings has the rest
COMMUNES, SITES, FINDINGS_OF_SITE, LETTERS_OF_FINDING = 60, 500, 12, 240
#: a severity is told by a letter too, not by colour alone
LETTERS = {ERROR: "✖", WARNING: "▲", REPAIRED: "✔", REMARK: "●"}


def write_page(checked: Checked, path: str | Path, *, file: str, on: date, language: str = "fr") -> None:
    """Write the report of a check as one HTML file, whole or not at all.

    :param file: the name of the inventory, for the heading.
    :raises GisementError: those of :func:`core.output.whole_file`.
    """
    page = Page(checked, language).whole(file, on)
    with whole_file(path) as draft:
        draft.write_bytes(page.encode("utf-8", "replace"))


class Page:
    """The page of one check in one language; every text of the inventory is escaped."""

    def __init__(self, checked: Checked, language: str) -> None:
        self.checked = checked
        self.language = language
        self.table = checked.table(language)

    def whole(self, file: str, on: date) -> str:
        """Give the page as text."""
        style = (RESOURCES / "report" / "page.css").read_text(encoding="utf-8")
        head = self.text(
            "entete",
            fichier=file,
            date=on.strftime(self.text("date")),
            sites=self.number(len(self.checked.sites)),
        )
        return (
            f'<!DOCTYPE html>\n<html lang="{self.language}">\n<head>\n<meta charset="utf-8">\n'
            f"<title>{escape(self.text('titre'))}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
            f"<h1>{escape(self.text('titre'))}</h1>\n<p>{escape(head)}</p>\n"
            f"{self.figures()}{self.rules()}{self.communes()}{self.fields()}{self.sites()}"
            f'<p class="note">{escape(self.text("source"))}</p>\n</body>\n</html>\n'
        )

    def text(self, key: str, **facts: str) -> str:
        """Give a text of the page with its facts filled in; not escaped yet."""
        return str(resource("report/controle")[key][self.language]).format(**facts)

    def number(self, value: float) -> str:
        """Write a whole number as the language does."""
        return f"{int(value):,}".replace(",", self.text("milliers"))

    def figures(self) -> str:
        """Give the big figures, and what was done."""
        severities = self.table["gravite"].value_counts()
        repaired = self.checked.repaired
        mended = severities.get(REPAIRED, 0) if repaired else (self.table["reparable"] == "oui").sum()
        remaining = self.table["site_id"][
            (self.table["gravite"] == ERROR) & (self.table["reparable"] != "oui")
        ].nunique()
        shown = (
            ("sans_erreur", "", (self.checked.sites["nb_erreurs"] == 0).sum()),
            *(() if repaired else (("sans_erreur_apres", "", len(self.checked.sites) - remaining),)),
            ("erreurs", ERROR, severities.get(ERROR, 0)),
            ("avertissements", WARNING, severities.get(WARNING, 0)),
            ("reparations" if repaired else "reparables", REPAIRED, mended),
        )
        items = "".join(
            f'<li class="{kind}"><b>{self.number(count)}</b>{escape(self.text(key))}</li>\n'
            for key, kind, count in shown
        )
        done = self.text("note_repare" if repaired else "note_tel_quel")
        return f'<ul class="figures">\n{items}</ul>\n<p class="note">{escape(done)}</p>\n'

    def rules(self) -> str:
        """Give the table of the rules that were broken."""
        rows = by_rule(self.table)
        cells = (
            (
                self.severity(row.gravite),
                f"{escape(row.regle)}<br><code>{escape(row.code)}</code>",
                f"<code>{escape(row.champ)}</code>",
                self.number(row.nombre),
                self.number(row.reparables),
                escape(row.remede),
            )
            for row in rows.itertuples()
        )
        columns = ("gravite", "regle", "champ", "nombre", "reparables", "remede")
        body = self.grid(columns, cells, numbers=("nombre", "reparables")) if len(rows) else self.none()
        return self.part("par_regle", body)

    def communes(self) -> str:
        """Give the table of the municipalities with most errors."""
        rows = by_commune(self.checked)
        cells = (
            (
                " ".join(escape(str(text)) for text in (row.nom, row.code) if text != UNKNOWN) or UNKNOWN,
                *(self.number(count) for count in (row.sites, row.en_erreur, row.erreurs, row.avertissements)),
            )
            for row in rows.head(COMMUNES).itertuples()
        )
        counts = ("sites", "en_erreur", "erreurs", "avertissements")
        body = self.grid(("commune", *counts), cells, numbers=counts)
        return self.part("par_commune", body + self.more("autres_communes", len(rows) - COMMUNES))

    def fields(self) -> str:
        """Give how far each field of the standard is filled in, as bars."""
        items = ""
        for row in by_field(self.checked.sites).itertuples():
            percent = round(100 * row.part) if row.part in (0, 1) else min(max(round(100 * row.part), 1), 99)
            mark, kind = (" ●", ' class="required"') if row.obligatoire else ("", "")
            share = escape(self.text("pourcent", part=str(percent)))
            items += (
                f'<li{kind}><span class="name"><code>{escape(row.champ)}</code>{mark}</span>'
                f'<span class="bar"><span style="width:{percent}%"></span></span>'
                f'<span class="share">{share}</span></li>\n'
            )
        note = f'<p class="note">{escape(self.text("note_champ"))}</p>\n'
        return self.part("par_champ", f'{note}<ul class="fields">\n{items}</ul>\n')

    def sites(self) -> str:
        """Give the sites with their findings, those with most errors first."""
        concerned = with_findings(self.checked, SITES)
        all_of_them = self.table["site_id"].dropna().nunique()
        found = dict(list(self.table[self.table["site_id"].isin(concerned.index)].groupby("site_id")))
        general = self.table[self.table["site_id"].isna()]
        cells = [] if general.empty else [(escape(self.text("fichier_entier")), self.found(general))]
        for site, name, commune in zip(concerned.index, concerned["nom"], concerned["commune"]):
            told = " · ".join(escape(text) for text in (name, commune) if text is not None)
            cells.append((f"<b>{escape(str(site))}</b><br>{told}", self.found(found[site])))
        body = self.grid(("site", "constats"), cells) if cells else self.none()
        return self.part("par_site", body + self.more("autres_sites", all_of_them - len(concerned)))

    def found(self, table: pd.DataFrame) -> str:
        """Give the findings of one site as a list."""
        items = ""
        for row in table.head(FINDINGS_OF_SITE).itertuples():
            told = "" if row.correction is None else shortened(row.correction) or self.text("vide")
            correction = escape(self.text("correction", valeur=told)) if told else ""
            items += f"<li>{self.severity(row.gravite)} {escape(shortened(row.message))} {correction}</li>\n"
        left = len(table) - FINDINGS_OF_SITE
        return f'<ul class="found">\n{items}{f"<li>… +{left}</li>" if left > 0 else ""}</ul>'

    def severity(self, severity: str) -> str:
        """Give a severity with its sign."""
        return f'<span class="severity {severity}">{LETTERS[severity]} {escape(self.text(severity))}</span>'

    def none(self) -> str:
        """Say that there is nothing to list."""
        return f"<p>{escape(self.text('aucun'))}</p>\n"

    def more(self, key: str, count: int) -> str:
        """Say how many are not listed."""
        return f'<p class="note">{escape(self.text(key, nombre=self.number(count)))}</p>\n' if count > 0 else ""

    def part(self, title: str, body: str) -> str:
        """Give a part of the page under its title."""
        return f"<h2>{escape(self.text(title))}</h2>\n{body}"

    def grid(self, columns: Iterable[str], rows: Iterable[tuple[str, ...]], numbers: Iterable[str] = ()) -> str:
        """Give a table; its cells are HTML already."""
        kinds = [f' class="{"number" if column in numbers else column}"' for column in columns]
        head = "".join(f"<th{kind}>{escape(self.text('col_' + c))}</th>" for kind, c in zip(kinds, columns))
        body = "".join(
            "<tr>" + "".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(kinds, row)) + "</tr>\n" for row in rows
        )
        first = next(iter(columns))
        return f'<table class="{first}">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n'


def shortened(text: str) -> str:
    """Give the beginning of a text too long for the page; the table of findings has the whole."""
    return text if len(text) <= LETTERS_OF_FINDING else f"{text[: LETTERS_OF_FINDING - 1]}…"
