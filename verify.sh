#!/bin/bash
# Builds procsnap and runs all checks and tests: installs what they need where it can, then runs `mvn verify` with the
# arguments given. What is missing after that is skipped, and counted at the end.
set -euo pipefail
cd "$(dirname "$0")"

# has PROBE: whether a command, or a file, is there. The PATH of an ordinary user may lack root's commands.
has() {
  case $1 in
    /*) [ -e "$1" ] ;;
    *) PATH=$PATH:/usr/sbin:/sbin command -v "$1" > /dev/null ;;
  esac
}

# The Debian packages that are missing; those below the line "# -Pdist" are for -Pdist alone.
missing_packages() {
  local name probe package
  while read -r name probe package; do
    case "$name $probe" in
      "# -Pdist") case " $* " in *" -Pdist "*) ;; *) return ;; esac ;;
      "# "*) ;;
      *) has "$probe" || echo "$package" ;;
    esac
  done < core/src/test/resources/procsnap/testing/tools
}

# as_root COMMAND...: sudo asks for a password only on a terminal, and fails where it may not be used.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi
}

missing=$(missing_packages "$@" | sort -u | tr '\n' ' ')
if [ -n "$missing" ]; then
  echo "The tests also need these Debian packages: $missing"
  if has apt-get && as_root true 2> /dev/null; then
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing > /dev/null
  else
    echo "They cannot be installed without root; the tests that need them are skipped."
  fi
fi

exec mvn verify "$@"
