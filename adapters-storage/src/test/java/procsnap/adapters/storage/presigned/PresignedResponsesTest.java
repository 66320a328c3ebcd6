package procsnap.adapters.storage.presigned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import procsnap.adapters.storage.file.Secrets;
import procsnap.adapters.storage.http.ScriptedServer;
import procsnap.adapters.storage.http.ScriptedServer.Answer;
import procsnap.adapters.storage.http.ScriptedServer.Request;
import procsnap.core.port.BytesContent;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.Put;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** Responses of a collector and of the store behind it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PresignedResponsesTest {

  private static final BytesContent CONTENT = BytesContent.of("timestamp,pid\n");
  private static final String TOKEN = "not-to-be-seen";

  /** CRC-32C and MD5 of the content as Python has them. */
  private static final String CRC32C = "BsCCUw==";

  private static final String MD5 = "iyxxYyDjtEeZvyPRL5ZajQ==";
  private static final String HEX_MD5 = "8b2c716320e3b44799bf23d12f965a8d";

  private Optional<ScriptedServer> collector = Optional.empty();
  private Optional<ScriptedServer> behind = Optional.empty();

  @AfterEach
  void stop() {
    collector.ifPresent(ScriptedServer::close);
    behind.ifPresent(ScriptedServer::close);
  }

  @Test
  void requestHasTheChecksumsAndOnlyTheCollectorGetsTheToken() throws Exception {
    Put put =
        put(
            PresignedResponsesTest::granting,
            request -> Answer.of(200, Map.of("ETag", "\"" + HEX_MD5 + "\"")));
    assertEquals(Put.CREATED, put);
    Request post = collector.orElseThrow().requests().get(0);
    assertEquals("POST", post.method());
    assertEquals("/c/directory/a%20b%2Bc", post.uri().getRawPath());
    assertEquals(
        "{\"bytes\":14,\"crc32c\":\"" + CRC32C + "\",\"md5\":\"" + MD5 + "\"}", post.body());
    assertEquals(Optional.of("Bearer " + TOKEN), post.header("Authorization"));
    Request sent = behind.orElseThrow().requests().get(0);
    assertEquals("PUT", sent.method());
    assertEquals("/bucket/x?signature=abc", sent.uri().toString());
    assertEquals("timestamp,pid\n", sent.body());
    assertEquals(Optional.of("*"), sent.header("If-none-match"));
    assertEquals(Optional.of("14"), sent.header("Content-length"));
    assertEquals(Optional.empty(), sent.header("Authorization"));
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-checksum-crc32c, CRC",
    "x-goog-hash, 'crc32c=CRC,md5=MD5'",
    "Content-MD5, MD5",
    "ETag, '\"HEX\"'",
  })
  void everyStoresWayToConfirmIsUnderstood(String header, String sum) throws Exception {
    String right = sum.replace("CRC", CRC32C).replace("MD5", MD5).replace("HEX", HEX_MD5);
    assertEquals(
        Put.CREATED,
        put(PresignedResponsesTest::granting, request -> Answer.of(200, Map.of(header, right))));
    assertEquals(1, behind.orElseThrow().requests().size());
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-checksum-crc32c, AAAAAA==",
    "x-goog-hash, 'crc32c=AAAAAA==,md5=AAAA'",
    "Content-MD5, AAAAAAAAAAAAAAAAAAAAAA==",
  })
  void responseWithAnotherChecksumIsNotASuccess(String header, String wrong) throws Exception {
    assertEquals(
        Kind.TRANSIENT,
        failure(PresignedResponsesTest::granting, request -> Answer.of(200, Map.of(header, wrong)))
            .kind());
  }

  @Test
  void storeThatConfirmsNothingIsReadBack() throws Exception {
    assertEquals(
        Put.CREATED, put(PresignedResponsesTest::granting, readBack(200, "timestamp,pid\n")));
    assertEquals(
        Kind.TRANSIENT,
        failure(PresignedResponsesTest::granting, readBack(200, "timestamp,pod\n")).kind());
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 409, 412})
  void nameThatMayBeTakenIsCompared(int status) throws Exception {
    assertEquals(
        Put.ALREADY_THERE,
        put(PresignedResponsesTest::granting, readBack(status, "timestamp,pid\n")));
    assertEquals(
        Kind.CONFLICT,
        failure(PresignedResponsesTest::granting, readBack(status, "timestamp,pod\n")).kind());
    Kind kind =
        failure(
                PresignedResponsesTest::granting,
                request -> Answer.of(request.method().equals("PUT") ? status : 404, ""))
            .kind();
    // After a 409 the name is free again; the others are the store's own rule.
    assertEquals(status == 409 ? Kind.TRANSIENT : Kind.PERMANENT, kind);
  }

  private static Function<Request, Answer> readBack(int status, String there) {
    return request ->
        request.method().equals("GET") ? Answer.of(200, there) : Answer.of(status, "");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"bytes\":14,\"crc32c\":\"CRC\"}', true",
    "'{\"bytes\":14,\"md5\":\"MD5\"}', true",
    "'{\"bytes\":15,\"crc32c\":\"CRC\"}', false",
    "'{\"bytes\":14,\"crc32c\":\"AAAAAA==\"}', false",
    "'{\"bytes\":14,\"crc32c\":\"CRC\",\"md5\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}', false",
  })
  void collectorMayDescribeWhatExists(String there, boolean same) throws Exception {
    String body = there.replace("CRC", CRC32C).replace("MD5", MD5);
    if (same) {
      assertEquals(
          Put.ALREADY_THERE, put(to -> request -> Answer.of(409, body), readBack(500, "")));
    } else {
      assertEquals(
          Kind.CONFLICT, failure(to -> request -> Answer.of(409, body), readBack(500, "")).kind());
    }
    assertEquals(0, behind.orElseThrow().requests().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.0.2.1/x?secret",
        "http://127.0.0.1.example.org/x?secret",
        "http://user@127.0.0.1/secret",
        "ftp://127.0.0.1/secret",
        "file:///etc/secret",
        "//127.0.0.1/secret",
        "http://127.0.0.1/ secret",
        "secret",
      })
  void addressThatIsNotFitIsNeitherUsedNorShown(String address) throws Exception {
    String body = "{\"url\":\"" + address + "\"}";
    ObjectStoreException failure =
        failure(to -> request -> Answer.of(200, body), readBack(200, ""));
    assertEquals(Kind.PERMANENT, failure.kind());
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertTrue(!cause.toString().contains("secret"), cause.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{\"url\":3}",
        "{\"method\":\"DELETE\",\"url\":\"https://example.org/\"}",
        "{\"url\":\"https://example.org/\",\"headers\":{\"a\":{}}}",
      })
  void malformedResponseGrantsNothing(String body) throws Exception {
    assertEquals(
        Kind.TRANSIENT, failure(to -> request -> Answer.of(200, body), readBack(200, "")).kind());
  }

  @Test
  void headerWithALineBreakIsNotSent() throws Exception {
    failure(
        to ->
            request ->
                Answer.of(200, "{\"url\":\"" + to + "\",\"headers\":{\"a\":\"b\\r\\nc: d\"}}"),
        readBack(200, ""));
    assertEquals(0, behind.orElseThrow().requests().size());
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    assertEquals(
        Kind.TRANSIENT,
        failure(to -> request -> Answer.of(307, Map.of("Location", to)), readBack(200, "")).kind());
    assertEquals(0, behind.orElseThrow().requests().size());
  }

  @Test
  void hostileTextIsNotShownAsItIs() throws Exception {
    String body = "\u001b[31m\n" + "x".repeat(1_000_000);
    ObjectStoreException failure =
        failure(to -> request -> Answer.of(400, body), readBack(200, ""));
    assertEquals(Kind.PERMANENT, failure.kind());
    assertTrue(String.valueOf(failure.getMessage()).matches("[ -~]{10,1000}"));
  }

  @Test
  void retryAfterOfTheCollectorIsReported() throws Exception {
    Answer busy = Answer.of(429, Map.of("Retry-After", "120"));
    ObjectStoreException failure = failure(to -> request -> busy, readBack(200, ""));
    assertEquals(Kind.TRANSIENT, failure.kind());
    assertEquals(Duration.ofMinutes(2), failure.retryAfter());
    assertEquals(1, collector.orElseThrow().requests().size());
  }

  @Test
  void tokenInAFileMayBeReplaced(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("token");
    CollectorToken token =
        CollectorToken.from(Map.of("PROCSNAP_COLLECTOR_TOKEN_FILE", file.toString()));
    assertEquals(Kind.PERMANENT, assertThrows(ObjectStoreException.class, token::read).kind());
    Secrets.write(file, "first\n");
    assertEquals(Optional.of("first"), token.read());
    Secrets.write(file, "second");
    assertEquals(Optional.of("second"), token.read());
    Secrets.write(file, "sec\nret");
    ObjectStoreException failure = assertThrows(ObjectStoreException.class, token::read);
    assertTrue(!String.valueOf(failure.getMessage()).contains("sec\nret"));
  }

  /** A collector that grants every request, at the given address. */
  private static Function<Request, Answer> granting(String to) {
    return request ->
        Answer.of(200, "{\"url\":\"" + to + "\",\"headers\":{\"If-None-Match\":\"*\"}}");
  }

  private Put put(
      Function<String, Function<Request, Answer>> collecting, Function<Request, Answer> storing)
      throws Exception {
    stop();
    ScriptedServer store = ScriptedServer.start(storing);
    behind = Optional.of(store);
    ScriptedServer asked =
        ScriptedServer.start(collecting.apply(store.uri() + "/bucket/x?signature=abc"));
    collector = Optional.of(asked);
    try (ObjectStore presigned =
        PresignedObjectStore.open(
            asked.uri().resolve("/c/"),
            CollectorToken.from(Map.of("PROCSNAP_COLLECTOR_TOKEN", TOKEN)),
            Duration.ofSeconds(10))) {
      return presigned.putIfAbsent("directory/a b+c", CONTENT);
    }
  }

  private ObjectStoreException failure(
      Function<String, Function<Request, Answer>> collecting, Function<Request, Answer> storing) {
    ObjectStoreException failure =
        assertThrows(ObjectStoreException.class, () -> put(collecting, storing));
    assertTrue(!String.valueOf(failure.getMessage()).contains(TOKEN));
    assertTrue(!String.valueOf(failure.getMessage()).contains("signature=abc"));
    return failure;
  }
}
