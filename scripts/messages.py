"""Collect the texts on screen into the translations, and say which lack one. `make messages` runs this."""

from iaktta.web.translations import TARGET, compile_catalogs, missing, po_file, update_catalog

collected = update_catalog()
compile_catalogs()
lacking = missing()
print(f"{TARGET}: {len(collected)} texter, {len(lacking)} utan översättning i {po_file()}")
for text in lacking:
    print(f"  {text}")
