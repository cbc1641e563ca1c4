package io.millrace.cli.doctor;

import java.util.ArrayList;
import java.util.List;

/// Whether a machine has what services need.
final class MachineFindings {
  private static final int NEEDED_JAVA = 25;

  /// RocksDB keeps files open, and a service has a socket for each broker and client.
  private static final long FEW_FILES = 10_000;

  private static final long LITTLE_ROOM = 1L << 30;

  private MachineFindings() {}

  static List<Finding> of(Machine machine) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        machine.java() < NEEDED_JAVA
            ? Finding.failed("java", "JDK %d: install %d or later", machine.java(), NEEDED_JAVA)
            : Finding.ok("java", "JDK %d", machine.java()));
    findings.add(temporaryFolder(machine));
    findings.add(
        machine.rocksDb() == null
            ? Finding.ok("rocksdb", "its native library loads")
            : Finding.failed(
                "rocksdb",
                "its native library does not load (%s): it needs glibc, and a temporary folder whose files may run",
                machine.rocksDb()));
    findings.add(
        machine.hasOpenMp()
            ? Finding.ok("libgomp", "is there")
            : Finding.warning(
                "libgomp",
                "is missing, which millrace train needs (Debian: apt-get install libgomp1)"));
    findings.add(data(machine));
    findings.add(openFiles(machine));
    findings.add(ports(machine));
    return findings;
  }

  private static Finding temporaryFolder(Machine machine) {
    return machine.runsTemporaryFiles()
        ? Finding.ok("tmp", "files in %s may run", machine.temporaryFolder())
        : Finding.failed(
            "tmp",
            "files in %s may not run, but native libraries are unpacked there: name another with JAVA_OPTS=-Djava.io.tmpdir=DIR",
            machine.temporaryFolder());
  }

  private static Finding data(Machine machine) {
    if (!machine.isWritable()) {
      return Finding.failed(
          "data",
          "%s cannot be written to: give this user the right, or name another folder with --data (a service: MILLRACE_STATE_DIR)",
          machine.data());
    }
    String room = "%,d MB are free for %s".formatted(machine.freeBytes() >> 20, machine.data());
    return machine.freeBytes() < LITTLE_ROOM
        ? Finding.warning(
            "data",
            "%s: state and logs need more, docs/how-to/size-a-cluster.md says how much",
            room)
        : Finding.ok("data", "%s", room);
  }

  private static Finding openFiles(Machine machine) {
    Long most = machine.openFiles();
    if (most == null) {
      return Finding.ok("open-files", "no limit is known here");
    }
    return most < FEW_FILES
        ? Finding.warning(
            "open-files", "at most %,d: raise it (ulimit -n 65536), RocksDB needs many", most)
        : Finding.ok("open-files", "at most %,d", most);
  }

  private static Finding ports(Machine machine) {
    return machine.portsInUse().isEmpty()
        ? Finding.ok("ports", "all free")
        : Finding.warning(
            "ports",
            "%s in use: by this pipeline if it runs, else start it with --port or --metrics-port (a service: MILLRACE_HTTP_PORT)",
            machine.portsInUse());
  }
}
