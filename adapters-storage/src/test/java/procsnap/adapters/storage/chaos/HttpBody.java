package procsnap.adapters.storage.chaos;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The body of an HTTP message as a stream of its bytes, whatever marks its end. */
final class HttpBody extends InputStream {

  private static final int PIECE = 16 * 1024;

  /** Marker of the end of the body. */
  private enum End {
    LENGTH,
    LAST_CHUNK,
    CLOSE
  }

  private final InputStream in;
  private final End end;
  // Bytes left of the body or the chunk; -1 after the last chunk.
  private long left;

  private HttpBody(InputStream in, End end, long left) {
    this.in = in;
    this.end = end;
    this.left = left;
  }

  static HttpBody ofRequest(HttpHead request, InputStream in) {
    return request.isChunked()
        ? new HttpBody(in, End.LAST_CHUNK, 0)
        : new HttpBody(in, End.LENGTH, Math.max(0, request.length()));
  }

  static HttpBody ofAnswer(HttpHead request, HttpHead answer, InputStream in) throws IOException {
    int status = answer.status();
    if (request.method().equals("HEAD") || status == 204 || status == 304) {
      return new HttpBody(in, End.LENGTH, 0);
    }
    if (answer.isChunked()) {
      return new HttpBody(in, End.LAST_CHUNK, 0);
    }
    return answer.length() < 0
        ? new HttpBody(in, End.CLOSE, Long.MAX_VALUE)
        : new HttpBody(in, End.LENGTH, answer.length());
  }

  boolean isChunked() {
    return end == End.LAST_CHUNK;
  }

  boolean endsWithTheConnection() {
    return end == End.CLOSE;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (end == End.LAST_CHUNK && left == 0) {
      nextChunk();
    }
    if (left <= 0 || length == 0) {
      return length == 0 ? 0 : -1;
    }
    int n = in.read(buffer, offset, (int) Math.min(length, left));
    if (n < 0) {
      if (end == End.CLOSE) {
        return -1;
      }
      throw new EOFException("the connection ended within a body");
    }
    left -= n;
    if (end == End.LAST_CHUNK && left == 0) {
      HttpHead.line(in);
    }
    return n;
  }

  private void nextChunk() throws IOException {
    String size = HttpHead.line(in);
    int extension = size.indexOf(';');
    String digits = (extension < 0 ? size : size.substring(0, extension)).trim();
    try {
      left = Long.parseLong(digits, 16);
    } catch (NumberFormatException e) {
      throw new EOFException("no chunk where one should begin");
    }
    if (left == 0) {
      left = -1;
      String trailer = HttpHead.line(in);
      while (!trailer.isEmpty()) {
        trailer = HttpHead.line(in);
      }
    }
  }

  /** Forwards up to that many bytes of the body in its original framing, and its end if reached. */
  void copyTo(OutputStream out, long limit) throws IOException {
    byte[] piece = new byte[PIECE];
    long copied = 0;
    while (copied < limit) {
      int n = read(piece, 0, (int) Math.min(piece.length, limit - copied));
      if (n < 0) {
        if (isChunked()) {
          out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        break;
      }
      if (isChunked()) {
        out.write((Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
      out.write(piece, 0, n);
      if (isChunked()) {
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      out.flush();
      copied += n;
    }
    out.flush();
  }
}
