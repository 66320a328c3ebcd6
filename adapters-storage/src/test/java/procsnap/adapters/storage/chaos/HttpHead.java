package procsnap.adapters.storage.chaos;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The first line and the headers of an HTTP message, see RFC 9112. */
public record HttpHead(String startLine, List<Header> headers) {

  private static final int LONGEST = 64 * 1024;

  /** One line of the head. */
  public record Header(String name, String value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  /** Reads a head; empty when the other side is done. */
  static Optional<HttpHead> read(InputStream in) throws IOException {
    String startLine = line(in);
    if (startLine.isEmpty()) {
      return Optional.empty();
    }
    List<Header> headers = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() > 1000) {
        throw new IOException("not HTTP: " + line.length() + " characters, no name");
      }
      headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).trim()));
    }
    return Optional.of(new HttpHead(startLine, headers));
  }

  /** Reads up to the end of the line; empty at the end of the stream as well. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        if (line.length() > 0) {
          throw new EOFException("the connection ended within a line");
        }
        return "";
      }
      if (line.length() == LONGEST) {
        throw new IOException("not HTTP: a line without an end");
      }
      line.append((char) c);
    }
    int last = line.length() - 1;
    return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
  }

  public Optional<String> header(String name) {
    return headers.stream().filter(h -> h.is(name)).map(Header::value).findFirst();
  }

  HttpHead without(Set<String> names) {
    List<Header> kept =
        headers.stream().filter(h -> names.stream().noneMatch(name -> h.is(name))).toList();
    return new HttpHead(startLine, kept);
  }

  HttpHead with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new HttpHead(startLine, more);
  }

  /** The same head with each value of the headers of that name changed. */
  HttpHead mapping(String name, UnaryOperator<String> change) {
    List<Header> mapped = new ArrayList<>();
    for (Header header : headers) {
      mapped.add(
          header.is(name) ? new Header(header.name(), change.apply(header.value())) : header);
    }
    return new HttpHead(startLine, mapped);
  }

  byte[] toBytes() {
    StringBuilder text = new StringBuilder(startLine).append("\r\n");
    for (Header header : headers) {
      text.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The method of a request. */
  String method() {
    return word(0);
  }

  /** The path of a request, without its query. */
  public String path() {
    String target = word(1);
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The status of a response. */
  int status() throws IOException {
    try {
      return Integer.parseInt(word(1));
    } catch (NumberFormatException e) {
      throw new IOException("not HTTP: no status in an answer", e);
    }
  }

  private String word(int index) {
    String[] words = startLine.split(" ", -1);
    return index < words.length ? words[index] : "";
  }

  boolean isChunked() {
    return header("Transfer-Encoding").stream()
        .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).endsWith("chunked"));
  }

  /** The length of the body; -1 when the head does not say. */
  long length() {
    return header("Content-Length").map(Long::parseLong).orElse(-1L);
  }

  boolean closes() {
    return header("Connection").stream().anyMatch(value -> value.equalsIgnoreCase("close"));
  }

  /**
   * Whether the request carries an object or a part of one: a PUT, or a POST of several parts. A
   * POST that only opens an upload or requests an address does not.
   */
  boolean isUpload() {
    return method().equals("PUT")
        || (method().equals("POST")
            && header("Content-Type").stream().anyMatch(type -> type.startsWith("multipart/")));
  }
}
