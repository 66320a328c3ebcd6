package procsnap.adapters.format.manifest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import procsnap.core.archive.DamagedException;

/** Untrusted JSON object: each value is checked when it is read. */
public final class CheckedJson {

  /** Limit on the size of an object in bytes; larger than any manifest. */
  private static final int MAX_BYTES = 1024 * 1024;

  /** Length of the longest number that is accepted; procsnap never writes a longer one. */
  private static final int LONGEST_NUMBER = 40;

  private final JsonObject json;

  private CheckedJson(JsonObject json) {
    this.json = json;
  }

  /** Reads an object, at most 1 MiB. */
  public static CheckedJson read(InputStream in) throws IOException, DamagedException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new DamagedException("it is larger than 1 MiB");
    }
    return of(parse(bytes), "manifest");
  }

  /** Reads a manifest of this format, at most 1 MiB. */
  static CheckedJson manifest(InputStream in, int format) throws IOException, DamagedException {
    CheckedJson manifest = read(in);
    long found = manifest.count("format");
    if (found != format) {
      throw new DamagedException(
          "it has format " + found + ", which this version cannot read: use a newer procsnap");
    }
    return manifest;
  }

  private static JsonElement parse(byte[] bytes) throws DamagedException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonReader reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      return JsonParser.parseReader(reader);
    } catch (CharacterCodingException | JsonParseException | NumberFormatException e) {
      throw new DamagedException("it is not JSON", e);
    }
  }

  private static CheckedJson of(JsonElement value, String key) throws DamagedException {
    if (!value.isJsonObject()) {
      throw malformed(key);
    }
    return new CheckedJson(value.getAsJsonObject());
  }

  static DamagedException malformed(String key) {
    return new DamagedException("its " + key + " is malformed");
  }

  Set<String> keys() {
    return json.keySet();
  }

  /** Whether the object has that key. */
  public boolean has(String key) {
    return json.has(key);
  }

  /** Object of a key. */
  public CheckedJson object(String key) throws DamagedException {
    return of(required(key), key);
  }

  List<CheckedJson> objects(String key) throws DamagedException {
    JsonElement value = required(key);
    if (!value.isJsonArray()) {
      throw malformed(key);
    }
    List<CheckedJson> objects = new ArrayList<>();
    for (JsonElement element : value.getAsJsonArray()) {
      objects.add(of(element, key));
    }
    return objects;
  }

  /** Text of a string, a number or a boolean. */
  public String text(String key) throws DamagedException {
    JsonElement value = required(key);
    if (!value.isJsonPrimitive()) {
      throw malformed(key);
    }
    return value.getAsString();
  }

  public Optional<String> optionalText(String key) throws DamagedException {
    return isNull(key) ? Optional.empty() : Optional.of(text(key));
  }

  boolean flag(String key) throws DamagedException {
    return switch (text(key)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw malformed(key);
    };
  }

  /** Point in time, in UTC. */
  public Instant instant(String key) throws DamagedException {
    try {
      return Instant.parse(text(key));
    } catch (DateTimeException e) {
      throw new DamagedException("its " + key + " is malformed", e);
    }
  }

  /** Whole number. */
  public long number(String key) throws DamagedException {
    try {
      return Long.parseLong(text(key));
    } catch (NumberFormatException e) {
      throw new DamagedException("its " + key + " is malformed", e);
    }
  }

  OptionalLong optionalNumber(String key) throws DamagedException {
    return isNull(key) ? OptionalLong.empty() : OptionalLong.of(number(key));
  }

  /** Non-negative number. */
  public long count(String key) throws DamagedException {
    long count = number(key);
    if (count < 0 || count == Long.MAX_VALUE) {
      throw malformed(key);
    }
    return count;
  }

  OptionalLong optionalCount(String key) throws DamagedException {
    return isNull(key) ? OptionalLong.empty() : OptionalLong.of(count(key));
  }

  /** Count that fits an int. */
  int integer(String key) throws DamagedException {
    long count = count(key);
    if (count > Integer.MAX_VALUE) {
      throw malformed(key);
    }
    return (int) count;
  }

  OptionalDouble optionalDecimal(String key) throws DamagedException {
    return isNull(key) ? OptionalDouble.empty() : OptionalDouble.of(decimal(key).doubleValue());
  }

  /** Nanoseconds of a number of seconds with decimals. */
  long nanos(String key) throws DamagedException {
    try {
      return decimal(key).movePointRight(9).setScale(0, RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException e) {
      throw new DamagedException("its " + key + " is malformed", e);
    }
  }

  /**
   * Decimal number, limited in length and without an exponent: scaling an exponent of a billion
   * would produce a billion digits.
   */
  private BigDecimal decimal(String key) throws DamagedException {
    String text = text(key);
    if (text.length() > LONGEST_NUMBER || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      throw malformed(key);
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new DamagedException("its " + key + " is malformed", e);
    }
  }

  private boolean isNull(String key) throws DamagedException {
    return required(key).isJsonNull();
  }

  private JsonElement required(String key) throws DamagedException {
    JsonElement value = json.get(key);
    if (value == null) {
      throw malformed(key);
    }
    return value;
  }
}
