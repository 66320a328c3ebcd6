package procsnap.adapters.storage.gcs;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.Serial;

/** An answer that is an error, as the JSON API has them. */
final class GcsRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  GcsRefusal(int status, String message) {
    super(message);
    this.status = status;
  }

  void send(HttpExchange exchange) throws IOException {
    JsonObject error = new JsonObject();
    error.addProperty("code", status);
    error.addProperty("message", getMessage());
    JsonObject json = new JsonObject();
    json.add("error", error);
    StrictGcsServer.sendJson(exchange, status, json);
  }
}
