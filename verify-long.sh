#!/bin/bash
# All tests in their long form, one after the other, in the better part of a day on two cores: the fault tests all the
# way, the parsers fuzzed by what coverage leads to, and the mutations that the tests must notice.
set -euo pipefail
cd "$(dirname "$0")"

./verify.sh -Plong "$@"
mvn -Pfuzz test -Dtest='*FuzzTest' -Dsurefire.failIfNoSpecifiedTests=false "$@"
mvn -Pmutation -pl core,adapters-storage,app-cli -am test "$@"
