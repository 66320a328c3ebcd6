package procsnap.adapters.proc;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import procsnap.core.process.Visibility;

/**
 * Mount options of /proc, and which processes they hide: {@code hidepid} in {@code
 * /proc/self/mountinfo} hides other users' processes except from members of the mount's group
 * ({@code gid}, root by default) and from holders of {@code CAP_SYS_PTRACE}, listed in {@code
 * /proc/self/status}; see proc(5). With {@code ptraceable}, group membership does not help.
 */
final class ProcMount {

  private static final int CAP_SYS_PTRACE = 19;

  /** Index among fields 1 to 6 of a mountinfo line; optional fields follow, up to a single dash. */
  private static final int MOUNT_POINT = 4;

  /** Part of the line of every proc mount; a host may have thousands of other mounts. */
  private static final String PROC = " - proc ";

  private ProcMount() {}

  /** Current visibility of processes under a root. */
  static Visibility visibility(Path root, Path self) {
    try {
      return visibility(
          root.toRealPath().toString(),
          lines(self, "mountinfo"),
          lines(self, "status"),
          isInitialUserNamespace(lines(self, "uid_map")));
    } catch (IOException e) {
      return Visibility.ALL;
    }
  }

  /** The only namespace that maps every UID to itself; capabilities in others do not count. */
  private static boolean isInitialUserNamespace(List<String> uidMap) {
    return uidMap.get(0).strip().replaceAll("\\s+", " ").equals("0 0 4294967295");
  }

  static Visibility visibility(
      String root, List<String> mountinfo, List<String> status, boolean initialUserNamespace) {
    List<String> options = options(root, mountinfo);
    String hidepid = option(options, "hidepid").orElse("off");
    if (hidepid.equals("off") || hidepid.equals("0")) {
      return Visibility.ALL;
    }
    String capabilities = field(status, "CapEff:");
    boolean mayTrace =
        initialUserNamespace
            && !capabilities.isEmpty()
            && (Long.parseUnsignedLong(capabilities, 16) >> CAP_SYS_PTRACE & 1) == 1;
    boolean onlyTracers = hidepid.equals("ptraceable") || hidepid.equals("4");
    boolean inGroup =
        initialUserNamespace
            && !onlyTracers
            && groups(status).contains(option(options, "gid").orElse("0"));
    return new Visibility(!mayTrace && !inGroup, hidepid);
  }

  /** File system group (the fourth number in {@code Gid}) and the supplementary groups. */
  private static List<String> groups(List<String> status) {
    List<String> groups = new ArrayList<>(List.of(field(status, "Groups:").split("\\s+", -1)));
    String[] gids = field(status, "Gid:").split("\\s+", -1);
    groups.add(gids[gids.length - 1]);
    return groups;
  }

  /** Superblock options of the last mount on a mount point, which covers earlier ones. */
  private static List<String> options(String mountPoint, List<String> mountinfo) {
    // The kernel escapes blanks in a path, and also tabs, newlines and backslashes.
    String escaped = mountPoint.replace("\\", "\\134").replace(" ", "\\040");
    List<String> options = List.of();
    for (String line : mountinfo) {
      if (!line.contains(PROC)) {
        continue;
      }
      String[] fields = line.split(" ");
      int dash = Arrays.asList(fields).indexOf("-");
      if (dash > MOUNT_POINT
          && fields.length > dash + 3
          && fields[MOUNT_POINT].equals(escaped)
          && fields[dash + 1].equals("proc")) {
        options = Arrays.asList(fields[dash + 3].split(","));
      }
    }
    return options;
  }

  private static Optional<String> option(List<String> options, String name) {
    String start = name + "=";
    for (String option : options) {
      if (option.startsWith(start)) {
        return Optional.of(option.substring(start.length()));
      }
    }
    return Optional.empty();
  }

  private static String field(List<String> status, String name) {
    for (String line : status) {
      if (line.startsWith(name)) {
        return line.substring(name.length()).trim();
      }
    }
    return "";
  }

  private static List<String> lines(Path directory, String file) throws IOException {
    try (FileInputStream in = new FileInputStream(directory.resolve(file).toFile())) {
      return List.of(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).split("\n"));
    }
  }
}
