package procsnap.adapters.proc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Machine id in the output: the first 16 hex digits, in upper case, of the SHA-256 of {@code
 * machine-id}, see machine-id(5), which itself must not leave the machine.
 */
public final class MachineId {

  private static final List<String> FILES = List.of("etc/machine-id", "var/lib/dbus/machine-id");
  private static final int BYTES = 8;

  /** Size of the file that is read, at most. */
  private static final int MAX_BYTES = 1024;

  private MachineId() {}

  /** Id of the system under a root directory, if it has one. */
  public static Optional<String> of(Path systemRoot) {
    return FILES.stream()
        .map(systemRoot::resolve)
        .flatMap(file -> text(file).stream())
        .findFirst()
        .map(MachineId::hash);
  }

  /**
   * Trimmed text of a file; absent if the file is empty, missing or not readable, or contains
   * {@code uninitialized}, as in many images before their first boot.
   */
  private static Optional<String> text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).trim())
          .filter(text -> !text.isEmpty() && !text.equals("uninitialized"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static String hash(String machineId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(machineId.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().withUpperCase().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
