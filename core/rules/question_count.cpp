// SPDX-License-Identifier: Apache-2.0
#include "core/rules/question_count.hpp"

#include "core/rules/pack.hpp"

#include <set>
#include <tuple>

namespace dnslint::rules {
namespace {

// A lookup's name says all about its question unless it stands on another lookup or on a subject.
bool stands_alone(lookup const& l)
{
   return !l.per_subject && l.needs.empty() && l.at == asked_at::resolver;
}

// To find the servers of a zone: SOA up to where it begins, NS, and A and AAAA of each server.
std::size_t most_to_find(std::size_t zones, std::size_t servers)
{
   return zones * most_zone_questions + 1 + 2 * servers;
}

}  // namespace

std::size_t most_questions(lookup const& l)
{
   switch (l.at) {
      case asked_at::resolver:
         break;
      case asked_at::each_nameserver:
         return most_to_find(1, most_name_servers) + most_subjects;
      case asked_at::parent:
         return (l.per_subject ? most_subjects : 1) *
                (most_to_find(2, most_parent_servers) + most_parent_servers);
   }
   return l.per_subject ? most_subjects : 1;
}

std::size_t most_questions(check const& c)
{
   std::size_t count = 0;
   for (auto const& l : c.lookups)
      count += most_questions(l);
   return count;
}

std::size_t most_questions(pack const& p)
{
   std::set<std::pair<std::string, dns::rrtype>> alike;
   std::size_t count = 0;
   for (auto const& rule : p.rules)
      for (auto const& l : rule.lookups)
         if (stands_alone(l))
            alike.emplace(l.written_name, l.type);
         else
            count += most_questions(l);
   return count + alike.size();
}

}  // namespace dnslint::rules
