"""The command `iaktta`, whose commands are imported one by one when they are asked for."""

from __future__ import annotations

import io
import os
import sys

from iaktta.cli.group import Group
from iaktta.cli.swedish import speak_swedish

speak_swedish()
# Settings are read when a command first asks for one; only what needs the register sets Django up.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iaktta.settings")

iaktta = Group(
    name="iaktta",
    help="Läs kommunala rapporter, för in dem i registret och visa det i webbläsaren.",
    commands_at={
        "read": ("iaktta.cli.read:read_command", "Läs en rapport och visa vad den säger."),
        "import": ("iaktta.cli.importing:import_command", "Läs rapporter och för in dem i registret."),
        "serve": ("iaktta.cli.serve:serve_command", "Starta webbplatsen, bakgrundsarbetet och schemat."),
        "begin": (
            "iaktta.cli.begin:begin_command",
            "Lägg upp en organisation och dess första administratör.",
        ),
        "settings": ("iaktta.cli.settings:settings_command", "Visa inställningarna, med vad som gäller nu."),
        "backup": ("iaktta.cli.backup:backup_command", "Skriv en säkerhetskopia av allt till en fil."),
        "restore": ("iaktta.cli.backup:restore_command", "Lägg in en säkerhetskopia i en tom installation."),
        "demo": ("iaktta.cli.demo:demo_command", "Gör demonstrationen: Granviks kommun med rapporter."),
        "verify": ("iaktta.cli.verify:verify_command", "Kontrollera att inget har ändrats utan händelse."),
        "anchor": ("iaktta.cli.verify:anchor_command", "Signera läget och skriv det till ankarfilen."),
        "manage": ("iaktta.cli.manage:manage_command", "Kör ett av Djangos egna kommandon."),
    },
)


def main() -> None:
    """Run the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows a question mark rather than stop the work.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    iaktta.main(prog_name="iaktta")
