package procsnap.cli.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import procsnap.adapters.storage.local.FreeSpace;
import procsnap.core.trace.ColumnGroup;

/**
 * How the text of a setting is understood. Each throws an {@link IllegalArgumentException} whose
 * message tells the user what would be right.
 */
final class SettingTypes {

  private static final String DURATION = "(\\d{1,9})(ms|s|m|h|d)?";
  private static final String SIZE = "(\\d{1,9})(B|KiB|MiB|GiB)";
  private static final long LEAST_RATE = 16 * 1024;
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final String DIRECTORY = "[A-Za-z0-9._=-]{1,100}";

  private SettingTypes() {}

  /**
   * {@code 90}, {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 1d}; bare numbers are
   * seconds.
   */
  static Duration duration(String text) {
    Matcher matcher = Pattern.compile(DURATION).matcher(text.trim());
    if (!matcher.matches()) {
      throw wrong(text, "no duration; write seconds as 300 or 300s, or 2m, 1h, 1d");
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
      throw wrong(text, "too long; the most is " + LONGEST.toDays() + "d");
    }
    return duration;
  }

  /** A duration of at least so much. */
  static Function<String, Duration> durationFrom(Duration least) {
    return text -> {
      Duration duration = duration(text);
      if (duration.compareTo(least) < 0) {
        throw wrong(text, "too short; the least is " + least.toSeconds() + "s");
      }
      return duration;
    };
  }

  /** Bytes, {@code 500MiB} or {@code 5GiB}. */
  static Long size(String text) {
    Matcher matcher = Pattern.compile(SIZE).matcher(text.trim());
    if (!matcher.matches() || bytes(matcher) == 0) {
      throw wrong(text, "no size; write 500MiB or 5GiB");
    }
    return bytes(matcher);
  }

  /** Bytes in a second, {@code 500KiB/s} or {@code 1MiB/s}. */
  static Long rate(String text) {
    Matcher matcher = Pattern.compile(SIZE + "/s").matcher(text.trim());
    if (!matcher.matches()) {
      throw wrong(text, "no rate; write 500KiB/s or 1MiB/s");
    }
    long rate = bytes(matcher);
    if (rate < LEAST_RATE) {
      throw wrong(text, "too slow; the least is " + LEAST_RATE / 1024 + "KiB/s");
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
      throw wrong(text, "no size of free space; write 500MiB, 2GiB or 10%, or 0 for none");
    }
    return new FreeSpace(size.group(1) == null ? 0 : bytes(size), 1);
  }

  /** What {@link #SIZE} matched. */
  private static long bytes(Matcher size) {
    long number = Long.parseLong(size.group(1));
    return switch (String.valueOf(size.group(2))) {
      case "KiB" -> number << 10;
      case "MiB" -> number << 20;
      case "GiB" -> number << 30;
      default -> number;
    };
  }

  /** Where objects are stored: a scheme that is known, and what belongs to it. */
  static URI store(String text) {
    URI uri = uri(text);
    boolean complete =
        switch (String.valueOf(uri.getScheme())) {
          case "gs", "s3", "https", "http" -> hasText(uri.getRawAuthority());
          case "az" -> hasText(uri.getRawAuthority()) && hasText(firstDirectory(uri));
          case "file" -> !hasText(uri.getRawAuthority()) && hasText(firstDirectory(uri));
          default ->
              throw wrong(text, "no store; there are gs://, s3://, az://, https:// and file:///");
        };
    if (!complete || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw wrong(
          text,
          "not complete; write gs://BUCKET/PREFIX, s3://BUCKET/PREFIX,"
              + " az://ACCOUNT/CONTAINER/PREFIX, https://COLLECTOR/PATH or file:///DIR");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "credentials do not belong on a command line; docs/stores.md says where they do");
    }
    return uri;
  }

  private static String firstDirectory(URI uri) {
    return uri.getRawPath().replaceFirst("^/+", "").replaceFirst("/.*", "");
  }

  private static boolean hasText(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  /** The URL that a server listens at. */
  static URI endpoint(String text) {
    URI uri = uri(text);
    if (!String.valueOf(uri.getScheme()).matches("https?") || uri.getHost() == null) {
      throw wrong(text, "no URL of a server; write https://HOST:PORT");
    }
    return uri;
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw wrong(text, "no URI");
    }
  }

  static Long count(String text) {
    if (!text.matches("[1-9]\\d{0,17}")) {
      throw wrong(text, "no count; write a whole number from 1 on");
    }
    return Long.valueOf(text);
  }

  /** What switches an option on in the environment; on the command line it is just there. */
  static Boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw wrong(text, "neither true nor false");
    };
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw wrong(text, "no path");
    }
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw wrong(text, "no time zone; write UTC, Europe/Berlin or +02:00");
    }
  }

  /** Names of column groups, separated by commas; {@code all} for all. */
  static Set<ColumnGroup> columns(String text) {
    Set<ColumnGroup> groups = EnumSet.noneOf(ColumnGroup.class);
    for (String name : text.split(",", -1)) {
      if (name.trim().equals("all")) {
        groups.addAll(EnumSet.allOf(ColumnGroup.class));
      } else {
        groups.add(
            Arrays.stream(ColumnGroup.values())
                .filter(group -> group.label().equals(name.trim()))
                .findFirst()
                .orElseThrow(() -> wrong(name, "no group of columns; there are " + columnNames())));
      }
    }
    return groups;
  }

  static String columnNames() {
    return Arrays.stream(ColumnGroup.values())
            .map(ColumnGroup::label)
            .collect(Collectors.joining(", "))
        + " and all";
  }

  static Boolean gzip(String text) {
    return switch (text) {
      case "gzip" -> true;
      case "none" -> false;
      default -> throw wrong(text, "no compression; there are gzip and none");
    };
  }

  /** One directory name that every file system and store takes as it is. */
  static String directory(String text) {
    if (!text.matches(DIRECTORY) || text.matches("\\.+")) {
      throw wrong(text, "no directory name; use letters, digits and . _ = -, at most 100 of them");
    }
    return text;
  }

  /** Directory names separated by slashes. */
  static String directories(String text) {
    return Arrays.stream(text.split("/", -1))
        .map(SettingTypes::directory)
        .collect(Collectors.joining("/"));
  }

  private static IllegalArgumentException wrong(String text, String problem) {
    return new IllegalArgumentException("'" + text + "' is " + problem);
  }
}
