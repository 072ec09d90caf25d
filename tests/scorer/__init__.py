"""How much of a careful reader's gold a reading has, leaf by leaf, and whether its places hold."""
