// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/message.hpp"
#include "core/dns/zone_text.hpp"
#include "core/resolver/answers/source.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::resolver::tests {

inline dns::name name(std::string_view text)
{
   auto const n = dns::name::from_text(text);
   EXPECT_TRUE(n) << text;
   return n.value_or(dns::name{});
}

inline dns::question ask(std::string_view asked, std::string_view type)
{
   auto const t = dns::rrtype_from_text(type);
   EXPECT_TRUE(t) << type;
   return {name(asked), t.value_or(dns::rrtype::a)};
}

// Records in master-file form, relative to the root.
inline std::vector<dns::record> records(std::string_view text)
{
   if (text.empty())
      return {};
   auto parsed = dns::parse_zone_text(text, dns::name{}, "records");
   EXPECT_TRUE(parsed) << text << (parsed ? "" : base::to_text(parsed.errors()));
   return parsed ? *std::move(parsed) : std::vector<dns::record>{};
}

inline std::vector<std::string> texts(std::vector<dns::record> const& all)
{
   std::vector<std::string> printed;
   for (auto const& r : all)
      printed.push_back(to_text(r));
   return printed;
}

inline dns::message response(dns::question const& q, std::uint16_t id = 7)
{
   dns::message m;
   m.head.id = id;
   m.head.qr = m.head.rd = m.head.ra = true;
   m.questions = {q};
   m.opt = dns::edns{};
   return m;
}

inline dns::message with_answer(dns::message m, std::string_view answer)
{
   m.answer = records(answer);
   return m;
}

inline dns::message with_authority(dns::message m, std::string_view authority)
{
   m.authority = records(authority);
   return m;
}

inline dns::message with_code(dns::message m, dns::rcode code)
{
   m.head.code = code;
   return m;
}

inline exchange received(dns::question const& q, dns::message const& m)
{
   exchange e;
   e.asked = q;
   e.destination = "192.0.2.53:53";
   e.wire = encode(m);
   return e;
}

}  // namespace dnslint::resolver::tests
