# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Sourced by .ci/run and .ci/weekly: phases with their times, and the tests' results at the end.

phase_log=$(mktemp)
trap 'rm -f "$phase_log"' EXIT
phase_times=()

# phase NAME COMMAND...
phase() {
   local name=$1 began=$SECONDS
   shift
   printf '\n== %s\n' "$name"
   if ! "$@" 2>&1 | tee -a "$phase_log"; then
      printf '\n== FAILED: %s, after %d s\n' "$name" $((SECONDS - began))
      exit 1
   fi
   phase_times+=("$(printf '%-32s %5d s' "$name" $((SECONDS - began)))")
}

all_passed() {
   printf '\n== all passed\n'
   printf '%s\n' "${phase_times[@]}" "$(printf '%-32s %5d s' "all" $SECONDS)"
   grep -E 'tests passed, .* out of [0-9]+' "$phase_log"
}
