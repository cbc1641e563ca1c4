package io.millrace.contracts;

/// Which model spoke: its name and the SHA-256 of its file, in hex.
public record ModelRef(String name, String sha256) {}
