package procsnap.adapters.storage.gcs;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.CRC32C;

/** An object in the server's memory. */
final class GcsObject {

  private final String name;
  private final long generation;
  private final String contentType;
  private final byte[] bytes;

  GcsObject(String name, long generation, String contentType, byte[] bytes) {
    this.name = name;
    this.generation = generation;
    this.contentType = contentType;
    this.bytes = bytes;
  }

  String name() {
    return name;
  }

  long generation() {
    return generation;
  }

  byte[] bytes() {
    return bytes;
  }

  String md5() {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  String crc32c() {
    CRC32C crc32c = new CRC32C();
    crc32c.update(bytes);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc32c.getValue()).array());
  }

  /** How the JSON API describes it. */
  JsonObject json(String bucket) {
    JsonObject json = new JsonObject();
    json.addProperty("kind", "storage#object");
    json.addProperty("name", name);
    json.addProperty("bucket", bucket);
    json.addProperty("generation", Long.toString(generation));
    json.addProperty("metageneration", "1");
    json.addProperty("contentType", contentType);
    json.addProperty("size", Long.toString(bytes.length));
    json.addProperty("md5Hash", md5());
    json.addProperty("crc32c", crc32c());
    return json;
  }
}
