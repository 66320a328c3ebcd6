package procsnap.adapters.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import procsnap.adapters.storage.http.RawServer;
import procsnap.adapters.storage.http.RawServer.Talk;
import procsnap.adapters.storage.http.ScriptedServer;
import procsnap.adapters.storage.http.ScriptedServer.Answer;
import procsnap.adapters.storage.http.ScriptedServer.Request;
import procsnap.core.port.BytesContent;
import procsnap.core.port.Listings;
import procsnap.core.port.ObjectStore;
import procsnap.core.port.ObjectStore.Put;
import procsnap.core.port.ObjectStoreException;
import procsnap.core.port.ObjectStoreException.Kind;

/** Responses of S3 that a healthy server seldom sends. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class S3ResponsesTest {

  private static final BytesContent CONTENT = BytesContent.of("timestamp,pid\n");
  private static final Map<String, String> NO_MD5 =
      Map.of("ETag", "\"opaque\"", "Content-Length", "14");

  @ParameterizedTest
  @CsvSource({
    "408, RequestTimeout, TRANSIENT",
    "409, ConditionalRequestConflict, TRANSIENT",
    "429, TooManyRequests, TRANSIENT",
    "500, InternalError, TRANSIENT",
    "503, SlowDown, TRANSIENT",
    "400, BadDigest, TRANSIENT",
    "400, RequestTimeout, TRANSIENT",
    "302, Found, TRANSIENT",
    "307, TemporaryRedirect, TRANSIENT",
    "301, PermanentRedirect, PERMANENT",
    "400, ExpiredToken, PERMANENT",
    "401, '', PERMANENT",
    "403, RequestTimeTooSkewed, PERMANENT",
    "404, NoSuchBucket, PERMANENT",
    "413, EntityTooLarge, PERMANENT",
    "501, NotImplemented, PERMANENT",
  })
  void rejectionHasItsKindAndIsSentOnce(int status, String code, Kind kind) throws Exception {
    String body = "<Error><Code>" + code + "</Code><Message>no</Message></Error>";
    Map<String, String> headers = Map.of("Retry-After", "7", "Location", "http://127.0.0.1:1/");
    try (ScriptedServer server =
        ScriptedServer.start(nothingThere(request -> new Answer(status, headers, body)))) {
      ObjectStoreException failure = failure(server);
      assertEquals(kind, failure.kind(), failure::getMessage);
      assertEquals(Duration.ofSeconds(7), failure.retryAfter());
      assertEquals(1, puts(server).size());
      String message = String.valueOf(failure.getMessage());
      assertTrue(message.contains((status + " " + code).strip()), message);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "301, PermanentRedirect, eu-west-1, the bucket is in the region eu-west-1: set --s3-region eu-west-1",
    "301, '', eu-west-1, the bucket is in the region eu-west-1: set --s3-region eu-west-1",
    "400, AuthorizationHeaderMalformed, eu-west-1, set --s3-region eu-west-1",
    "301, '', '', 'set --s3-region to the region of the bucket, and check the endpoint'",
    "301, '', 'no region!', 'set --s3-region to the region of the bucket, and check the endpoint'",
  })
  void wrongRegionIsNamed(int status, String code, String region, String advice) throws Exception {
    String body = "<Error><Code>" + code + "</Code></Error>";
    ObjectStoreException failure =
        failure(request -> new Answer(status, Map.of("x-amz-bucket-region", region), body));
    assertEquals(Kind.PERMANENT, failure.kind());
    assertTrue(String.valueOf(failure.getMessage()).endsWith(advice), failure::getMessage);
  }

  @Test
  void hostileTextIsNotShownAsItIs() throws Exception {
    String body =
        "<Error><Code>Bad\u001b[31m</Code><Message>"
            + "\n\r\u001b]0;x\u0007".repeat(10)
            + "y".repeat(1_000_000);
    try (ScriptedServer server = ScriptedServer.start(request -> Answer.of(500, body))) {
      ObjectStoreException failure = failure(server);
      assertEquals(Kind.TRANSIENT, failure.kind());
      assertTrue(String.valueOf(failure.getMessage()).matches("[ -~]{10,1000}"));
    }
  }

  @Test
  void requestSaysThatNothingIsReplacedAndWhatTheBytesAre() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(request -> Answer.of(500, ""))) {
      failure(server);
      Request put = puts(server).get(0);
      assertEquals("PUT", put.method());
      assertEquals("/traces/deep/prefix/file", put.uri().getPath());
      assertEquals(Optional.of("*"), put.header("If-none-match"));
      assertEquals(Optional.of("14"), put.header("Content-length"));
      // CRC-32C and MD5 of the content as Python has them.
      assertEquals(Optional.of("BsCCUw=="), put.header("X-amz-checksum-crc32c"));
      assertEquals(Optional.of("iyxxYyDjtEeZvyPRL5ZajQ=="), put.header("Content-md5"));
      assertEquals("timestamp,pid\n", put.body());
      assertTrue(put.header("Authorization").orElse("").contains("/us-east-1/s3/"));
    }
  }

  @Test
  void responseWithAnotherChecksumIsNotASuccess() throws Exception {
    Map<String, String> wrong = Map.of("x-amz-checksum-crc32c", "AAAAAA==", "Content-Length", "14");
    assertEquals(Kind.TRANSIENT, failure(request -> Answer.of(200, wrong)).kind());
  }

  @Test
  void objectOfAStoreWithoutChecksumsIsReadBack() throws Exception {
    assertEquals(Put.CREATED, put(readBack(200, "timestamp,pid\n")));
    assertEquals(Kind.TRANSIENT, failure(readBack(200, "timestamp,pod\n")).kind());
    assertEquals(Put.ALREADY_THERE, put(readBack(412, "timestamp,pid\n")));
    assertEquals(Kind.CONFLICT, failure(readBack(412, "timestamp,pod\n")).kind());
  }

  private static Function<Request, Answer> readBack(int firstPut, String there) {
    AtomicInteger puts = new AtomicInteger();
    return request ->
        switch (request.method()) {
          case "GET" -> Answer.of(200, there);
          case "PUT" -> Answer.of(puts.getAndIncrement() == 0 ? firstPut : 412, NO_MD5);
          default -> Answer.of(200, NO_MD5);
        };
  }

  @Test
  void serverThatOverwritesIsNotUsed() throws Exception {
    Map<String, String> stored = Map.of("x-amz-checksum-crc32c", "BsCCUw==");
    try (ScriptedServer server =
            ScriptedServer.start(nothingThere(request -> Answer.of(200, stored)));
        ObjectStore store = store(server)) {
      for (int tries = 1; tries <= 2; tries++) {
        ObjectStoreException failure =
            assertThrows(ObjectStoreException.class, () -> store.putIfAbsent("file", CONTENT));
        assertEquals(Kind.PERMANENT, failure.kind());
        assertTrue(String.valueOf(failure.getMessage()).contains("ignores If-None-Match"));
        assertEquals(2, puts(server).size());
      }
    }
  }

  @Test
  void serverThatOnceRefusedToOverwriteIsNotAskedAgain() throws Exception {
    AtomicInteger puts = new AtomicInteger();
    Map<String, String> stored = Map.of("x-amz-checksum-crc32c", "BsCCUw==");
    try (ScriptedServer server =
            ScriptedServer.start(
                nothingThere(
                    request -> Answer.of(puts.getAndIncrement() == 1 ? 412 : 200, stored)));
        ObjectStore store = store(server)) {
      assertEquals(Put.CREATED, store.putIfAbsent("file", CONTENT));
      assertEquals(Put.CREATED, store.putIfAbsent("other", CONTENT));
      assertEquals(3, puts(server).size());
    }
  }

  /** Whether it overwrites is not known yet. */
  @Test
  void objectOfSomebodyElseIsNotOverwrittenByTheFirstPut() throws Exception {
    Map<String, String> other = Map.of("Content-Length", "15");
    try (ScriptedServer server = ScriptedServer.start(request -> Answer.of(200, other));
        ObjectStore store = store(server)) {
      ObjectStoreException failure =
          assertThrows(ObjectStoreException.class, () -> store.putIfAbsent("file", CONTENT));
      assertEquals(Kind.CONFLICT, failure.kind());
      assertEquals(List.of(), puts(server));
    }
  }

  @Test
  void freeNameThatIsRejectedAsTakenIsAPolicyOfTheBucket() throws Exception {
    String policy =
        "<Error><Code>PreconditionFailed</Code><Message>denied by the organization</Message></Error>";
    ObjectStoreException failure =
        failure(
            request ->
                request.method().equals("PUT") ? Answer.of(412, policy) : Answer.of(404, ""));

    assertEquals(Kind.PERMANENT, failure.kind());
    assertTrue(
        String.valueOf(failure.getMessage())
            .endsWith(
                "(denied by the organization): nothing has that name: check the policies of the bucket"),
        failure::getMessage);
  }

  @Test
  void objectThatMayNotBeComparedIsPermanent() throws Exception {
    assertEquals(
        Kind.PERMANENT,
        failure(request -> Answer.of(request.method().equals("PUT") ? 412 : 403, "")).kind());
  }

  /** A server that responds before the end of a body resets the connection. */
  @Test
  void storeThatClosesTheConnectionIsAskedWhatItHas() throws Exception {
    BytesContent large = BytesContent.random(8 * 1024 * 1024, 1);
    AtomicInteger puts = new AtomicInteger();
    Talk talk =
        (in, out) -> {
          String head = RawServer.readHead(in);
          if (head.startsWith("PUT")) {
            puts.incrementAndGet();
            RawServer.write(out, "HTTP/1.1 412 Taken\r\nContent-Length: 0\r\n\r\n");
          } else {
            RawServer.write(
                out, "HTTP/1.1 200 OK\r\nContent-Length: " + large.bytes() + "\r\n\r\n");
            out.write(large.content());
          }
        };
    try (RawServer server = RawServer.start(talk);
        ObjectStore store =
            S3Server.store(
                URI.create("http://127.0.0.1:" + server.port()), "traces", "id", "key")) {
      assertEquals(Put.ALREADY_THERE, store.putIfAbsent("file", large));
      assertEquals(1, puts.get());
    }
  }

  @Test
  void listingWithoutEndFails() throws Exception {
    String page =
        "<ListBucketResult><IsTruncated>true</IsTruncated>"
            + "<NextContinuationToken>again</NextContinuationToken></ListBucketResult>";
    try (ScriptedServer server = ScriptedServer.start(request -> Answer.of(200, page));
        ObjectStore store = store(server)) {
      assertThrows(ObjectStoreException.class, () -> Listings.all(store));
      assertEquals(2, server.requests().size());
    }
  }

  @Test
  void requestsAreUnsignedWithoutCredentials() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(request -> Answer.of(403, ""));
        ObjectStore store =
            new S3StoreFactory().open(S3Server.location("traces", server.uri(), true), Map.of())) {
      assertThrows(ObjectStoreException.class, () -> store.putIfAbsent("file", CONTENT));
      assertEquals(Optional.empty(), server.requests().get(0).header("Authorization"));
      assertEquals("/traces/file", server.requests().get(0).uri().getPath());
    }
  }

  @Test
  void profileOfTheDefaultChainMayBeReplaced(@TempDir Path directory) throws Exception {
    S3Server server = S3Server.start();
    Path profile = directory.resolve("credentials");
    AwsProfiles profiles =
        new AwsProfiles(() -> Optional.of(profile).filter(Files::exists), Optional::empty);
    System.setProperty("aws.disableEc2Metadata", "true");
    try (ObjectStore store =
        S3ObjectStore.open(
            S3Server.location(S3Server.BUCKET, server.endpoint(), false),
            profiles,
            S3Clients.credentials(false, profiles),
            Duration.ofSeconds(10),
            1000)) {
      assertTrue(refusal(store).contains("AWS_ACCESS_KEY_ID"));
      write(profile, "expired");
      assertTrue(refusal(store).contains("403"));
      Files.writeString(profile, "[default]\nhalf a line\n");
      assertTrue(refusal(store).contains("credentials: malformed on line 2"));
      write(profile, S3Server.KEY);
      assertEquals(Put.CREATED, store.putIfAbsent("file", CONTENT));
    } finally {
      System.clearProperty("aws.disableEc2Metadata");
      server.close();
    }
  }

  private static void write(Path profile, String key) throws IOException {
    String id = "aws_access_key_id = " + S3Server.KEY_ID + "\n";
    Files.writeString(profile, "[default]\n" + id + "aws_secret_access_key = " + key + "\n");
  }

  private static String refusal(ObjectStore store) {
    ObjectStoreException refusal =
        assertThrows(ObjectStoreException.class, () -> store.putIfAbsent("file", CONTENT));
    assertEquals(Kind.PERMANENT, refusal.kind());
    return String.valueOf(refusal.getMessage());
  }

  private static Put put(Function<Request, Answer> script) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(nothingThere(script));
        ObjectStore store = store(server)) {
      return store.putIfAbsent("file", CONTENT);
    }
  }

  private static ObjectStoreException failure(Function<Request, Answer> script) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(nothingThere(script))) {
      return failure(server);
    }
  }

  private static ObjectStoreException failure(ScriptedServer server) throws Exception {
    try (ObjectStore store = store(server)) {
      ObjectStoreException failure =
          assertThrows(ObjectStoreException.class, () -> store.putIfAbsent("file", CONTENT));
      assertTrue(!String.valueOf(failure.getMessage()).contains(S3Server.KEY));
      return failure;
    }
  }

  /** A server on which there is nothing before the first put. */
  private static Function<Request, Answer> nothingThere(Function<Request, Answer> script) {
    AtomicBoolean hasPut = new AtomicBoolean();
    return request -> {
      boolean isPut = request.method().equals("PUT");
      if (isPut) {
        hasPut.set(true);
      }
      return isPut || hasPut.get() ? script.apply(request) : Answer.of(404, "");
    };
  }

  private static List<Request> puts(ScriptedServer server) {
    return server.requests().stream().filter(request -> request.method().equals("PUT")).toList();
  }

  private static ObjectStore store(ScriptedServer server) throws ObjectStoreException {
    return S3Server.store(server.uri(), "traces", S3Server.KEY_ID, S3Server.KEY);
  }
}
