import pytest

from etl.warehouse import swap as swapping
from etl.warehouse.swap import exchange, swap


@pytest.fixture
def folders(tmp_path):
    fresh, target = tmp_path / "fresh", tmp_path / "target"
    for folder, text in ((fresh, "new"), (target, "old")):
        folder.mkdir()
        (folder / "file").write_text(text)
    return fresh, target


def texts(*folders):
    return [(folder / "file").read_text() for folder in folders]


@pytest.mark.parametrize("at_once", [True, False])
def test_the_folders_change_places(folders, monkeypatch, at_once):
    if not at_once:
        monkeypatch.setattr(swapping, "exchange", lambda one, other: False)
    fresh, target = folders
    swap(fresh, target)
    assert texts(target, fresh) == ["new", "old"]
    assert sorted(path.name for path in target.parent.iterdir()) == ["fresh", "target"]


def test_a_target_that_is_not_there_is_filled(folders):
    fresh, target = folders
    swap(fresh, target.with_name("elsewhere"))
    assert texts(target.with_name("elsewhere"), target) == ["new", "old"]
    assert not fresh.exists()


def test_what_cannot_be_exchanged_is_left_alone(folders, tmp_path):
    _, target = folders
    assert exchange(tmp_path / "absent", target) is False
    assert texts(target) == ["old"]


def test_a_failed_swap_puts_the_old_folder_back(folders, monkeypatch, tmp_path):
    monkeypatch.setattr(swapping, "exchange", lambda one, other: False)
    _, target = folders
    with pytest.raises(FileNotFoundError):
        swap(tmp_path / "absent", target)
    assert texts(target) == ["old"]
