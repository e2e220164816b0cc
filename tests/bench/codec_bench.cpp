// SPDX-License-Identifier: Apache-2.0
#include "core/dns/message.hpp"
#include "core/dns/zone_text.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace dnslint;

// An MX answer with two records and the addresses of one exchange.
std::string mx_answer()
{
   auto const origin = *dns::name::from_text("example.com");
   auto const records = *dns::parse_zone_text(
      "@ MX 10 mx1\n@ MX 20 mx2\nmx1 A 192.0.2.1\nmx1 AAAA 2001:db8::1\n", origin, "bench");
   auto m = dns::make_query({origin, dns::rrtype::mx}, 4711);
   m.head.qr = true;
   m.answer = {records[0], records[1]};
   m.additional = {records[2], records[3]};
   return dns::encode(m);
}

void decode_mx_answer(benchmark::State& state)
{
   auto const wire = mx_answer();
   std::span const bytes{reinterpret_cast<std::uint8_t const*>(wire.data()), wire.size()};
   for (auto _ : state)
      benchmark::DoNotOptimize(dns::decode(bytes));
}
BENCHMARK(decode_mx_answer);

void encode_query(benchmark::State& state)
{
   auto const name = *dns::name::from_text("_dmarc.example.com");
   for (auto _ : state)
      benchmark::DoNotOptimize(dns::encode(dns::make_query({name, dns::rrtype::txt}, 1)));
}
BENCHMARK(encode_query);

}  // namespace
