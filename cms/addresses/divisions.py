"""The state's list of provinces and communes, as it comes with the portal."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

# The day the list took effect; the file says where it comes from.
VALID_FROM = date(2025, 7, 1)
_LIST = Path(__file__).parent / "data" / "divisions-2025-07-01.csv"


@dataclass(frozen=True)
class Row:
    """One division; `province` is the code of the province a commune belongs to, "" for provinces."""

    code: str
    name: str
    province: str


def read_list() -> Iterator[Row]:
    """Every province, each followed by its communes."""
    province = ""
    with _LIST.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for line in csv.DictReader(lines):
            if line["level"] == "P":
                province = line["code"]
                yield Row(line["code"], line["name"], "")
            else:
                yield Row(line["code"], line["name"], province)


def load(province_model, commune_model) -> None:
    """Add the rows of the list that the database does not hold yet; what editors changed stays as it is."""
    rows = list(read_list())
    province_model.objects.bulk_create(
        [province_model(code=row.code, name=row.name, valid_from=VALID_FROM) for row in rows if not row.province],
        ignore_conflicts=True,
    )
    ids = dict(province_model.objects.values_list("code", "pk"))
    commune_model.objects.bulk_create(
        [
            commune_model(code=row.code, name=row.name, valid_from=VALID_FROM, province_id=ids[row.province])
            for row in rows
            if row.province
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
