// SPDX-License-Identifier: Apache-2.0
// What a scan says of itself when it is asked by SIGUSR1.
#include "tests/integration/scan_run.hpp"
#include "tests/integration/serving_lab.hpp"

#include <csignal>
#include <gmock/gmock.h>
#include <thread>

namespace dnslint::tests {
namespace {

using testing::ContainsRegex;

// The last domain is not answered for a while, so that there is time to ask.
constexpr auto lab = R"(zones:
  shared.test: |
    mx A 192.0.2.1
  a.test: "@ MX 10 mx.shared.test."
  b.test: "@ MX 10 mx.shared.test."
  c.test: "@ MX 10 mx.shared.test."
  slow.test: "@ MX 10 mx.shared.test."
faults:
  "slow.test": timeout
)";

std::string progress_of(std::string const& workers)
{
   work_folder const folder;
   serving_lab const server{{folder.write("lab.yaml", lab)}};
   auto const journal = folder.at("run.journal");
   process scan{command(
      {"scan",
       "-l",
       folder.write("list", "a.test\nb.test\nc.test\nslow.test\n"),
       "--resolver",
       server.address(),
       "--no-trial",
       "--timeout",
       "2s",
       "--tries",
       "1",
       "--in-flight",
       "1",
       "--workers",
       workers,
       "--journal",
       journal})};
   while (!std::filesystem::exists(journal + ".unfinished"))
      std::this_thread::sleep_for(std::chrono::milliseconds{10});
   for (auto i = 0; i != 25; ++i) {
      scan.signal(SIGUSR1);
      std::this_thread::sleep_for(std::chrono::milliseconds{100});
   }
   return scan.wait().err;
}

TEST(progress, has_the_hits_of_the_cache_of_this_process)
{
   EXPECT_THAT(progress_of("0"), ContainsRegex("of 4 domains.* a second, [1-9][0-9]* cache hits"));
}

TEST(progress, has_the_hits_of_the_caches_of_workers)
{
   EXPECT_THAT(progress_of("1"), ContainsRegex("of 4 domains.* a second, [0-9]+ cache hits"));
}

// A terminal of 40 columns, in which the live line stays one line.
TEST(progress, is_cut_to_the_width_of_the_terminal)
{
   constexpr auto program = R"(
import fcntl, os, pty, struct, sys, termios
child, terminal = pty.fork()
if child == 0:
    fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack("HHHH", 20, 40, 0, 0))
    os.execv(sys.argv[1], sys.argv[1:])
seen = b""
try:
    while part := os.read(terminal, 4096):
        seen += part
except OSError:
    pass
os.waitpid(child, 0)
lines = [l for l in seen.decode().split("\r\x1b[K")[1:-1] if l]
print(max(map(len, lines)), lines[0])
)";
   work_folder const folder;
   serving_lab const server{{folder.write("lab.yaml", lab)}};
   auto const done = run(joined(
      {"/usr/bin/python3", "-c", program},
      command(
         {"scan",
          "-l",
          folder.write("list", "a.test\nb.test\nc.test\nslow.test\n"),
          "--resolver",
          server.address(),
          "--no-trial",
          "--timeout",
          "2s",
          "--tries",
          "1",
          "--workers",
          "0",
          "-o",
          folder.at("report")})));
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(done.out, ContainsRegex("^39 [34] of 4 domains"));
}

}  // namespace
}  // namespace dnslint::tests
