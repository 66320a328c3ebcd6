package procsnap.adapters.storage.gcs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server that stands in for Google's holds to what the JSON API promises. */
class StrictGcsServerTest {

  /** Of "text", by openssl. */
  private static final String MD5 = "HLJR7A1WjeapKbUgxK7Y0Q==";

  private static final String MULTIPART =
      String.join(
          "\r\n",
          "--b",
          "Content-Type: application/json",
          "",
          "{\"name\":\"a/b\",\"md5Hash\":\"%s\"}",
          "--b",
          "Content-Type: text/csv",
          "",
          "text",
          "--b--",
          "");

  private final HttpClient client = HttpClient.newHttpClient();
  private StrictGcsServer server;

  @BeforeEach
  void start() throws IOException {
    server = StrictGcsServer.start(true);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void objectIsCreatedDescribedAndReadBack() throws Exception {
    JsonObject created = json(upload("traces", "ifGenerationMatch=0&", MD5));
    assertEquals("a/b", created.get("name").getAsString());
    assertEquals("4", created.get("size").getAsString());
    assertEquals(MD5, created.get("md5Hash").getAsString());
    assertEquals("text", get("/storage/v1/b/traces/o/a%2Fb?alt=media").body());
    assertEquals(created, json(get("/storage/v1/b/traces/o/a%2Fb")));
  }

  @Test
  void preconditionThatDoesNotHoldIsRefusedAndTheObjectStays() throws Exception {
    String generation = json(upload("traces", "", MD5)).get("generation").getAsString();
    assertEquals(412, upload("traces", "ifGenerationMatch=0&", MD5).statusCode());
    assertEquals(
        generation, json(get("/storage/v1/b/traces/o/a%2Fb")).get("generation").getAsString());
    assertEquals(200, upload("traces", "ifGenerationMatch=" + generation + "&", MD5).statusCode());
    assertEquals(412, upload("traces", "ifGenerationMatch=" + generation + "&", MD5).statusCode());
  }

  @Test
  void wrongChecksumIsRefusedAndNothingStored() throws Exception {
    assertEquals(400, upload("traces", "", "AAAAAAAAAAAAAAAAAAAAAA==").statusCode());
    assertEquals(404, get("/storage/v1/b/traces/o/a%2Fb").statusCode());
  }

  @Test
  void bucketThatIsNotThereIsNotFound() throws Exception {
    assertEquals(404, upload("nowhere", "", MD5).statusCode());
    assertEquals(404, get("/storage/v1/b/nowhere/o").statusCode());
  }

  @ParameterizedTest
  @CsvSource({"'', 401", "Bearer other, 403"})
  void whoeverHasNotTheTokenIsRefused(String authorization, int status) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri("/storage/v1/b/traces/o"));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    assertEquals(status, client.send(request.build(), BodyHandlers.ofString()).statusCode());
  }

  @Test
  void resumableUploadIsStoredWithItsLastPiece() throws Exception {
    HttpResponse<String> begun =
        send(
            authorized("/upload/storage/v1/b/traces/o?uploadType=resumable&ifGenerationMatch=0")
                .POST(BodyPublishers.ofString("{\"name\":\"large\"}")));
    URI location = URI.create(begun.headers().firstValue("Location").orElseThrow());
    HttpResponse<String> first = piece(location, "bytes 0-3/*", "text");
    assertEquals(308, first.statusCode());
    assertEquals("bytes=0-3", first.headers().firstValue("Range").orElseThrow());
    assertEquals(404, get("/storage/v1/b/traces/o/large").statusCode());
    assertEquals(400, piece(location, "bytes 0-3/*", "text").statusCode(), "that was there");
    assertEquals(308, piece(location, "bytes */*", "").statusCode());
    assertEquals(200, piece(location, "bytes 4-7/8", "more").statusCode());
    assertEquals("textmore", get("/storage/v1/b/traces/o/large?alt=media").body());
    assertEquals(404, piece(location, "bytes 4-7/8", "more").statusCode(), "it is over");
  }

  @Test
  void listingComesInPages() throws Exception {
    upload("traces", "", MD5);
    JsonObject all = json(get("/storage/v1/b/traces/o?prefix=a/"));
    assertEquals(1, all.getAsJsonArray("items").size());
    assertTrue(!all.has("nextPageToken"));
    assertEquals(0, json(get("/storage/v1/b/traces/o?prefix=b")).getAsJsonArray("items").size());
  }

  private HttpResponse<String> upload(String bucket, String query, String md5) throws Exception {
    return send(
        authorized("/upload/storage/v1/b/" + bucket + "/o?" + query + "uploadType=multipart")
            .header("Content-Type", "multipart/related; boundary=b")
            .POST(BodyPublishers.ofString(String.format(MULTIPART, md5))));
  }

  private HttpResponse<String> piece(URI location, String range, String text) throws Exception {
    return send(
        HttpRequest.newBuilder(location)
            .header("Authorization", "Bearer " + StrictGcsServer.TOKEN)
            .header("Content-Range", range)
            .PUT(BodyPublishers.ofString(text)));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(authorized(path).GET());
  }

  private HttpRequest.Builder authorized(String path) {
    return HttpRequest.newBuilder(uri(path))
        .header("Authorization", "Bearer " + StrictGcsServer.TOKEN);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return server.endpoint().resolve(path);
  }

  private static JsonObject json(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer::body);
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }
}
