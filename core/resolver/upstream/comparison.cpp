// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/comparison.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace dnslint::resolver {

// For a name with names below it some servers answer NXDOMAIN and others NODATA, and both deny the
// records. The difference matters only where the SOA record of a name is asked for, since that
// shows whether the name exists.
comparison::kind comparison::kind_of(answer const& got)
{
   if (got.state == status::records)
      return kind::records;
   return got.asked.type == dns::rrtype::soa && got.nxdomain() ? kind::no_name : kind::denial;
}

// Only records that are the same for every asker are compared. Addresses depend on the asker's
// place, NS records on the side of the delegation, and serial numbers on the age of the copy.
std::size_t comparison::content_of(answer const& got)
{
   constexpr std::array types{
      dns::rrtype::txt, dns::rrtype::mx, dns::rrtype::caa, dns::rrtype::tlsa};
   if (got.state != status::records || std::ranges::find(types, got.asked.type) == types.end())
      return 0;
   std::size_t digest = 1;
   for (auto const& r : got.records())
      digest = digest * 31 + std::hash<std::string>{}(r.rdata);
   return digest;
}

void comparison::add(std::size_t upstream, answer const& got)
{
   asked_.push_back(upstream);
   ballots_.push_back({upstream, kind_of(got), content_of(got)});
}

bool comparison::was_asked(std::size_t upstream) const
{
   return std::ranges::find(asked_, upstream) != asked_.end();
}

bool comparison::is_agreed() const
{
   return agreeing().size() > 1;
}

bool comparison::is_about_content() const
{
   return std::ranges::all_of(ballots_, [](ballot const& b) {
      return b.vote == kind::records;
   });
}

std::vector<std::size_t> comparison::upstreams_where(auto const& is_meant) const
{
   std::vector<std::size_t> all;
   for (auto const& b : ballots_)
      if (is_meant(b, ballots_.back()))
         all.push_back(b.upstream);
   return all;
}

std::vector<std::size_t> comparison::agreeing() const
{
   return upstreams_where([](ballot const& b, ballot const& last) {
      return b.vote == last.vote && b.content == last.content;
   });
}

std::vector<std::size_t> comparison::dissenting() const
{
   return upstreams_where([](ballot const& b, ballot const& last) {
      return b.vote != last.vote;
   });
}

std::vector<std::size_t> comparison::differing() const
{
   return upstreams_where([](ballot const& b, ballot const& last) {
      return b.vote == last.vote && b.content != last.content;
   });
}

}  // namespace dnslint::resolver
