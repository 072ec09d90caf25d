"""Write the table of settings into docs/drift.md. Run after a change of `settings_table.py`."""

from pathlib import Path

from iaktta.settings_table import as_markdown

GUIDE = Path(__file__).resolve().parent.parent / "docs" / "drift.md"
BEGINS, ENDS = "<!-- inställningar: början -->\n", "<!-- inställningar: slut -->"


def main() -> None:
    """Replace what stands between the two marks."""
    before, _, rest = GUIDE.read_text(encoding="utf-8").partition(BEGINS)
    after = rest.partition(ENDS)[2]
    GUIDE.write_text(f"{before}{BEGINS}\n{as_markdown()}\n{ENDS}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
