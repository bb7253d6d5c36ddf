#!/bin/sh
# Runs the benchmark on this machine's GPU: ./run.sh --help
case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
here=$(cd "$here" && pwd) || exit 1

# The machine's own C and C++ libraries if they will do, since its GPU driver uses them too; else the pack's.
if "$here/bin/node" -e 'require(process.argv[1])' "$here/lib/dawn.node" 2>/dev/null; then
  exec "$here/bin/node" "$here/bench/main.mjs" "$@"
fi
export GRADLOOM_LOADER="$here/lib/system/ld-linux-x86-64.so.2"
exec "$GRADLOOM_LOADER" --library-path "$here/lib/system" "$here/bin/node" "$here/bench/main.mjs" "$@"
