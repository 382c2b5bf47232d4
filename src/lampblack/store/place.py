"""Where a store can lie: SQLite needs real locks and shared memory, which file systems over a network do not give.

See "Over a network, caveats to consider" and "How to corrupt an SQLite database file" (sqlite.org).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from lampblack.base.errors import UserError

NETWORKED = frozenset(
    {"nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "afpfs", "ncpfs", "webdav", "davfs"}
    | {"ceph", "lustre", "gpfs", "beegfs", "glusterfs", "orangefs", "vboxsf", "prl_fs", "vmhgfs", "drvfs"}
    | {"fuse", "osxfuse", "macfuse"}
)
"""File systems on other machines, or on the other side of a virtual machine's wall."""

LOCAL_FUSE = frozenset({"fuse.fuse-overlayfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.veracrypt"})
"""Of the file systems that are programs, those whose bytes lie on this machine."""

SYNCED = (
    (r"dropbox( \(.+\))?", "Dropbox"),
    (r"onedrive( - .+|-.+)?", "OneDrive"),
    (r"mobile documents|com~apple~clouddocs|icloud ?drive( \(.+\))?", "iCloud Drive"),
    (r"google ?drive( \(.+\))?|googledrive-.+|my drive|我的云端硬盘", "Google Drive"),
    (r"nutstore( files)?|(我的)?坚果云", "Nutstore (坚果云)"),
    (r"baidu(netdisk|syncdisk|yun).*|百度(网盘|同步盘|云).*", "Baidu Netdisk (百度网盘)"),
    (r"nextcloud|owncloud", "Nextcloud"),
    (r"synologydrive|synology ?drive", "Synology Drive"),
)
"""What folders are called that a program copies elsewhere behind one's back, and the program's name."""

MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".nutstore": "Nutstore (坚果云)",
    ".baidunetdisk": "Baidu Netdisk (百度网盘)",
    ".owncloudsync.log": "Nextcloud",
    ".SynologyWorkingDirectory": "Synology Drive",
    ".stfolder": "Syncthing",
}
"""What such programs leave in the folder they watch."""

MOUNTS = Path("/proc/self/mountinfo")

FileSystem = Callable[[Path], str]
"""The kind of file system a path lies on (`ext4`, `nfs4`, `fuse.sshfs`); empty: nobody knows."""


class UnsafePlace(UserError):  # noqa: N818 - says what is wrong with it
    """The records would be damaged there sooner or later."""


def file_system(path: Path) -> str:
    """The kind of file system that `path`, or the nearest folder above it that is there, lies on."""
    try:
        there = path.resolve()
        while not there.exists() and there != there.parent:
            there = there.parent
        if sys.platform == "win32":
            return _on_windows(there)
        return _on_mac(there) if sys.platform == "darwin" else mounted(there, MOUNTS.read_text("utf-8", "replace"))
    except OSError:
        return ""


def require_safe(folder: Path, kind_of: FileSystem = file_system) -> None:
    """`UnsafePlace` where the records cannot be trusted to `folder`, and what to do instead."""
    kind = kind_of(folder)
    if networked(kind):
        raise UnsafePlace(
            f"{folder} is on a network or shared file system ({kind}), where the records would be damaged; "
            'keep the store on a local disk: [store] folder = "/local/disk" in film.toml'
        )


def networked(kind: str) -> bool:
    """Whether a kind of file system is one SQLite must not be trusted to."""
    return kind in NETWORKED or (kind.startswith("fuse.") and kind not in LOCAL_FUSE)


def synced(folder: Path) -> str:
    """The program that copies this folder elsewhere (Dropbox, OneDrive, 坚果云 ...); empty: none that is known."""
    here = folder.absolute()
    for above in (here, *here.parents):
        for name, program in SYNCED:
            if re.fullmatch(name, above.name, re.IGNORECASE):
                return program
        for mark, program in MARKS.items():
            if (above / mark).exists():
                return program
    return ""


def remark(folder: Path) -> str:
    """What a person should know of this place though it is not refused; empty: nothing."""
    program = synced(folder)
    if not program:
        return ""
    return (
        f"{folder} is copied by {program} while it is written, which can damage the records; leave `{folder.name}` out "
        'of it, or keep the store elsewhere: [store] folder = "/local/disk" in film.toml'
    )


def mounted(path: Path, table: str) -> str:
    """The kind of file system `path` lies on, by the kernel's table (`proc(5)`, mountinfo)."""
    best, kind = -1, ""
    for line in table.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[4])
        # The last of equal ones lies on top of the others.
        if path.is_relative_to(point) and len(point) >= best:
            best, kind = len(point), right.split()[0]
    return kind


def _on_mac(path: Path) -> str:
    """`f_fstypename` of statfs(2): 16 characters behind 72 bytes."""
    import ctypes

    told = ctypes.create_string_buffer(4096)
    library = ctypes.CDLL(None)
    ask = getattr(library, "statfs$INODE64", None) or library.statfs
    return told.raw[72:88].split(b"\0")[0].decode() if ask(os.fsencode(path), told) == 0 else ""


def _on_windows(path: Path) -> str:
    """`smb` for `\\\\server\\share` and for a drive that stands for one (GetDriveTypeW says 4)."""
    import ctypes

    if path.anchor.startswith("\\\\") and not path.anchor.startswith("\\\\?\\"):
        return "smb"
    windows = getattr(ctypes, "windll", None)
    return "smb" if windows is not None and windows.kernel32.GetDriveTypeW(path.anchor) == 4 else ""
