// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_server.hpp"
#include "core/resolver/transport/asio_loop.hpp"
#include "core/resolver/transport/descriptor_watch.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/options.hpp"

#include <csignal>
#include <cstdio>
#include <fmt/format.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace dnslint::command {
namespace {

constexpr command_usage lab_usage{
   static_cast<option_groups>(option_group::serving),
   "Usage: dnslint lab FILE... [OPTIONS]\n\n"
   "Serves zone and lab files over UDP and TCP, with their faults: as a recursive resolver\n"
   "to questions that want recursion, as the zones' own name server to others. Says where\n"
   "it listens, and runs until it is interrupted. docs/lab.md has the form of a lab file.\n"};

// SIGINT and SIGTERM as a descriptor that can be read once one has come.
class stop_signal {
public:
   stop_signal()
   {
      sigset_t stopping;
      sigemptyset(&stopping);
      sigaddset(&stopping, SIGINT);
      sigaddset(&stopping, SIGTERM);
      pthread_sigmask(SIG_BLOCK, &stopping, nullptr);
      descriptor_ = signalfd(-1, &stopping, SFD_CLOEXEC | SFD_NONBLOCK);
   }
   stop_signal(stop_signal const&) = delete;
   stop_signal& operator=(stop_signal const&) = delete;
   ~stop_signal() { close(descriptor_); }

   int descriptor() const noexcept { return descriptor_; }

private:
   int descriptor_ = -1;
};

std::vector<resolver::server_address> addresses(options const& o)
{
   if (o.listen.empty())
      return {resolver::server_address{"127.0.0.1", 0}};
   return o.listen;
}

base::diagnostics lab_problems(options const& o)
{
   base::diagnostics errors;
   if (o.arguments.empty())
      errors.push_back(base::error("there is nothing to serve", "name a zone or lab file"));
   for (auto const& at : o.listen)
      if (!o.allow_remote && !resolver::is_loopback(at))
         errors.push_back(base::error(
            fmt::format("--listen {}: others could reach this address", at.to_text()),
            "a lab is no server for the world: listen on 127.0.0.1 or [::1], or insist with "
            "--allow-remote"));
   return errors;
}

// Until a signal comes.
int serve(options const& o, resolver::lab const& zones)
{
   stop_signal const stopping;
   resolver::asio_loop loop;
   resolver::lab_server server{loop, zones, o.run.questions.seed};
   for (auto const& at : addresses(o)) {
      auto const listening = server.listen(at);
      if (!listening)
         return wrong_usage(listening.errors());
      fmt::print("listening on {}\n", listening->to_text());
   }
   if (std::fflush(stdout) != 0)
      return wrong_usage(
         {base::error("where the lab listens cannot be written to standard output")});
   bool stopped = false;
   resolver::descriptor_watch signals{loop, stopping.descriptor(), [&](auto) {
                                         stopped = true;
                                      }};
   signals.want(true, false);
   loop.run([&] {
      return stopped;
   });
   return done;
}

}  // namespace

int lab_command(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, lab_usage, o))
      return *ended;
   if (auto const errors = lab_problems(o); !errors.empty())
      return wrong_usage(errors);
   auto const zones = resolver::lab::load_all(o.arguments);
   if (!zones)
      return wrong_usage(zones.errors());
   return serve(o, *zones);
}

}  // namespace dnslint::command
