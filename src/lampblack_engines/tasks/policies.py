"""Files left in a provider's storage by its leave: a policy is asked for, and a form with its words goes there.

The storage is another host than the provider's own. It is shown the policy and never the key, and it must be one of the
open net's, by https; only a provider on this machine may name a storage there.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lampblack.base.errors import Busy, JobError
from lampblack.engines.protocol import Declined
from lampblack.media.kinds import ending_of
from lampblack_engines.servers.connections import addresses, is_public, place_of
from lampblack_engines.servers.http import ask
from lampblack_engines.tasks.accounts import Account
from lampblack_engines.tasks.answers import first, text
from lampblack_engines.tasks.asking import Asker, taken
from lampblack_engines.tasks.filling import line_of
from lampblack_engines.tasks.provider import Upload
from lampblack_engines.tasks.uploads import form_of


def left(asker: Asker, account: Account, upload: Upload, file: Mapping[str, str]) -> str:
    """The name by which the job may call a file that was left. Nothing is bought: whatever goes wrong is a `Declined`
    or a `Busy`."""
    try:
        data = base64.b64decode(file["base64"], validate=True)
        kind = file["type"]
    except (KeyError, ValueError, TypeError) as error:
        raise Declined("this cannot be read as a request that was prepared") from error
    name = f"{hashlib.sha256(data).hexdigest()[:32]}.{ending_of(kind)}"
    try:
        policy = taken(asker.json("GET", upload.policy, {}), account.provider.errors, account.name).answer
        fields = {key: _said(value, policy, name, account.name) for key, value in upload.fields.items()}
        where = _said(upload.path, policy, name, account.name)
        ip = _looked_at(where, asker.base(), account.name)
        form, form_kind = form_of(replace(upload, fields=fields), data, kind)
        reply = ask("POST", where, form, headers={"Content-Type": form_kind}, seconds=account.seconds, ip=ip)
    except OSError as error:
        raise Busy(f"{account.name} takes no files just now: {error}", after=5.0) from error
    except JobError as error:
        raise Busy(f"{account.name} takes no files just now: {error}", after=30.0) from error
    if reply.code >= 500:
        raise Busy(f"the storage of {account.name} takes no files just now ({reply.code})", after=reply.after)
    if not 200 <= reply.code < 300:
        raise Declined(f"the storage of {account.name} says {reply.code} to a file")
    return line_of(upload.name, lambda word: fields.get(word))


def _said(template: str, policy: Any, name: str, who: str) -> str:
    try:
        return line_of(template, lambda word: name if word == "file" else text(first(policy, (word,))) or None)
    except KeyError as error:
        raise Declined(f"{who} gives leave to leave a file, and does not say {error.args[0]}") from None


def _looked_at(where: str, own: str, who: str) -> str:
    """The address to which the file goes, whatever the storage's name comes to mean meanwhile; empty: any of the
    provider's own. A `Declined` where it is one to which a provider may not send us."""
    there, ours = place_of(where), place_of(own)
    if (there.secure, there.host, there.port) == (ours.secure, ours.host, ours.port):
        return ""
    found = addresses(there.host, there.port) if there.secure else ()
    if not found or not all(is_public(ip) for ip in found):
        raise Declined(f"{who} would have a file left at {there}: it is not sent there")
    return found[0]
