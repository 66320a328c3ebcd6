package procsnap.adapters.storage.chaos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection of a client, with one to the server behind it. */
final class ProxiedConnection implements AutoCloseable {

  // Hop by hop; an expectation is met by the proxy itself.
  private static final Set<String> NOT_FORWARDED =
      Set.of("Connection", "Keep-Alive", "Proxy-Connection", "Expect", "Upgrade", "HTTP2-Settings");
  private static final int MOST_AT_ONCE = 1024 * 1024;
  // Servers keep idle connections for some seconds.
  private static final long IDLE_NANOS = 2_000_000_000L;

  /** Clears the screen, sets the title, goes back in the line and forges another one. */
  private static final String ESCAPES =
      "\u001b[2J\u001b]0;owned\u0007\u009b31m\b\r\nINFO all is well";

  private static final String ESCAPES_IN_JSON =
      "\\u001b[2J\\u001b]0;owned\\u0007\\u009b31m\\b\\r\\nINFO all is well";

  private final ChaosProxy proxy;
  private final Socket client;
  private final InputStream fromClient;
  private final OutputStream toClient;
  private @Nullable Upstream upstream;

  /** The connection to the server. */
  private record Upstream(
      URI server, Socket socket, InputStream in, OutputStream out, long usedNanos) {
    Upstream usedNow() {
      return new Upstream(server, socket, in, out, System.nanoTime());
    }
  }

  ProxiedConnection(ChaosProxy proxy, Socket client) throws IOException {
    this.proxy = proxy;
    this.client = client;
    this.fromClient = new BufferedInputStream(client.getInputStream(), 16 * 1024);
    this.toClient = client.getOutputStream();
  }

  /** Serves one request after the other until one side ends it. */
  void serve() throws IOException {
    boolean goOn = true;
    while (goOn) {
      Optional<HttpHead> request = HttpHead.read(fromClient);
      if (request.isEmpty()) {
        return;
      }
      proxy.counts().addRequest(request.get());
      goOn = exchange(request.get()) && !request.get().closes();
    }
  }

  /** Returns whether the connection can serve another request. */
  private boolean exchange(HttpHead request) throws IOException {
    Fault fault = proxy.plan().faultFor(request);
    if (fault == Fault.REFUSE) {
      proxy.goAwayForAMoment();
      return false;
    }
    if (request.header("Expect").isPresent()) {
      send("HTTP/1.1 100 Continue\r\n\r\n");
    }
    HttpBody body = HttpBody.ofRequest(request, fromClient);
    return switch (fault.where()) {
      case INSTEAD -> {
        // Read completely, so that no reset overtakes the response.
        body.copyTo(OutputStream.nullOutputStream(), Long.MAX_VALUE);
        yield answerInstead(request, fault);
      }
      case REQUEST -> breakRequest(request, body, fault);
      default -> forward(request, body, fault);
    };
  }

  private boolean answerInstead(HttpHead request, Fault fault) throws IOException {
    if (fault == Fault.ENDLESS) {
      proxy.counts().addHappened(fault);
      answerEndlessly();
      return false;
    }
    String type = "text/plain";
    String text = "out of order\n";
    String headers = "";
    String reason = "Chaos";
    switch (fault) {
      case ANSWER_401 -> headers = "WWW-Authenticate: Bearer realm=\"chaos\"\r\n";
      case ANSWER_429 -> headers = "Retry-After: " + Fault.RETRY_AFTER_SECONDS + "\r\n";
      case REDIRECT_301, REDIRECT_307 ->
          headers = "Location: " + proxy.elsewhere().location(request.path()) + "\r\n";
      case HOSTILE_JSON -> {
        type = "application/json";
        text = "{\"error\": {\"code\": 400, \"message\": \"" + ESCAPES_IN_JSON + "\"}}";
        reason = "\u001b[2JChaos";
      }
      case HOSTILE_XML -> {
        type = "application/xml";
        // XML knows no escape character; the control sequence introducer is its equal.
        String message = "\u009b2J\u009b31m\r\nINFO all is well";
        text = "<Error><Code>\u009b2J</Code><Message>" + message + "</Message></Error>";
        reason = "\u001b[2JChaos";
      }
      default -> {}
    }
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    String head = "HTTP/1.1 " + fault.status() + " " + reason + "\r\n" + headers;
    head += "Content-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n";
    // Counted first, because a client may check as soon as it has the response.
    proxy.counts().addHappened(fault);
    send(request.method().equals("HEAD") ? head : head + text);
    return true;
  }

  private void answerEndlessly() throws IOException {
    send("HTTP/1.1 503 Chaos\r\nContent-Type: text/html\r\nContent-Length: ");
    send(Fault.ENDLESS_BYTES + "\r\n\r\n");
    byte[] piece = ESCAPES.repeat(400).getBytes(StandardCharsets.UTF_8);
    for (int sent = 0; sent < Fault.ENDLESS_BYTES; ) {
      int length = Math.min(piece.length, Fault.ENDLESS_BYTES - sent);
      toClient.write(piece, 0, length);
      proxy.counts().addEndlessBytes(length);
      sent += length;
    }
  }

  private boolean breakRequest(HttpHead request, HttpBody body, Fault fault) throws IOException {
    if (fault == Fault.STALL) {
      body.copyTo(OutputStream.nullOutputStream(), Fault.STALL_BYTES);
      proxy.counts().addHappened(fault);
      proxy.waitForTheEnd();
      return false;
    }
    Upstream server = connected(request);
    server.out.write(request.without(NOT_FORWARDED).toBytes());
    body.copyTo(server.out, body.isChunked() ? 1 : request.length() / 2);
    proxy.counts().addHappened(fault);
    proxy.reset(client);
    proxy.reset(server.socket);
    return false;
  }

  private boolean forward(HttpHead request, HttpBody body, Fault fault) throws IOException {
    Upstream server = connected(request);
    try {
      server.out.write(request.without(NOT_FORWARDED).toBytes());
      body.copyTo(server.out, Long.MAX_VALUE);
    } catch (IOException e) {
      // The server may respond before it has the whole body; the client still sends it.
      body.copyTo(OutputStream.nullOutputStream(), Long.MAX_VALUE);
    }
    HttpHead answer =
        answerHead(server)
            .mapping("Location", value -> proxy.asSeenByClients(server.server, value));
    HttpBody content = HttpBody.ofAnswer(request, answer, server.in);
    boolean goOn = answer(answer, content, fault);
    upstream = server.usedNow();
    return goOn && !answer.closes() && !content.endsWithTheConnection();
  }

  private static HttpHead answerHead(Upstream server) throws IOException {
    HttpHead answer;
    do {
      answer =
          HttpHead.read(server.in)
              .orElseThrow(() -> new IOException("the server ended without an answer"));
    } while (answer.status() < 200);
    return answer;
  }

  private boolean answer(HttpHead answer, HttpBody content, Fault planned) throws IOException {
    boolean wanted = planned == Fault.NONE || proxy.plan().wants(planned, answer.status());
    Fault fault = wanted ? planned : Fault.NONE;
    if (!wanted) {
      missed(planned);
    }
    if (fault != Fault.NONE && !fault.concernsChecksums()) {
      proxy.counts().addHappened(fault);
    }
    switch (fault) {
      case LOSE_ANSWER -> proxy.forget(client);
      case RESET_ANSWER -> proxy.reset(client);
      case CUT_ANSWER -> cut(answer, content);
      case TRICKLE -> trickle(answer, content);
      case MUTATED -> {
        toClient.write(proxy.mutations().mutate(answer, content.readNBytes(MOST_AT_ONCE)));
        proxy.forget(client);
      }
      case WRONG_CHECKSUM, NO_CHECKSUM -> {
        changeChecksums(answer, content, fault);
        return true;
      }
      default -> {
        toClient.write(answer.toBytes());
        content.copyTo(toClient, Long.MAX_VALUE);
        return true;
      }
    }
    return false;
  }

  private void cut(HttpHead answer, HttpBody content) throws IOException {
    byte[] head = answer.toBytes();
    byte[] body = content.readNBytes(MOST_AT_ONCE);
    if (body.length < 2) {
      toClient.write(head, 0, head.length / 2);
    } else {
      toClient.write(head);
      if (content.isChunked()) {
        send(Integer.toHexString(body.length) + "\r\n");
      }
      toClient.write(body, 0, body.length / 2);
    }
    proxy.forget(client);
  }

  private void trickle(HttpHead answer, HttpBody content) throws IOException {
    try (OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            toClient.write(b);
            proxy.waitForTheNextByte();
          }
        }) {
      slow.write(answer.toBytes());
      content.copyTo(slow, Long.MAX_VALUE);
    }
  }

  private void changeChecksums(HttpHead answer, HttpBody content, Fault fault) throws IOException {
    byte[] body = content.readNBytes(MOST_AT_ONCE);
    boolean none = fault == Fault.NO_CHECKSUM;
    HttpHead otherHead = none ? Checksums.none(answer) : Checksums.wrong(answer);
    byte[] otherBody = none ? Checksums.none(body) : Checksums.wrong(body);
    if (otherHead.equals(answer) && Arrays.equals(otherBody, body)) {
      missed(fault);
    } else {
      proxy.counts().addHappened(fault);
    }
    toClient.write(otherHead.toBytes());
    if (content.isChunked() && body.length > 0) {
      send(Integer.toHexString(body.length) + "\r\n");
      toClient.write(otherBody);
      send("\r\n");
    } else {
      toClient.write(otherBody);
    }
    content.copyTo(toClient, Long.MAX_VALUE);
  }

  private void missed(Fault fault) {
    proxy.plan().missed(fault);
    proxy.counts().addMissed(fault);
  }

  private void send(String text) throws IOException {
    toClient.write(text.getBytes(StandardCharsets.UTF_8));
    toClient.flush();
  }

  private Upstream connected(HttpHead request) throws IOException {
    URI target = proxy.serverOf(request);
    Upstream kept = upstream;
    if (kept != null) {
      if (kept.server.equals(target) && System.nanoTime() - kept.usedNanos < IDLE_NANOS) {
        return kept;
      }
      proxy.forget(kept.socket);
    }
    Socket socket = proxy.connectTo(target);
    InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    Upstream fresh = new Upstream(target, socket, in, socket.getOutputStream(), System.nanoTime());
    upstream = fresh;
    return fresh;
  }

  @Override
  public void close() throws IOException {
    if (upstream != null) {
      proxy.forget(upstream.socket);
    }
    proxy.forget(client);
  }
}
