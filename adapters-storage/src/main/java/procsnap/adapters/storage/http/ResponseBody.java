package procsnap.adapters.storage.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of a response, checked to be as long as announced. */
final class ResponseBody extends InputStream {

  private final HttpExchange exchange;
  private final InputStream in;
  private long missing;
  private long allowed;

  /**
   * @param bytes announced length, -1 when unknown
   * @param most largest length that is accepted
   */
  ResponseBody(HttpExchange exchange, InputStream in, long bytes, long most) {
    this.exchange = exchange;
    this.in = in;
    missing = bytes;
    allowed = most;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    exchange.requireWanted();
    int count = in.read(buffer, offset, length);
    if (count < 0 && missing > 0) {
      throw new EOFException("the response broke off");
    }
    if (count < 0) {
      exchange.bodyEnded();
    }
    missing -= Math.max(0, count);
    allowed -= Math.max(0, count);
    if (allowed < 0) {
      throw new IOException("the response does not end");
    }
    return count;
  }

  @Override
  public void close() {
    exchange.close();
  }
}
