"""Writes the dashboards of Grafana.

    python3 grafana/source            into grafana/dashboards
    python3 grafana/source FOLDER     into another folder
"""
import sys
from pathlib import Path

from decisions import decided
from flow import flow
from model import model
from services import services


def main():
    if len(sys.argv) > 2 or sys.argv[1:] in (["-h"], ["--help"]):
        print(__doc__.strip(), file=sys.stderr)
        sys.exit(2)
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "dashboards"
    folder.mkdir(parents=True, exist_ok=True)
    for dashboard in (flow, model, decided, services):
        (folder / f"{dashboard.name}.json").write_text(dashboard.json(), encoding="utf-8")


main()
