package procsnap.adapters.format.manifest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import procsnap.core.archive.DamagedException;
import procsnap.core.archive.ExpiryRecord;
import procsnap.core.archive.FileSums;
import procsnap.core.archive.NumberRange;
import procsnap.core.archive.SnapshotManifest;
import procsnap.core.archive.TraceEndRecord;
import procsnap.core.archive.TraceManifest;

/** Reads the JSON files that {@link ManifestJson} writes, whoever has had them in the meantime. */
public final class ManifestReader {

  /** No manifest is as large as that. */
  private static final int CAP = 1024 * 1024;

  private final JsonObject json;

  private ManifestReader(JsonObject json) {
    this.json = json;
  }

  /** Reads the manifest of a trace. */
  public static TraceManifest trace(InputStream in) throws IOException, DamagedException {
    ManifestReader manifest = open(in);
    List<String> columns = new ArrayList<>();
    for (JsonElement column : manifest.array("columns")) {
      columns.add(new ManifestReader(object(column, "columns")).text("name"));
    }
    if (columns.isEmpty()) {
      throw malformed("columns");
    }
    JsonElement header = manifest.object("settings").get("header");
    return new TraceManifest(columns, !"\"false\"".equals(String.valueOf(header)));
  }

  /** Reads the manifest of a snapshot. */
  public static SnapshotManifest snapshot(InputStream in) throws IOException, DamagedException {
    ManifestReader manifest = open(in);
    if (!manifest.text("complete").equals("true")) {
      throw malformed("complete");
    }
    return new SnapshotManifest(
        manifest.text("snapshot"),
        manifest.count("number"),
        manifest.count("rows"),
        new FileSums(manifest.count("bytes"), manifest.text("sha256"), manifest.text("crc32c")),
        manifest.ranges("missed_before"));
  }

  /** Reads the end of a trace. */
  public static TraceEndRecord end(InputStream in) throws IOException, DamagedException {
    ManifestReader end = open(in);
    return new TraceEndRecord(end.count("snapshots"), end.ranges("missed_since_last"));
  }

  /** Reads what was removed of a trace because it was old. */
  public static ExpiryRecord expiry(InputStream in) throws IOException, DamagedException {
    ManifestReader expiry = open(in);
    return new ExpiryRecord(expiry.count("snapshots"), expiry.ranges("numbers"));
  }

  private static ManifestReader open(InputStream in) throws IOException, DamagedException {
    byte[] bytes = in.readNBytes(CAP + 1);
    if (bytes.length > CAP) {
      throw new DamagedException("it is longer than a manifest can be");
    }
    ManifestReader manifest = new ManifestReader(object(parse(bytes), "manifest"));
    long format = manifest.count("format");
    if (format != ManifestJson.FORMAT) {
      throw new DamagedException(
          "it has format " + format + ", which this procsnap cannot read: use a newer one");
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
      throw new DamagedException("it is no JSON", e);
    }
  }

  private String text(String key) throws DamagedException {
    JsonElement value = json.get(key);
    if (value == null || !value.isJsonPrimitive()) {
      throw malformed(key);
    }
    return value.getAsString();
  }

  private long count(String key) throws DamagedException {
    try {
      long count = Long.parseLong(text(key));
      if (count >= 0 && count < Long.MAX_VALUE) {
        return count;
      }
    } catch (NumberFormatException e) {
      // It is told below.
    }
    throw malformed(key);
  }

  private JsonObject object(String key) throws DamagedException {
    JsonElement value = json.get(key);
    if (value == null) {
      throw malformed(key);
    }
    return object(value, key);
  }

  private static JsonObject object(JsonElement value, String key) throws DamagedException {
    if (!value.isJsonObject()) {
      throw malformed(key);
    }
    return value.getAsJsonObject();
  }

  private JsonArray array(String key) throws DamagedException {
    JsonElement value = json.get(key);
    if (value == null || !value.isJsonArray()) {
      throw malformed(key);
    }
    return value.getAsJsonArray();
  }

  private List<NumberRange> ranges(String key) throws DamagedException {
    List<NumberRange> ranges = new ArrayList<>();
    for (JsonElement element : array(key)) {
      ManifestReader run = new ManifestReader(object(element, key));
      try {
        ranges.add(new NumberRange(run.count("first"), run.count("last")));
      } catch (IllegalArgumentException e) {
        throw new DamagedException("its " + key + " is malformed", e);
      }
    }
    return ranges;
  }

  private static DamagedException malformed(String key) {
    return new DamagedException("its " + key + " is malformed");
  }
}
