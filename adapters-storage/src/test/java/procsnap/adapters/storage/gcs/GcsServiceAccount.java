package procsnap.adapters.storage.gcs;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** A service account whose tokens come from the test's own server. */
public final class GcsServiceAccount {

  /** One for all of them: it takes a second to find. */
  private static final String PRIVATE_KEY = newPrivateKey();

  private final String first;
  private volatile Optional<String> token;

  /**
   * One that has a token already.
   *
   * @param token the good one till it is replaced
   */
  GcsServiceAccount(String token) {
    this.first = token;
    this.token = Optional.of(token);
  }

  /** A key file for it, as Google's console hands them out. */
  public static String keyFile(URI server) {
    JsonObject json = new JsonObject();
    json.addProperty("type", "service_account");
    json.addProperty("project_id", "local");
    json.addProperty("private_key_id", "1");
    json.addProperty("private_key", PRIVATE_KEY);
    json.addProperty("client_email", "recorder@local.invalid");
    json.addProperty("client_id", "1");
    json.addProperty("token_uri", server.resolve("/token").toString());
    return json.toString();
  }

  private static String newPrivateKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      String key =
          Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
      return "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on only this token is good, and handed out to who shows the key; or none is. */
  void replaceToken(Optional<String> token) {
    this.token = token;
  }

  /** Answers who shows the key: with a token, or that the key is no good. */
  void handOutToken(HttpExchange exchange) throws IOException {
    JsonObject json = new JsonObject();
    Optional<String> good = token;
    if (good.isEmpty()) {
      json.addProperty("error", "invalid_grant");
      json.addProperty("error_description", "Invalid JWT Signature.");
      StrictGcsServer.sendJson(exchange, 400, json);
      return;
    }
    json.addProperty("access_token", good.get());
    json.addProperty("expires_in", 3600);
    json.addProperty("token_type", "Bearer");
    StrictGcsServer.sendJson(exchange, 200, json);
  }

  void requireToken(HttpExchange exchange) throws GcsRefusal {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null) {
      throw new GcsRefusal(401, "Anonymous caller does not have storage.objects.create access");
    }
    if (token.isPresent() && authorization.equals("Bearer " + token.get())) {
      return;
    }
    if (authorization.equals("Bearer " + first)) {
      throw new GcsRefusal(401, "Invalid Credentials");
    }
    throw new GcsRefusal(403, "caller does not have storage.objects.create access");
  }
}
