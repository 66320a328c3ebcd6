package procsnap.adapters.storage;

/** Media types of the files of a trace. Content-Encoding is never set: the bytes are the file. */
public final class ContentTypes {

  private ContentTypes() {}

  /** The type of a file by its name. */
  public static String of(String name) {
    if (name.endsWith(".json")) {
      return "application/json";
    } else if (name.endsWith(".csv")) {
      return "text/csv";
    }
    return name.endsWith(".gz") ? "application/gzip" : "application/octet-stream";
  }
}
