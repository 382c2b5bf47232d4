"""A store is refused where SQLite would be damaged, and a person is warned where something copies it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lampblack.store import place
from lampblack.store.place import UnsafePlace, mounted, networked, remark, require_safe, synced
from lampblack.store.store import Store

TABLE = r"""22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:40 / /mnt/studio rw shared:7 - nfs4 server:/export rw,vers=4.2
31 30 0:41 / /mnt/studio/fast rw - ext4 /dev/nvme0n1 rw
32 22 0:42 / /mnt/my\040share rw - cifs //server/share rw
33 22 0:43 / /mnt/c rw - 9p C:\134 rw,aname=drvfs
34 22 0:44 / /home/me/remote rw - fuse.sshfs me@host:/ rw
35 22 0:45 / /mnt/covered rw - nfs server:/old rw
36 22 0:46 / /mnt/covered rw - xfs /dev/sdb rw
37 22 0:47 / /work rw - virtiofs work rw
38 22 0:48 / /tmp rw - tmpfs tmpfs rw
39 22 0:49 / /layers rw - overlay overlay rw
"""


@pytest.mark.parametrize(
    ("path", "kind", "refused"),
    [
        ("/home/film", "ext4", False),
        ("/mnt/studio/film", "nfs4", True),
        ("/mnt/studio/fast/film", "ext4", False),
        ("/mnt/studios/film", "ext4", False),
        ("/mnt/my share/film", "cifs", True),
        ("/mnt/c/Users/me/film", "9p", True),
        ("/home/me/remote/film", "fuse.sshfs", True),
        ("/mnt/covered/film", "xfs", False),
        ("/work/film", "virtiofs", False),
        ("/tmp/film", "tmpfs", False),
        ("/layers/film", "overlay", False),
    ],
)
def test_the_kernels_table_says_what_a_folder_lies_on(path: str, kind: str, refused: bool) -> None:
    assert mounted(Path(path), TABLE) == kind
    assert networked(kind) == refused


def test_the_refusal_is_one_line_and_says_what_is_possible(tmp_path: Path) -> None:
    with pytest.raises(UnsafePlace) as refusal:
        require_safe(tmp_path / "film", lambda path: "nfs4")
    words = str(refusal.value)
    assert "nfs4" in words and '[store] folder = "/local/disk"' in words and "\n" not in words


def test_a_store_is_not_begun_on_a_network_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(f"22 1 0:1 / / rw - ext4 /dev/vda rw\n30 22 0:40 / {tmp_path}/net rw - nfs4 s:/ rw\n")
    monkeypatch.setattr(place, "MOUNTS", table)
    (tmp_path / "net").mkdir()
    with pytest.raises(UnsafePlace):
        Store.open(tmp_path / "net" / "film", owner=True)
    assert list((tmp_path / "net").iterdir()) == []
    Store.open(tmp_path / "film", owner=True).close()


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("/Users/me/Dropbox/film", "Dropbox"),
        ("/home/me/Dropbox (Studio)/film", "Dropbox"),
        ("C:/Users/me/OneDrive - Studio/film", "OneDrive"),
        ("/Users/me/Library/Mobile Documents/com~apple~CloudDocs/film", "iCloud Drive"),
        ("/Users/me/Library/CloudStorage/GoogleDrive-me@example.org/film", "Google Drive"),
        ("D:/我的坚果云/film", "Nutstore (坚果云)"),
        ("D:/BaiduNetdiskWorkspace/film", "Baidu Netdisk (百度网盘)"),
        ("D:/百度网盘同步/film", "Baidu Netdisk (百度网盘)"),
        ("/home/me/films/dropbox-review", ""),
        ("/home/me/films/kuafu", ""),
    ],
)
def test_folders_that_are_copied_elsewhere_are_known_by_name(folder: str, program: str) -> None:
    assert synced(Path(folder)) == program


def test_folders_that_are_copied_elsewhere_are_known_by_what_lies_in_them(tmp_path: Path) -> None:
    film = tmp_path / "films" / "kuafu" / ".lampblack"
    assert remark(film) == ""
    (tmp_path / "films" / ".tmp.driveupload").mkdir(parents=True)
    assert "Google Drive" in remark(film)


def test_the_warning_is_said_once_and_the_store_opens(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    film = tmp_path / "Dropbox" / "film"
    for _ in range(2):
        Store.open(film, owner=True).close()
    (record,) = caplog.records
    assert "copied by Dropbox" in record.message


def test_this_machines_own_table_is_read() -> None:
    assert not networked(place.file_system(Path(__file__)))
