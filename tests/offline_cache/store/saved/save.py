#!/usr/bin/env python3
"""Writes a store as it was at a version of its schema, as SQL, to standard output.

  save.py VERSION FILE:NAME...  the migrations, oldest first: file and name of the constant, as
                                they are in the release that had that version

The files beside this script were made once each and never change: they stand for what
terminals in the field have. When a migration is added, save the version before it.
"""
import hashlib
import re
import sqlite3
import sys

INCARNATION = bytes.fromhex("019aa0000000700080000000000000aa")
CREATED = 1763776860000  # 2025-11-22T10:01:00+08:00


def uuid_text(raw):
    text = raw.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def chain_hash(sequence, item, content, previous):
    """kiosk/protocol/chain.cpp"""
    return hashlib.sha256(
        f"linli-chain-v1\nterminal: 0417\nincarnation: {uuid_text(INCARNATION)}\n"
        f"sequence: {sequence}\nitem: {uuid_text(item)}\ncontent: {content.hex()}\n"
        f"previous: {previous.hex()}\n".encode()).digest()


def insert(database, table, **row):
    database.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES"
                     f" ({', '.join('?' * len(row))})", tuple(row.values()))


def add_items(database, version):
    previous = bytes(32)
    last = "stored" if version < 8 else "exported"
    for sequence, state in enumerate(("accepted", "stored", "quarantined", last), 1):
        item = bytes.fromhex(f"019aa00000007000900000000000000{sequence}")
        sealed = b"sealed manifest %d" % sequence
        content = hashlib.sha256(sealed).digest()
        link = chain_hash(sequence, item, content, previous)
        part = b"sealed part %d" % sequence
        rows = [
            ("outbox_item", dict(
                id=item, terminal="0417", incarnation=INCARNATION, sequence=sequence,
                previous=previous, content=content, chain_hash=link,
                receipt_number=f"LS-0417-2511-000{sequence}", service="temporary_relief",
                state=state, sealed_manifest=sealed, created_earliest=CREATED,
                created_latest=CREATED + 10)),
            ("outbox_part", dict(
                item=item, number=1, field="signature", content_type="image/svg+xml", sealed=part,
                size=len(part), sha256=hashlib.sha256(part).digest(),
                upload_offset=len(part) if state == "accepted" else 0))]
        if version >= 7:
            rows[0][1]["yields"] = 0
        # An item's bytes are counted when it comes; from version 6 on its parts are there before.
        for table, row in rows if version < 6 else reversed(rows):
            insert(database, table, **row)
        if state == "accepted":
            insert(database, "acceptance", item=item, chain_head=link, accepted_at=CREATED + 5000,
                   signature=bytes(64))
        if state == "exported":
            insert(database, "exported_item", item=item, at=CREATED + 6000)
        previous = link
    insert(database, "meta", only=1, incarnation=INCARNATION, terminal="0417", sequence=4,
           chain_head=previous, salt=bytes(range(32)))
    insert(database, "receipt_count", prefix="LS", month="2511", count=4)


def add_people(database, version):
    insert(database, "draft", name=bytes(32), sealed=b"draft", stored_at=CREATED)
    if version >= 2:
        insert(database, "set_aside", item=bytes.fromhex("019aa000000070009000000000000003"),
               reason="technical", staff="1001", at_earliest=CREATED, at_latest=CREATED + 10)
    if version >= 3:
        insert(database, "staff", number="1001", name="李静", role="clerk", salt=bytes(16),
               hash=bytes(32))


def main():
    version = int(sys.argv[1])
    scripts = []
    for argument in sys.argv[2:]:
        name, constant = argument.split(":")
        scripts.append(re.search(constant + r' = R"sql\((.*?)\)sql"', open(name).read(),
                                 re.S).group(1))
    database = sqlite3.connect(":memory:")
    for script in scripts[:version]:
        database.executescript(script)
    add_items(database, version)
    add_people(database, version)
    # Triggers last: what is stored has been counted.
    lines = list(database.iterdump())
    triggers = [line for line in lines if line.startswith("CREATE TRIGGER")]
    rest = [line for line in lines
            if line not in triggers and line not in ("BEGIN TRANSACTION;", "COMMIT;")]
    print("\n".join(rest + triggers))
    print(f"PRAGMA user_version = {version};")


main()
