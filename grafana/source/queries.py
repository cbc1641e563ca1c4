"""PromQL that the dashboards have in common: it asks for the chosen jobs, and adds up over instances."""

PER = "[$__rate_interval]"


def of(metric, *labels):
    """The series of a metric that bear these labels, such as 'topic="raw"'."""
    return metric + "{" + ", ".join(('job=~"$job"', *labels)) + "}"


def over(how, by, expression):
    return f"{how} by ({by}) ({expression})" if by else f"{how}({expression})"


def rate(metric, *labels, by=""):
    """What a counter gains in a second."""
    return over("sum", by, f"rate({of(metric, *labels)}{PER})")


def gained(metric, *labels, by=""):
    """What a counter gains between two points of a panel."""
    return over("sum", by, f"increase({of(metric, *labels)}{PER})")


def share(part, whole):
    return f"{part} / {whole}"


def mean(histogram, *labels, by=""):
    """The mean of what a histogram has measured."""
    return share(rate(histogram + "_sum", *labels, by=by), rate(histogram + "_count", *labels, by=by))


def quantile(q, histogram, *labels, by=""):
    """What a share q of a histogram's measurements does not exceed."""
    buckets = rate(histogram + "_bucket", *labels, by="le, " + by if by else "le")
    return f"histogram_quantile({q}, {buckets})"


def buckets(histogram, *labels):
    """A histogram's buckets, for a heatmap."""
    return gained(histogram + "_bucket", *labels, by="le")


def lag(*labels, by=""):
    """Records that services have not read yet."""
    return over("sum", by, of("kafka_consumer_fetch_manager_records_lag", *labels))
