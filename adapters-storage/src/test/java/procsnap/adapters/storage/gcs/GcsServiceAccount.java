package procsnap.adapters.storage.gcs;

import com.google.gson.JsonObject;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A service account whose tokens come from the test's own server. */
public final class GcsServiceAccount {

  private GcsServiceAccount() {}

  /** A key file for it, as Google's console hands them out. */
  public static String keyFile(URI server) throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String key =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    JsonObject json = new JsonObject();
    json.addProperty("type", "service_account");
    json.addProperty("project_id", "local");
    json.addProperty("private_key_id", "1");
    json.addProperty(
        "private_key", "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
    json.addProperty("client_email", "recorder@local.invalid");
    json.addProperty("client_id", "1");
    json.addProperty("token_uri", server.resolve("/token").toString());
    return json.toString();
  }

  /** What the server answers to whoever shows such a key. */
  static JsonObject token() {
    JsonObject json = new JsonObject();
    json.addProperty("access_token", StrictGcsServer.TOKEN);
    json.addProperty("expires_in", 3600);
    json.addProperty("token_type", "Bearer");
    return json;
  }
}
