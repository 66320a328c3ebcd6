package procsnap.cli.settings;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import procsnap.adapters.storage.file.FileProblem;
import procsnap.adapters.storage.file.SecretFile;
import procsnap.adapters.storage.local.FreeSpace;
import procsnap.cli.settings.RecordingSettings.Source;
import procsnap.core.trace.ColumnGroup;

/**
 * The ways in which the text of a setting is read. Those that several settings use are shared: each
 * parser costs the start of the program some 50 µs.
 */
final class Parsers {

  static final Parser<Boolean> FLAG = Parsers::flag;
  static final Parser<Path> PATH = Parsers::path;
  static final Parser<Duration> DURATION = Parsers::duration;
  static final Parser<Duration> PERIOD = Parsers::period;
  static final Parser<String> NAME = Parsers::directory;
  static final Parser<URI> STORE = Parsers::store;
  static final Parser<URI> ENDPOINT = Parsers::endpoint;

  private static final String DURATION_FORMAT = "(\\d{1,9})(ms|s|m|h|d)?";
  private static final String SIZE = "(\\d{1,9})(B|KiB|MiB|GiB)";
  private static final long LEAST_RATE = 16 * 1024;
  private static final Duration LEAST_PERIOD = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final String DIRECTORY = "[A-Za-z0-9._=-]{1,100}";
  private static final int LEAST_KEY_BYTES = 16;
  private static final int MOST_KEY_BYTES = 4096;

  private Parsers() {}

  /**
   * {@code 90}, {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 1d}; bare numbers are
   * seconds.
   */
  private static Duration duration(String text) {
    Matcher matcher = Pattern.compile(DURATION_FORMAT).matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(UsageMessages.duration(text));
    }
    long number = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (Optional.ofNullable(matcher.group(2)).orElse("s")) {
          case "ms" -> Duration.ofMillis(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          case "d" -> Duration.ofDays(number);
          default -> Duration.ofSeconds(number);
        };
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          UsageMessages.above("duration", text, LONGEST.toDays() + "d"));
    }
    return duration;
  }

  /** A duration of at least a second. */
  private static Duration period(String text) {
    Duration duration = duration(text);
    if (duration.compareTo(LEAST_PERIOD) < 0) {
      throw new IllegalArgumentException(
          UsageMessages.below("duration", text, LEAST_PERIOD.toSeconds() + "s"));
    }
    return duration;
  }

  /** Bytes: {@code 500MiB}, {@code 5GiB}. */
  static Long size(String text) {
    Matcher matcher = Pattern.compile(SIZE).matcher(text.trim());
    if (!matcher.matches() || bytes(matcher) == 0) {
      throw new IllegalArgumentException(UsageMessages.size(text));
    }
    return bytes(matcher);
  }

  /** Bytes per second: {@code 500KiB/s}, {@code 1MiB/s}. */
  static Long rate(String text) {
    Matcher matcher = Pattern.compile(SIZE + "/s").matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(UsageMessages.rate(text));
    }
    long rate = bytes(matcher);
    if (rate < LEAST_RATE) {
      throw new IllegalArgumentException(
          UsageMessages.below("rate", text, LEAST_RATE / 1024 + "KiB/s"));
    }
    return rate;
  }

  /** Bytes, {@code 500MiB} or {@code 2GiB}, or a share of the disk, {@code 10%}; 0 for none. */
  static FreeSpace freeSpace(String text) {
    Matcher percent = Pattern.compile("(\\d{1,2})%").matcher(text.trim());
    if (percent.matches()) {
      return new FreeSpace(Long.MAX_VALUE, Integer.parseInt(percent.group(1)) / 100.0);
    }
    Matcher size = Pattern.compile(SIZE + "|(0)").matcher(text.trim());
    if (!size.matches()) {
      throw new IllegalArgumentException(UsageMessages.freeSpace(text));
    }
    return new FreeSpace(size.group(1) == null ? 0 : bytes(size), 1);
  }

  /** The bytes that {@link #SIZE} matched. */
  private static long bytes(Matcher size) {
    long number = Long.parseLong(size.group(1));
    return switch (String.valueOf(size.group(2))) {
      case "KiB" -> number << 10;
      case "MiB" -> number << 20;
      case "GiB" -> number << 30;
      default -> number;
    };
  }

  /** The store that objects go to: a known scheme, and everything that the scheme needs. */
  private static URI store(String text) {
    URI uri = uri(text);
    boolean complete =
        switch (String.valueOf(uri.getScheme())) {
          case "gs", "s3", "https", "http" -> hasText(uri.getRawAuthority());
          case "az" -> hasText(uri.getRawAuthority()) && hasText(firstDirectory(uri));
          case "file" -> !hasText(uri.getRawAuthority()) && hasText(firstDirectory(uri));
          default -> throw new IllegalArgumentException(UsageMessages.unknownStore(text));
        };
    if (!complete || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(UsageMessages.incompleteStore(text));
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(UsageMessages.CREDENTIALS_IN_URI);
    }
    return uri;
  }

  private static String firstDirectory(URI uri) {
    return uri.getRawPath().replaceFirst("^/+", "").replaceFirst("/.*", "");
  }

  private static boolean hasText(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  /** The URL of a server. */
  private static URI endpoint(String text) {
    URI uri = uri(text);
    if (!String.valueOf(uri.getScheme()).matches("https?") || uri.getHost() == null) {
      throw new IllegalArgumentException(UsageMessages.endpoint(text));
    }
    return uri;
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(UsageMessages.uri(text), e);
    }
  }

  static Long count(String text) {
    if (!text.matches("[1-9]\\d{0,17}")) {
      throw new IllegalArgumentException(UsageMessages.count(text));
    }
    return Long.valueOf(text);
  }

  /** On or off, in the environment or a file; on the command line a flag needs no value. */
  private static Boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw new IllegalArgumentException(UsageMessages.flag(text));
    };
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(UsageMessages.path(text), e);
    }
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(UsageMessages.zone(text), e);
    }
  }

  /** Names of column groups, separated by commas; {@code all} for all. */
  static Set<ColumnGroup> columns(String text) {
    Set<ColumnGroup> groups = EnumSet.noneOf(ColumnGroup.class);
    for (String name : text.split(",", -1)) {
      if (name.trim().equals("all")) {
        groups.addAll(EnumSet.allOf(ColumnGroup.class));
      } else {
        groups.add(column(name.trim()));
      }
    }
    return groups;
  }

  private static ColumnGroup column(String name) {
    for (ColumnGroup group : ColumnGroup.values()) {
      if (group.label().equals(name)) {
        return group;
      }
    }
    throw new IllegalArgumentException(UsageMessages.columns(name, columnGroups()));
  }

  /** The words that {@link #columns} reads, for people. */
  static String columnGroups() {
    StringBuilder names = new StringBuilder();
    for (ColumnGroup group : ColumnGroup.values()) {
      names.append(group.label()).append(", ");
    }
    return names.append("or all").toString();
  }

  static Boolean gzip(String text) {
    return switch (text) {
      case "gzip" -> true;
      case "none" -> false;
      default -> throw new IllegalArgumentException(UsageMessages.compression(text));
    };
  }

  /** How processes are read; empty when the system is to decide. */
  static Optional<Source> source(String text) {
    return switch (text) {
      case "auto" -> Optional.empty();
      case "procfs" -> Optional.of(Source.PROCFS);
      case "oshi" -> Optional.of(Source.OSHI);
      default -> throw new IllegalArgumentException(UsageMessages.source(text));
    };
  }

  /** The key in a file. */
  static byte[] key(String file) {
    byte[] key;
    try {
      key = SecretFile.read(path(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(UsageMessages.cannotUse(file, FileProblem.describe(e)), e);
    }
    if (key.length < LEAST_KEY_BYTES || key.length > MOST_KEY_BYTES) {
      throw new IllegalArgumentException(
          UsageMessages.keyLength(file, LEAST_KEY_BYTES, MOST_KEY_BYTES));
    }
    return key;
  }

  /** One directory name that every file system and store accepts as it is. */
  private static String directory(String text) {
    if (!text.matches(DIRECTORY) || text.matches("\\.+")) {
      throw new IllegalArgumentException(UsageMessages.directoryName(text));
    }
    return text;
  }

  /** Directory names separated by slashes. */
  static String directories(String text) {
    return Stream.of(text.split("/", -1)).map(Parsers::directory).collect(Collectors.joining("/"));
  }
}
