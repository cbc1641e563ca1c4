"""The panels of Grafana 12 as these dashboards use them: one look, and nothing said twice.

Each panel has a title and a description that begins with the question it answers. `query` is one PromQL
expression, or several, each with its legend.
"""

SOURCE = {"type": "prometheus", "uid": "${datasource}"}

GREEN, YELLOW, RED = "green", "yellow", "red"
NO_NUMBER = {"type": "special", "options": {"match": "null+nan", "result": {"text": "–"}}}


def panel(kind, title, description, targets, *, field, options, overrides=(), runbooks=(), **more):
    return {
        "type": kind,
        "title": title,
        "description": description,
        **({"links": [runbook(name) for name in runbooks]} if runbooks else {}),
        "datasource": SOURCE,
        "fieldConfig": {"defaults": field, "overrides": list(overrides)},
        "options": options,
        **more,
        "targets": targets,
    }


def targets(query, **how):
    named = query if isinstance(query, dict) else {"": query}
    return [
        {"refId": chr(ord("A") + i), "datasource": SOURCE, "expr": expression, "legendFormat": legend, **how}
        for i, (legend, expression) in enumerate(named.items())
    ]


NOW = {"instant": True, "range": False}


def runbook(name):
    """Compose mounts docs/runbooks where Grafana serves it."""
    return {
        "title": "Runbook: " + name.replace("-", " "),
        "url": f"/public/runbooks/{name}.md",
        "targetBlank": True,
    }


def thresholds(*steps, base=GREEN):
    """Colours from values on: (YELLOW, 100), (RED, 1000)."""
    first = {"color": base, "value": None}
    return {"mode": "absolute", "steps": [first] + [{"color": color, "value": value} for color, value in steps]}


def field_named(name, **properties):
    """What is different for one field; `custom__x` is custom.x."""
    return {
        "matcher": {"id": "byName", "options": name},
        "properties": [{"id": key.replace("__", "."), "value": value} for key, value in properties.items()],
    }


def stat(title, description, query, unit, *, limits=(), base=GREEN, mappings=(), field=None, options=None, now=False,
         **more):
    """One number, or several below each other."""
    several = isinstance(query, dict)
    return panel(
        "stat", title, description, targets(query, **(NOW if now else {})),
        field={
            "unit": unit,
            **(field or {}),
            "mappings": [*mappings, NO_NUMBER],
            "thresholds": thresholds(*limits, base=base if limits else "text"),
        },
        options={
            "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False},
            "colorMode": "value",
            "graphMode": "none" if now else "area",
            "justifyMode": "auto",
            "orientation": "horizontal" if several else "auto",
            "textMode": "value_and_name" if several else "value",
            "wideLayout": True,
            **(options or {}),
        },
        **more)


def lines(title, description, query, unit, *, limits=(), stacked="none", many=False, field=None, **more):
    """Lines over time. With `many` their legend is a table beside them."""
    legend = {"displayMode": "list", "placement": "bottom", "showLegend": True, "calcs": []}
    if many:
        legend = {"displayMode": "table", "placement": "right", "showLegend": True, "calcs": ["lastNotNull", "max"],
                  "sortBy": "Last *", "sortDesc": True}
    return panel(
        "timeseries", title, description, targets(query),
        field={
            "unit": unit,
            "min": 0,
            **(field or {}),
            "color": {"mode": "palette-classic-by-name"},
            "thresholds": thresholds(*limits, base="transparent"),
            "custom": {
                "drawStyle": "line",
                "lineWidth": 1,
                "fillOpacity": 10 if stacked == "none" else 40,
                "showPoints": "never",
                "stacking": {"mode": stacked, "group": "A"},
                "thresholdsStyle": {"mode": "dashed" if limits else "off"},
            },
        },
        options={"legend": legend, "tooltip": {"mode": "multi", "sort": "desc"}},
        **more)


def heatmap(title, description, query, unit, **more):
    """The buckets of a histogram over time."""
    return panel(
        "heatmap", title, description, targets({"{{le}}": query}, format="heatmap"),
        field={"custom": {"scaleDistribution": {"type": "linear"}}},
        options={
            "calculate": False,
            "cellGap": 1,
            "cellValues": {"unit": "short"},
            "color": {"mode": "scheme", "scheme": "Blues", "scale": "exponential", "exponent": 0.5, "fill": "blue",
                      "reverse": False, "steps": 64},
            "exemplars": {"color": "orange"},
            "filterValues": {"le": 1e-9},
            "legend": {"show": True},
            "rowsFrame": {"layout": "auto"},
            "showValue": "never",
            "tooltip": {"mode": "single", "yHistogram": True},
            "yAxis": {"axisPlacement": "left", "unit": unit},
        },
        **more)


def bars(title, description, query, unit, *, limits=(), field=None, **more):
    """A bar for each series, as it is now."""
    return panel(
        "bargauge", title, description, targets(query, **NOW),
        field={
            "unit": unit,
            "min": 0,
            **(field or {}),
            "color": {"mode": "thresholds"},
            "thresholds": thresholds(*limits) if limits else thresholds(base="blue"),
        },
        options={
            "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False},
            "displayMode": "basic",
            "legend": {"displayMode": "list", "placement": "bottom", "showLegend": False, "calcs": []},
            "maxVizHeight": 24,
            "minVizHeight": 16,
            "minVizWidth": 8,
            "namePlacement": "left",
            "orientation": "horizontal",
            "showUnfilled": True,
            "sizing": "auto",
            "valueMode": "text",
        },
        **more)


def states(title, description, query, mappings, *, field=None, **more):
    """What is in which state, over time."""
    return panel(
        "state-timeline", title, description, targets(query),
        field={
            **(field or {}),
            "color": {"mode": "thresholds"},
            "mappings": [mappings],
            "thresholds": thresholds(base="text"),
            "custom": {"fillOpacity": 70, "lineWidth": 0},
        },
        options={
            "alignValue": "left",
            "legend": {"displayMode": "list", "placement": "bottom", "showLegend": False, "calcs": []},
            "mergeValues": True,
            "rowHeight": 0.8,
            "showValue": "auto",
            "tooltip": {"mode": "single", "sort": "none"},
        },
        **more)


def table(title, description, query, columns, *, field=None, **more):
    """A row for each series, as it is now; `columns` are its labels and `Value`, as they shall be called."""
    return panel(
        "table", title, description, targets(query, format="table", **NOW),
        field={"custom": {"align": "auto", "cellOptions": {"type": "auto"}, "inspect": False}, **(field or {})},
        options={"cellHeight": "sm", "frameIndex": 0, "showHeader": True},
        transformations=[{
            "id": "organize",
            "options": {
                "excludeByName": {name: True for name in ("Time", "Value") if name not in columns},
                "indexByName": {name: i for i, name in enumerate(columns)},
                "renameByName": {name: shown for name, shown in columns.items() if name != shown},
            },
        }],
        **more)


def named(**texts):
    """Values as texts with colours: named(**{"1": ("up", GREEN)})."""
    return {
        "type": "value",
        "options": {
            value: {"text": text, "color": color, "index": i} for i, (value, (text, color)) in enumerate(texts.items())
        },
    }
