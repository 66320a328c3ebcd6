package procsnap.core.privacy;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Programs that take secrets by flags or positions whose names do not show it. */
final class ToolFlags {

  /** Secret part of a flag's value, and where the value is. */
  enum Value {
    /**
     * The whole value, in the same word as the flag: {@code -pSECRET}. The flag alone prompts for
     * it.
     */
    ATTACHED(""),
    /** The whole value, in the same word as the flag or in the next. */
    WHOLE(""),
    /** The part after a colon: {@code -u user:SECRET}. */
    AFTER_COLON(":"),
    /** The part after a percent sign: {@code -U user%SECRET}. */
    AFTER_PERCENT("%"),
    /** The part after a comma: {@code -u user,SECRET}. */
    AFTER_COMMA(","),
    /** The part after a slash, up to the next at sign: {@code user/SECRET@database}. */
    AFTER_SLASH("/");

    private final String mark;

    Value(String mark) {
      this.mark = mark;
    }

    /** Mark before the secret; empty if the whole value is secret. */
    String mark() {
      return mark;
    }
  }

  /** Lines of kind of value, flags and tools; {@code docker+login} is a tool of two words. */
  private static final String TOOLS =
      """
      ATTACHED -p mysql mysqldump mysqladmin mysqlimport mysqlshow mysqlcheck mysqlslap mysqlbinlog
      ATTACHED -p mysqlpump mysql_upgrade mycli xtrabackup innobackupex mariabackup mariadb
      ATTACHED -p mariadb-dump mariadb-admin mariadb-import mariadb-show mariadb-check mariadb-backup
      ATTACHED -p 7z 7za 7zr 7zz unrar
      ATTACHED -p,-hp rar
      WHOLE -p sshpass cqlsh mongo mongosh mongodump mongorestore mongoexport mongoimport mongostat
      WHOLE -p mongotop rdesktop docker+login podman+login nerdctl+login buildah+login skopeo+login
      WHOLE -p helm+login crane+login oc+login az+login useradd usermod cypher-shell
      WHOLE -P zip unzip zipcloak ipmitool sqlcmd bcp tsql mosquitto_pub mosquitto_sub
      WHOLE -a redis-cli valkey-cli keydb-cli
      WHOLE -w ldapsearch ldapadd ldapmodify ldapdelete ldapwhoami ldapcompare ldapmodrdn
      WHOLE -w,-s,-a ldappasswd
      WHOLE -w ipa-client-install ipa-server-install ipa-replica-install
      WHOLE -P,-N ssh-keygen
      WHOLE -k ss-local ss-server ss-redir ss-tunnel ss-manager
      WHOLE -encrypt,--encrypt consul nomad
      WHOLE -c,-A,-X snmpwalk snmpget snmpset snmpbulkwalk snmpbulkget snmpgetnext snmptrap
      WHOLE -c,-A,-X snmpinform snmptable snmpstatus snmpdf
      WHOLE -ap swaks
      WHOLE -xp sendemail sendEmail
      WHOLE -pw pscp plink psftp
      ATTACHED /p: xfreerdp xfreerdp3 wlfreerdp sdl-freerdp
      AFTER_COLON -u,--user,-U,--proxy-user curl
      AFTER_COLON -a,--auth http https xh xhs
      AFTER_COLON -A,-P ab
      AFTER_COLON -a check_http check_curl
      AFTER_COLON --user etcdctl
      AFTER_COLON -n,--auth transmission-remote
      AFTER_PERCENT -U,--user smbclient rpcclient net smbget smbcacls winexe wmic
      AFTER_COMMA -u lftp
      """;

  /** Tools of which any word may be {@code user/SECRET@database}. */
  private static final Set<String> ORACLE =
      Set.of("sqlplus", "rman", "exp", "imp", "expdp", "impdp", "sqlldr");

  /** Tools whose {@code --secret} takes the name of a secret. */
  private static final Set<String> NAMING =
      Set.of("docker", "podman", "nerdctl", "buildah", "gcloud", "kubectl", "oc", "helm");

  /** Position of the secret in words after the tool, not counting flags. */
  private static final Map<String, Integer> POSITIONS =
      Map.ofEntries(
          Map.entry("htpasswd -b", 3),
          Map.entry("htpasswd -bc", 3),
          Map.entry("htpasswd -cb", 3),
          Map.entry("htpasswd -nb", 2),
          Map.entry("wpa_passphrase", 2),
          Map.entry("rabbitmqctl add_user", 2),
          Map.entry("rabbitmqctl change_password", 2),
          Map.entry("ngrok authtoken", 1),
          Map.entry("vault login", 1),
          Map.entry("mc set", 4),
          Map.entry("vault unseal", 1),
          Map.entry("mysqladmin password", 1),
          Map.entry("isql", 3),
          Map.entry("db2 connect", 6),
          Map.entry("doveadm auth", 3));

  private static final Map<String, Map<String, Value>> FLAGS = flags();

  /** All tools, and the first words of those of two words. */
  private static final Set<String> KNOWN = known();

  private ToolFlags() {}

  private static Map<String, Map<String, Value>> flags() {
    Map<String, Map<String, Value>> flags = new HashMap<>();
    for (String line : TOOLS.split("\n", -1)) {
      String[] words = line.split(" ", -1);
      for (int i = 2; i < words.length; i++) {
        String tool = words[i].replace('+', ' ');
        for (String flag : words[1].split(",", -1)) {
          flags.computeIfAbsent(tool, t -> new HashMap<>()).put(flag, Value.valueOf(words[0]));
        }
      }
    }
    return flags;
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(FLAGS.keySet());
    known.addAll(POSITIONS.keySet());
    known.addAll(ORACLE);
    known.addAll(NAMING);
    for (String tool : List.copyOf(known)) {
      known.add(firstWord(tool));
    }
    return known;
  }

  private static String firstWord(String tool) {
    int space = tool.indexOf(' ');
    return space < 0 ? tool : tool.substring(0, space);
  }

  /** Tool after a word is read: the one that the word names, or the previous one. */
  static String after(String tool, String word) {
    String both = firstWord(tool) + " " + word;
    String name = word.substring(word.lastIndexOf('/') + 1);
    return KNOWN.contains(both) ? both : KNOWN.contains(name) ? name : tool;
  }

  /** Flag of a tool that a word is or starts with, and how its value is given. */
  static Optional<Map.Entry<String, Value>> flag(String tool, String word) {
    if (ORACLE.contains(tool) && !word.startsWith("@")) {
      return Optional.of(Map.entry("", Value.AFTER_SLASH));
    }
    Map<String, Value> ofHead = FLAGS.getOrDefault(firstWord(tool), Map.of());
    return FLAGS.getOrDefault(tool, ofHead).entrySet().stream()
        .filter(entry -> isFlag(entry.getKey(), word))
        .max(Comparator.comparing(entry -> entry.getKey().length()));
  }

  /** Whether a word is a flag; a short flag may have its value in the same word. */
  private static boolean isFlag(String flag, String word) {
    return flag.startsWith("--")
        ? word.equals(flag) || word.startsWith(flag + "=")
        : word.startsWith(flag);
  }

  /** Whether the flag's value is the name of a secret, not the secret itself. */
  static boolean isNaming(String tool, String flag) {
    return NAMING.contains(firstWord(tool)) && flag.equals("--secret");
  }

  /** Position of a tool's secret in words after the tool; 0 if it has none. */
  static int position(String tool) {
    return POSITIONS.getOrDefault(tool, 0);
  }
}
