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

std::string u16(std::size_t value)
{
   return {static_cast<char>(value >> 8U), static_cast<char>(value & 0xffU)};
}

// As many bytes as TCP allows, each record's name through 120 pointers, of 127 that are followed.
std::string maximal_pointers()
{
   constexpr std::size_t most = 65'535;
   constexpr std::size_t name_at = 12;
   constexpr std::size_t record_size = 13;
   constexpr auto pointers = 120;
   auto const txt_head = u16(16) + u16(1) + u16(0) + u16(300);
   auto m = dns::make_query({*dns::name::from_text("www.example.com"), dns::rrtype::txt}, 4711);
   m.head.qr = true;
   m.opt.reset();
   auto wire = dns::encode(m) + u16(0xc000U | name_at) + txt_head + u16(2 * pointers + 1);
   wire += static_cast<char>(2 * pointers);
   auto last = name_at;
   for (auto i = 0; i != pointers; ++i) {
      auto const here = wire.size();
      wire += u16(0xc000U | last);
      last = here;
   }
   std::size_t records = 1;
   for (; wire.size() + record_size <= most; ++records)
      wire += u16(0xc000U | last) + txt_head + u16(1) + '\0';
   wire.replace(6, 2, u16(records));
   return wire;
}

void decode_maximal_pointers(benchmark::State& state)
{
   auto const wire = maximal_pointers();
   std::span const bytes{reinterpret_cast<std::uint8_t const*>(wire.data()), wire.size()};
   if (dns::decode(bytes).error)
      state.SkipWithError("the message is not read");
   for (auto _ : state)
      benchmark::DoNotOptimize(dns::decode(bytes));
}
BENCHMARK(decode_maximal_pointers)->Unit(benchmark::kMillisecond);

void encode_query(benchmark::State& state)
{
   auto const name = *dns::name::from_text("_dmarc.example.com");
   for (auto _ : state)
      benchmark::DoNotOptimize(dns::encode(dns::make_query({name, dns::rrtype::txt}, 1)));
}
BENCHMARK(encode_query);

}  // namespace
