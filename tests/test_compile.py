import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_reader_can_be_compiled(tmp_path):
    """To C only: what mypyc cannot translate it tells then, and the C compiler would take minutes."""
    program = f"import sys; sys.path[:0] = [{str(ROOT / 'tools')!r}]; from pathlib import Path; import compile_reader; "
    program += f"print(len(compile_reader.to_c(Path({str(tmp_path / 'fast')!r}))))"
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr[-2000:]
    assert int(told.stdout.split()[-1]) > 50
    assert list((tmp_path / "fast").rglob("__native*.c"))
