package procsnap.packaging;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import procsnap.testing.Needs;
import procsnap.testing.NeedsRoot;

/** The service of the Debian package, under a real systemd that applies all its restrictions. */
@NeedsRoot("it changes its root directory")
@Needs({"unshare", "mount", "debootstrap", "systemd-nspawn"})
class SystemdIT {

  private static final Pattern BLOCK = Pattern.compile("(?s)```sh systemd\n(.*?)```");

  /** Installs the package, with helpers for the tests and a shorter delay before a restart. */
  private static final String INSTALL =
      """
      within() { n=0; until sh -c "$2"; do n=$((n + 1)); test $n -lt $1; sleep 1; done; }
      show() { systemctl show --value -p "$1" procsnap; }
      apt-get install -qq /mnt/procsnap_*.deb
      ! systemctl is-enabled --quiet procsnap
      ! systemctl is-active --quiet procsnap
      mkdir -p /etc/systemd/system/procsnap.service.d
      printf '[Service]\\nRestartSec=1\\n' > /etc/systemd/system/procsnap.service.d/soon.conf
      systemctl daemon-reload
      echo 'interval = 1s' >> /etc/procsnap/procsnap.properties
      """;

  @TempDir private Path directory;

  @Test
  void serviceRecordsWithoutAnyRight() throws Exception {
    cleanRoot()
        .boot(
            INSTALL
                + """
        systemctl start procsnap
        pid=$(show MainPID)
        grep -E "^Uid:\\s+$(id -u procsnap)\\s" /proc/$pid/status
        grep -E '^NoNewPrivs:\\s+1$' /proc/$pid/status
        grep -E '^Seccomp:\\s+2$' /proc/$pid/status
        grep -E '^CapBnd:\\s+0+$' /proc/$pid/status
        ! nsenter --target $pid --mount touch /usr/written /var/lib/written /root/written

        within 10 'systemctl show -p StatusText procsnap | grep "snapshot [1-9]"'
        csv=$(find /var/lib/procsnap -name 'process_*.csv' | sort | tail -1)
        test "$(stat -c '%U:%a' "$csv")" = procsnap:600
        test "$(stat -c '%U:%a' /var/lib/procsnap)" = procsnap:700
        # All are seen, root's too.
        for process in 1 $$ $pid; do cut -d, -f2 "$csv" | grep -x $process; done
        procsnap status --output /var/lib/procsnap
        ! procsnap pause --output /var/lib/procsnap

        journalctl -u procsnap -p info | grep 'snapshot 0: '
        journalctl -u procsnap -p warning | grep "only this container's own"
        ! journalctl -u procsnap -p warning | grep 'snapshot 0: '

        systemctl stop procsnap
        test "$(show Result):$(show ExecMainStatus)" = success:0
        find /var/lib/procsnap -name end.json | grep .
        procsnap verify /var/lib/procsnap
        """);
  }

  @Test
  void serviceComesBackByItselfUnlessASettingIsWrong() throws Exception {
    cleanRoot()
        .boot(
            INSTALL
                + """
        systemctl start procsnap
        another() { within 20 "test \\$(systemctl show --value -p MainPID procsnap) != $1 && systemctl is-active -q procsnap"; }

        # Killed.
        pid=$(show MainPID)
        kill -KILL $pid
        another $pid
        test "$(show NRestarts)" = 1

        # It hangs.
        printf '[Service]\\nWatchdogSec=4s\\n' > /etc/systemd/system/procsnap.service.d/watchdog.conf
        systemctl daemon-reload
        systemctl restart procsnap
        pid=$(show MainPID)
        sleep 8
        test $(show MainPID) = $pid
        kill -STOP $pid
        another $pid
        journalctl -u procsnap | grep 'Watchdog timeout'
        test "$(show NRestarts)" = 1

        # The next version is installed while it records.
        pid=$(show MainPID)
        dpkg-deb --raw-extract /mnt/procsnap_*.deb /tmp/next
        sed -i 's/^Version: .*/Version: 99.0-1/' /tmp/next/DEBIAN/control
        dpkg-deb --root-owner-group --build /tmp/next /tmp/next.deb
        apt-get install -qq -o Dpkg::Options::=--force-confold /tmp/next.deb
        test $(show MainPID) != $pid
        systemctl is-active -q procsnap

        # A setting is wrong: waiting does not mend it.
        echo 'interval = often' >> /etc/procsnap/procsnap.properties
        ! systemctl restart procsnap
        within 10 'systemctl is-failed -q procsnap'
        test "$(show ExecMainStatus):$(show NRestarts)" = 2:0
        journalctl -u procsnap | grep 'interval'
        procsnap verify /var/lib/procsnap

        # Removed while it records.
        sed -i '$d' /etc/procsnap/procsnap.properties
        systemctl enable --now procsnap
        apt-get remove -qq procsnap
        ! pgrep java
        ! systemctl is-enabled -q procsnap
        """);
  }

  /** Runs them one after the other as a person would type them, and stops those that do not end. */
  @Test
  void documentedLinesWork() throws Exception {
    cleanRoot()
        .boot(
            INSTALL
                + """
        systemctl() {
          case $1 in
            edit) script -qec "systemctl $*" /dev/null ;;
            *) command systemctl "$@" ;;
          esac
          sleep 1
        }
        printf '#!/bin/sh\\nsed -i "3i [Service]\\\\nNice=11" "$1"\\n' > /usr/bin/writes-nice
        chmod +x /usr/bin/writes-nice
        journalctl() { timeout 2 journalctl "$@" || test $? = 124; }
        export SYSTEMD_EDITOR=writes-nice URI=file:///srv
        chown procsnap /srv
        """
                + lines("../docs/install.md")
                + """
            test "$(show Nice)" = 11
            find /srv -name 'process_*.csv' | grep .
            """
                + lines("../docs/operations.md"));
  }

  private static String lines(String document) throws IOException {
    StringBuilder lines = new StringBuilder();
    Matcher block = BLOCK.matcher(Files.readString(Path.of(document)));
    while (block.find()) {
      lines.append(block.group(1));
    }
    assertTrue(lines.length() > 0, document);
    return lines.toString();
  }

  private CleanRoot cleanRoot() {
    return new CleanRoot(directory.resolve("log"));
  }
}
