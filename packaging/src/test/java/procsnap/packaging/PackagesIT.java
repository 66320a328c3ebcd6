package procsnap.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.testing.Needs;
import procsnap.testing.NeedsRoot;

/** The packages, installed in a clean Debian 12 that has no Java. */
class PackagesIT {

  /** Records, uploads and verifies as a user without privileges. */
  private static final String USE =
      """
      ! command -v java
      useradd --create-home somebody
      as() { su somebody -s /bin/sh -c "cd && mkdir -p bucket && $1"; }
      as 'procsnap --version'
      test "$(as 'procsnap snapshot --output -' | wc -l)" -gt 1
      as 'procsnap trace --interval 1s --snapshots 2 --output out --store file:///home/somebody/bucket --keep-local'
      as 'procsnap verify bucket'
      as 'procsnap snapshot --source oshi --output oshi'
      as 'procsnap verify oshi'
      """;

  private static final String ARCHIVE =
      """
      usesItsArchive() {
        _JAVA_OPTIONS=-Xlog:class+load:stdout "$1/bin/procsnap" --version > /tmp/classes
        grep -q 'procsnap.cli.Main source: shared objects file' /tmp/classes
      }
      """;

  @TempDir private Path directory;

  @Test
  @NeedsRoot("it changes its root directory")
  @Needs({"unshare", "mount", "debootstrap"})
  void debianPackageIsInstalledUsedAndPurged() throws Exception {
    cleanRoot()
        .run(
            ARCHIVE
                + """
        files() { find / -xdev ! -path '/tmp/*' ! -path '/run/*' ! -path '/var/lib/dpkg/*' ! -path '/var/log/*' ! -path '/var/cache/*' \
          ! -path '/home/*' ! -path '/etc/*-' ! -path '/var/lib/apt/*' | sort; }
        files > /tmp/before
        apt-get install -qq /mnt/procsnap_*.deb
        usesItsArchive /usr/lib/procsnap
        gzip -t /usr/share/man/man1/procsnap.1.gz /usr/share/man/man1/procsnap-trace.1.gz
        bash -n /usr/share/bash-completion/completions/procsnap
        test -s /usr/share/zsh/vendor-completions/_procsnap
        test "$(stat -c '%U:%a' /var/lib/procsnap)" = procsnap:700
        dpkg --verify procsnap
        """
                + USE
                + """
        su procsnap -s /bin/sh -c 'PROCSNAP_OUTPUT=/var/lib/procsnap procsnap trace --snapshots 1 \
          --config /etc/procsnap/procsnap.properties'
        procsnap verify /var/lib/procsnap
        userdel somebody
        echo 'interval = 60s' >> /etc/procsnap/procsnap.properties

        # The next version takes over what is there.
        dpkg-deb --raw-extract /mnt/procsnap_*.deb /tmp/next
        sed -i 's/^Version: .*/Version: 99.0-1/' /tmp/next/DEBIAN/control
        echo '# a new hint' >> /tmp/next/etc/procsnap/procsnap.properties
        dpkg-deb --root-owner-group --build /tmp/next /tmp/next.deb
        apt-get install -qq -o Dpkg::Options::=--force-confold /tmp/next.deb
        test "$(dpkg-query -f '${Version}' -W procsnap)" = 99.0-1
        grep -x 'interval = 60s' /etc/procsnap/procsnap.properties
        test "$(stat -c '%U:%a' /var/lib/procsnap)" = procsnap:700
        procsnap verify /var/lib/procsnap

        # What was recorded stays.
        apt-get purge -qq procsnap > /tmp/said
        grep 'kept in /var/lib/procsnap' /tmp/said
        test -n "$(find /var/lib/procsnap -name 'process_*.csv')"
        id procsnap

        # Nothing else does.
        rm -r /var/lib/procsnap/linux_trace*
        apt-get install -qq /mnt/procsnap_*.deb
        apt-get purge -qq procsnap
        ! id procsnap
        files | diff /tmp/before -
        """);
  }

  @Test
  @NeedsRoot("it changes its root directory")
  @Needs({"unshare", "mount", "debootstrap"})
  void tarballBringsItsOwnJava() throws Exception {
    cleanRoot()
        .run(
            ARCHIVE
                + """
        tar -xzf /mnt/procsnap-*-linux-x64.tar.gz -C /opt
        ln -s /opt/procsnap-*/bin/procsnap /usr/bin/procsnap
        """
                + USE
                + """
        usesItsArchive /opt/procsnap-*
        mv /opt/procsnap-* /srv/moved
        usesItsArchive /srv/moved
        """);
  }

  /** The jars are the same, as Maven guarantees, and so is the JDK. */
  @Test
  void packagesMadeTwiceAreTheSameBytes() throws Exception {
    Path again = directory.resolve("again");
    cleanRoot()
        .finish(
            List.of(
                "bash",
                "src/main/sh/packages",
                "../app-cli/target/procsnap",
                System.getProperty("procsnap.version", ""),
                System.getProperty("procsnap.time", ""),
                System.getProperty("java.home", ""),
                again.toString()));
    try (DirectoryStream<Path> packages = Files.newDirectoryStream(CleanRoot.PACKAGES)) {
      int compared = 0;
      for (Path made : packages) {
        assertEquals(-1, Files.mismatch(made, again.resolve(made.getFileName())), made::toString);
        compared++;
      }
      assertEquals(3, compared);
    }
  }

  private CleanRoot cleanRoot() {
    return new CleanRoot(directory.resolve("log"));
  }
}
