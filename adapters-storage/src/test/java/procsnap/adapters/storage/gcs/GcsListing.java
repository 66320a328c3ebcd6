package procsnap.adapters.storage.gcs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;

/** Listings of a bucket, in pages, and the queries that ask for them. */
final class GcsListing {

  private GcsListing() {}

  /** The page that a query asks for. */
  static JsonObject page(NavigableMap<String, GcsObject> objects, Map<String, String> query) {
    String prefix = query.getOrDefault("prefix", "");
    String after = query.getOrDefault("pageToken", "");
    String from = query.getOrDefault("startOffset", "");
    int most = Integer.parseInt(query.getOrDefault("maxResults", "1000"));
    JsonArray items = new JsonArray();
    JsonObject page = new JsonObject();
    page.addProperty("kind", "storage#objects");
    for (GcsObject object : objects.tailMap(after, false).values()) {
      if (object.name().startsWith(prefix) && object.name().compareTo(from) >= 0) {
        if (items.size() == most) {
          JsonObject last = items.get(most - 1).getAsJsonObject();
          page.addProperty("nextPageToken", last.get("name").getAsString());
          break;
        }
        items.add(object.json(StrictGcsServer.BUCKET));
      }
    }
    page.add("items", items);
    return page;
  }

  static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      query.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
    }
    return query;
  }

  static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
