package io.millrace.cli.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;

/// What a machine has that services run on.
///
/// @param java the feature release of the JVM
/// @param rocksDb why RocksDB's native library does not load, absent if it does
/// @param hasOpenMp whether `libgomp` is there
/// @param temporaryFolder where native libraries are unpacked
/// @param runsTemporaryFiles whether what is unpacked there may be run
/// @param data where state is kept
/// @param isWritable whether it can be written to
/// @param freeBytes how much room is left there
/// @param openFiles how many files a process may have open, absent where that cannot be told
/// @param portsInUse those of the ports that services listen on
record Machine(
    int java,
    @Nullable String rocksDb,
    boolean hasOpenMp,
    Path temporaryFolder,
    boolean runsTemporaryFiles,
    Path data,
    boolean isWritable,
    long freeBytes,
    @Nullable Long openFiles,
    List<Integer> portsInUse) {

  private static final List<Path> LIBRARIES =
      List.of(Path.of("/lib"), Path.of("/usr/lib"), Path.of("/lib64"), Path.of("/usr/lib64"));

  Machine {
    portsInUse = List.copyOf(portsInUse);
  }

  /// The machine that this runs on.
  static Machine here(Path data, List<Integer> ports) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path there = existing(data.toAbsolutePath());
    return new Machine(
        Runtime.version().feature(),
        loadRocksDb(),
        LIBRARIES.stream().anyMatch(Machine::hasOpenMp),
        temporary,
        runsFilesIn(temporary),
        data,
        Files.isWritable(there),
        Files.getFileStore(there).getUsableSpace(),
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? (Long) unix.getMaxFileDescriptorCount()
            : null,
        ports.stream().filter(port -> !isFree(port)).toList());
  }

  /// The folder itself, or the nearest one above it that is there.
  private static Path existing(Path folder) {
    Path parent = folder.getParent();
    return Files.exists(folder) || parent == null ? folder : existing(parent);
  }

  private static @Nullable String loadRocksDb() {
    try {
      RocksDB.loadLibrary();
      return null;
    } catch (RuntimeException | LinkageError e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static boolean hasOpenMp(Path folder) {
    try (Stream<Path> files = Files.isDirectory(folder) ? Files.walk(folder, 2) : Stream.of()) {
      return files.anyMatch(file -> file.endsWith("libgomp.so.1"));
    } catch (IOException | java.io.UncheckedIOException e) {
      return false;
    }
  }

  private static boolean runsFilesIn(Path folder) throws IOException {
    Path script = Files.createTempFile(folder, "millrace", ".sh");
    try {
      Files.writeString(script, "#!/bin/sh\nexit 0\n");
      return script.toFile().setExecutable(true)
          && new ProcessBuilder(script.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      Files.delete(script);
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
