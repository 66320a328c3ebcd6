package procsnap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import procsnap.adapters.storage.http.ScriptedServer;
import procsnap.adapters.storage.http.ScriptedServer.Answer;
import procsnap.adapters.storage.http.ScriptedServer.Request;

/** Every way to AWS credentials, with the packaged program and all services on the loopback. */
@Execution(ExecutionMode.CONCURRENT)
class AwsCredentialsIT {

  private static final String EXPIRES = "2099-01-01T00:00:00Z";
  private static final String ROLE = "arn:aws:iam::123456789012:role/recorder";

  @TempDir private Path directory;

  private ScriptedServer server;
  private boolean denies;

  @BeforeEach
  void startServices() throws IOException {
    server = ScriptedServer.start(this::answer);
    Files.createDirectories(directory.resolve(".aws/sso/cache"));
  }

  @AfterEach
  void stopServices() {
    server.close();
  }

  @Test
  void keyInTheEnvironment() {
    assertSignedBy("KEYENV", Map.of("AWS_ACCESS_KEY_ID", "KEYENV", "AWS_SECRET_ACCESS_KEY", "s"));
  }

  @Test
  void profile() throws IOException {
    config("[profile mine]", "aws_access_key_id=KEYPROFILE", "aws_secret_access_key=s");

    assertSignedBy("KEYPROFILE", Map.of("AWS_PROFILE", "mine"));
  }

  @Test
  void profileThatAssumesARole() throws IOException {
    configureARole();

    assertSignedBy(
        "KEYROLE", Map.of("AWS_PROFILE", "mine", "AWS_ENDPOINT_URL_STS", server.uri().toString()));
  }

  @Test
  void reasonOfAServiceThatDeniesTheRoleIsShown() throws IOException {
    configureARole();
    denies = true;

    Packaged program =
        verify(Map.of("AWS_PROFILE", "mine", "AWS_ENDPOINT_URL_STS", server.uri().toString()));

    assertEquals(1, program.exitCode());
    assertTrue(
        program.standardError().contains("no AWS credentials found: not authorized to assume it"),
        program::standardError);
  }

  @Test
  void webIdentity() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "eyJ");

    assertSignedBy(
        "KEYWEB",
        Map.of(
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            token.toString(),
            "AWS_ROLE_ARN",
            ROLE,
            "AWS_REGION",
            "eu-west-1",
            "AWS_ENDPOINT_URL_STS",
            server.uri().toString()));
  }

  @Test
  void singleSignOnWithACachedToken() throws IOException {
    config(
        "[profile mine]",
        "sso_session=ours",
        "sso_account_id=123456789012",
        "sso_role_name=r",
        "region=eu-west-1",
        "[sso-session ours]",
        "sso_region=eu-west-1",
        "sso_start_url=https://ours.example/start");
    // SHA-1 of the name of the session.
    Files.writeString(
        directory.resolve(".aws/sso/cache/48537f613ab85111413f2369616ae97481429bd1.json"),
        """
        {"startUrl": "https://ours.example/start", "region": "eu-west-1",
         "accessToken": "cached", "expiresAt": "%s"}
        """
            .formatted(EXPIRES));

    assertSignedBy(
        "KEYSSO", Map.of("AWS_PROFILE", "mine", "AWS_ENDPOINT_URL_SSO", server.uri().toString()));
  }

  @Test
  void credentialProcess() throws IOException {
    Path script =
        Files.writeString(
            directory.resolve("credentials.sh"),
            """
            #!/bin/sh
            echo '{"Version": 1, "AccessKeyId": "KEYPROCESS", "SecretAccessKey": "s"}'
            """);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    config("[profile mine]", "credential_process=" + script);

    assertSignedBy("KEYPROCESS", Map.of("AWS_PROFILE", "mine"));
  }

  @Test
  void container() {
    assertSignedBy(
        "KEYCONTAINER", Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", server.uri() + "/container"));
  }

  @Test
  void roleOfTheMachine() {
    assertSignedBy(
        "KEYMACHINE",
        Map.of(
            "AWS_EC2_METADATA_DISABLED",
            "false",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            server.uri().toString()));
  }

  private void configureARole() throws IOException {
    config(
        "[profile mine]",
        "role_arn=" + ROLE,
        "source_profile=base",
        "region=eu-west-1",
        "[profile base]",
        "aws_access_key_id=KEYBASE",
        "aws_secret_access_key=s");
  }

  private void config(String... lines) throws IOException {
    Files.writeString(directory.resolve(".aws/config"), String.join("\n", lines) + "\n");
  }

  private void assertSignedBy(String key, Map<String, String> environment) {
    Packaged program = verify(environment);

    assertTrue(program.standardError().contains("no trace found"), program::standardError);
    List<String> signed =
        server.requests().stream()
            .filter(request -> request.uri().getPath().startsWith("/bucket"))
            .flatMap(request -> request.header("Authorization").stream())
            .toList();
    assertTrue(signed.size() == 1 && signed.get(0).contains("=" + key + "/"), signed::toString);
  }

  private Packaged verify(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("AWS_CONFIG_FILE", directory.resolve(".aws/config").toString());
    all.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve(".aws/credentials").toString());
    all.put("HOME", directory.toString());
    all.putIfAbsent("AWS_EC2_METADATA_DISABLED", "true");
    Packaged program =
        Packaged.start(
            directory,
            all,
            "verify",
            "s3://bucket",
            "--s3-endpoint=" + server.uri(),
            "--s3-path-style");
    program.exitCode();
    return program;
  }

  private Answer answer(Request request) {
    String path = request.uri().getPath();
    if (path.startsWith("/bucket")) {
      return xml(200, "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
    } else if (denies) {
      return xml(
          403,
          "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized to assume"
              + " it</Message></Error></ErrorResponse>");
    } else if (request.body().contains("Action=AssumeRoleWithWebIdentity")) {
      return xml(200, assumed("AssumeRoleWithWebIdentity", "KEYWEB"));
    } else if (request.body().contains("Action=AssumeRole")) {
      return xml(200, assumed("AssumeRole", "KEYROLE"));
    } else if (path.equals("/federation/credentials")) {
      return Answer.of(
          200,
          """
          {"roleCredentials": {"accessKeyId": "KEYSSO", "secretAccessKey": "s",
           "sessionToken": "t", "expiration": 4070908800000}}
          """);
    } else if (path.equals("/latest/api/token")) {
      return Answer.of(200, "token");
    } else if (path.matches("/latest/meta-data/iam/security-credentials(-extended)?/?")) {
      return Answer.of(200, "recorder");
    }
    String key = path.equals("/container") ? "KEYCONTAINER" : "KEYMACHINE";
    return Answer.of(
        200,
        """
        {"Code": "Success", "Type": "AWS-HMAC", "LastUpdated": "%2$s", "AccessKeyId": "%1$s",
         "SecretAccessKey": "s", "Token": "t", "Expiration": "%2$s"}
        """
            .formatted(key, EXPIRES));
  }

  private static Answer xml(int status, String body) {
    return new Answer(status, Map.of("Content-Type", "application/xml"), body);
  }

  private static String assumed(String action, String key) {
    return """
        <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult><Credentials>
        <AccessKeyId>%2$s</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
        <SessionToken>t</SessionToken><Expiration>%3$s</Expiration>
        </Credentials></%1$sResult></%1$sResponse>
        """
        .formatted(action, key, EXPIRES);
  }
}
