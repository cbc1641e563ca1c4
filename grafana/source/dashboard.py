"""A dashboard: its variables, annotations and links, and where its panels stand."""
import json

from panels import SOURCE
from queries import of

WIDE = 160
COLUMNS = 24


class Dashboard:
    """Takes panels from left to right and from top to bottom."""

    def __init__(self, name, title, question, *variables):
        self.name = name
        self.title = title
        self.question = question
        self.variables = variables
        self.panels = []
        self.y = 0

    def row(self, title):
        self._place({"type": "row", "title": title, "collapsed": False, "panels": []}, 0, self.y, COLUMNS, 1)
        self.y += 1

    def line(self, height, *panels):
        """Panels of one height beside each other."""
        width = COLUMNS // len(panels)
        for i, panel in enumerate(panels):
            self._place(panel, i * width, self.y, width, height)
        self.y += height

    def columns(self, height, *columns):
        """Columns beside each other; a column of several panels shares its height among them."""
        width = COLUMNS // len(columns)
        for i, column in enumerate(columns):
            each = height // len(column)
            for j, panel in enumerate(column):
                self._place(panel, i * width, self.y + j * each, width, each)
        self.y += height

    def _place(self, panel, x, y, width, height):
        self.panels.append({"id": len(self.panels) + 1, "gridPos": {"x": x, "y": y, "w": width, "h": height}, **panel})

    def json(self):
        return laid_out({
            "uid": "millrace-" + self.name,
            "title": "Millrace: " + self.title,
            "description": self.question,
            "tags": ["millrace"],
            "schemaVersion": 42,
            "version": 1,
            "editable": True,
            "graphTooltip": 1,
            "timezone": "browser",
            "time": {"from": "now-30m", "to": "now"},
            "refresh": "10s",
            "links": [{
                "type": "dashboards", "title": "Millrace", "tooltip": "", "icon": "external link", "tags": ["millrace"],
                "asDropdown": False, "includeVars": True, "keepTime": True, "targetBlank": False,
            }],
            "templating": {"list": [DATA_SOURCE, JOB, *self.variables]},
            "annotations": {"list": [BUILT_IN, RELEASES, STARTS]},
            "panels": self.panels,
        }) + "\n"


DATA_SOURCE = {
    "name": "datasource", "type": "datasource", "label": "Data source", "query": "prometheus",
    "refresh": 1, "hide": 0,
}


def variable(name, label, description, query):
    """Values of a label to choose among: all of them, at first."""
    return {
        "name": name,
        "type": "query",
        "label": label,
        "description": description,
        "datasource": SOURCE,
        "definition": query,
        "query": {"qryType": 1, "query": query, "refId": "PrometheusVariableQueryEditor-VariableQuery"},
        "refresh": 2,
        "sort": 1,
        "multi": True,
        "includeAll": True,
        "current": {"text": ["All"], "value": ["$__all"]},
        "hide": 0,
    }


JOB = variable("job", "Job", "A job of Prometheus: the services of one pipeline",
               "label_values(millrace_records_in_total, job)")


def annotation(name, color, query, title, labels):
    return {"name": name, "datasource": SOURCE, "enable": True, "hide": False, "iconColor": color,
            "expr": query, "titleFormat": title, "tagKeys": labels}


def _in_charge(when):
    assigned = of("millrace_release_assigned") + when
    return f'count_values by (role) ("release", max by (role) ({assigned} >= 0))'


BUILT_IN = {"name": "Annotations & Alerts", "builtIn": 1, "type": "dashboard", "enable": True, "hide": True,
            "datasource": {"type": "grafana", "uid": "-- Grafana --"}, "iconColor": "rgba(0, 211, 255, 1)"}

# A release that is in charge, and was not one interval before.
RELEASES = annotation("Releases", "blue", f'{_in_charge("")} unless {_in_charge(" offset $__rate_interval")}',
                      "release {{release}} is {{role}}", "role,release")
# At the time that a process itself gives for its start: it holds however long nothing was running before.
STARTS = {
    **annotation("Starts", "orange", of("process_start_time_seconds") + " * 1000", "{{instance}} has started", "instance"),
    "useValueForTime": True,
}


def laid_out(value, indent=0, before=0, after=0):
    """JSON: what fits on a line stands on one, all else has a line for each member."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or not value or indent + before + len(line) + after <= WIDE:
        return line
    is_object = isinstance(value, dict)
    names = [json.dumps(name) + ": " for name in value] if is_object else [""] * len(value)
    members = list(value.values() if is_object else value)
    lines = []
    for i, (name, member) in enumerate(zip(names, members)):
        comma = "," if i < len(members) - 1 else ""
        lines.append(" " * (indent + 2) + name + laid_out(member, indent + 2, len(name), len(comma)) + comma)
    opened, closed = "{}" if is_object else "[]"
    return "\n".join([opened, *lines, " " * indent + closed])
