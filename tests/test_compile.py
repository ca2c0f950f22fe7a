import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
READ = """
from pathlib import Path
import etl
from etl.events.read import read
from etl.language.pack import load_pack
from etl.orchestration.readings import to_json
print(etl.__path__)
for path in sorted(Path("seeds").glob("*.txt")):
    print(to_json(read(path.read_text(encoding="utf-8"), None, load_pack("fr"))))
"""


def test_the_reader_can_be_compiled_and_its_copy_reads_the_same(tmp_path):
    """To C only: what mypyc cannot translate it tells then, and the C compiler would take minutes."""
    fast = tmp_path / "fast"
    program = f"import sys; sys.path[:0] = [{str(ROOT / 'tools')!r}]; from pathlib import Path; import compile_reader; "
    program += f"print(len(compile_reader.to_c(Path({str(fast)!r}))))"
    told = _run(program, ROOT)
    assert int(told.split()[-1]) > 50
    assert list(fast.rglob("__native*.c"))
    (_, *plain), (place, *copied) = _run(READ, ROOT).splitlines(), _run(READ, fast).splitlines()
    assert str(fast) in place
    assert len(plain) == 5
    assert copied == plain


def _run(program: str, folder: Path) -> str:
    """What a program prints that takes the package from a folder."""
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr[-2000:]
    return told.stdout
