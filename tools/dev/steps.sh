# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Sourced by the scripts of tools/: one line per step, and what a step printed only when it failed.

step_log=$(mktemp)
trap 'rm -f "$step_log"' EXIT

# step TEXT COMMAND...
step() {
   local text=$1 began=$SECONDS status=0
   shift
   printf '%-60s' "$text"
   "$@" >"$step_log" 2>&1 || status=$?
   if [[ $status -ne 0 ]]; then
      echo "failed"
      cat "$step_log"
      exit "$status"
   fi
   echo "done in $((SECONDS - began)) s"
}

processors=$(nproc)
export CMAKE_BUILD_PARALLEL_LEVEL=$processors CTEST_PARALLEL_LEVEL=$processors
