// SPDX-License-Identifier: Apache-2.0
// The shared resolver alone: resolver_bench SERVER FILE IN_FLIGHT [offload | tcp | CA_FILE]
// FILE has one question a line, "NAME TYPE". Prints what became of them and the CPU seconds used.
// With tcp, and to a SERVER such as tls://127.0.0.1:853#NAME, all go over one connection.
#include "core/resolver/shared/resolver.hpp"
#include "core/resolver/transport/asio_loop.hpp"
#include "core/resolver/transport/cares_source.hpp"
#include "core/resolver/transport/stream_link.hpp"
#include "core/resolver/transport/tls_client.hpp"
#include "core/resolver/upstream/upstream_address.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <fmt/format.h>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace {

using namespace dnslint;

std::vector<dns::question> read_questions(char const* path)
{
   std::vector<dns::question> questions;
   std::ifstream in{path};
   std::string name;
   std::string type;
   while (in >> name >> type)
      questions.push_back(
         {dns::name::from_text(name).value(), dns::rrtype_from_text(type).value()});
   return questions;
}

double seconds(timeval const& t)
{
   return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
}

struct used {
   double user;
   double system;
};

used cpu()
{
   rusage r{};
   getrusage(RUSAGE_SELF, &r);
   return {seconds(r.ru_utime), seconds(r.ru_stime)};
}

// Keeps `in_flight` questions open until all are answered.
class stream {
public:
   stream(resolver::shared_resolver& asked, std::vector<dns::question> const& questions)
   : asked_{asked}
   , questions_{questions}
   {}

   void run(std::size_t in_flight)
   {
      while (next_ < std::min(in_flight, questions_.size()))
         ask();
      asked_.loop().run([this] {
         return ended_ == questions_.size();
      });
   }

   std::array<std::size_t, 3> by_state{};

private:
   void ask()
   {
      auto const key = next_++;  // each is of a domain of its own
      asked_.ask(
         questions_[key],
         [this](resolver::answer_ptr const& a) {
            ++by_state.at(static_cast<std::size_t>(a->state));
            ++ended_;
            if (next_ != questions_.size())
               ask();
         },
         {key, false, asked_.tries_that_tell()});
   }

   resolver::shared_resolver& asked_;
   std::vector<dns::question> const& questions_;
   std::size_t next_ = 0;
   std::size_t ended_ = 0;
};

std::unique_ptr<resolver::source> source_for(
   resolver::asio_loop& loop,
   resolver::upstream_address const& server,
   std::string const& how,
   std::shared_ptr<resolver::datagram_counters> counted)
{
   resolver::stream_link::limits one;
   one.connections = 1;
   if (!server.tls_name.empty())
      return resolver::make_tls_source(
         loop, server.at, resolver::tls_client::make(server.tls_name, how).value(), nullptr, one);
   if (how == "tcp")
      return resolver::make_stream_source(loop, server.at, nullptr, one);
   auto const mode = how == "offload" ? resolver::send_mode::offload : resolver::send_mode::spread;
   return resolver::make_cares_source(loop, server.at, std::move(counted), mode);
}

}  // namespace

int main(int count, char** words)
{
   if (count != 4 && count != 5) {
      fmt::print(stderr, "usage: resolver_bench SERVER FILE IN_FLIGHT [offload | tcp | CA_FILE]\n");
      return 2;
   }
   auto const questions = read_questions(words[2]);
   auto const counted = std::make_shared<resolver::datagram_counters>();
   resolver::asio_loop loop;
   auto const server = resolver::upstream_from_text(words[1]).value();
   resolver::upstream_limits limits;
   limits.window.most = 60'000;
   std::vector<resolver::upstream> upstreams;
   upstreams.push_back(
      {source_for(loop, server, count == 5 ? words[4] : "", counted), words[1], limits});
   resolver::shared_resolver asked{loop, std::move(upstreams), {}, 1};
   stream s{asked, questions};
   auto const before = cpu();
   auto const began = std::chrono::steady_clock::now();
   s.run(std::stoul(words[3]));
   std::chrono::duration<double> const elapsed = std::chrono::steady_clock::now() - began;
   auto const after = cpu();
   fmt::print(
      "questions={} records={} absent={} unknown={} sent={} retries={} seconds={:.3f} user={:.3f} "
      "system={:.3f}\n",
      questions.size(),
      s.by_state[0],
      s.by_state[1],
      s.by_state[2],
      counted->sent,
      asked.stats().retries,
      elapsed.count(),
      after.user - before.user,
      after.system - before.system);
   return 0;
}
