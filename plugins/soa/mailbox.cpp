// SPDX-License-Identifier: Apache-2.0
#include "mailbox.hpp"

#include <dnslint/host_name.hpp>
#include <dnslint/text.hpp>

#include <algorithm>

namespace soa {
namespace {

// How many bytes the first character is written with: "a", "\." or "\032".
std::size_t written_size(std::string_view text)
{
   if (text.front() != '\\' || text.size() < 2)
      return 1;
   return std::min<std::size_t>(text.size(), dnslint::is_digit(text[1]) ? 4 : 2);
}

// The first label as it is written, its dots still escaped.
std::string_view first_label(std::string_view name)
{
   std::size_t end = 0;
   while (end < name.size() && name[end] != '.')
      end += written_size(name.substr(end));
   return name.substr(0, end);
}

// RFC 5321 section 4.1.2, atext.
bool is_atom_character(char c)
{
   return dnslint::is_alphanum(c) || dnslint::is_one_of(c, "!#$%&'*+-/=?^_`{|}~");
}

// The local part that a label stands for when it is a dot-string (RFC 5321 section 4.1.2), which
// needs no quotes; empty if it is none. A byte that is written as a number stands in no dot-string.
std::string dot_string(std::string_view label)
{
   std::string local;
   while (!label.empty()) {
      auto const size = written_size(label);
      char const c = label[size == 2 ? 1 : 0];
      bool const atom_begins = local.empty() || local.back() == '.';
      if (c == '.' ? atom_begins : !is_atom_character(c))
         return {};
      local += c;
      label.remove_prefix(size);
   }
   return local.ends_with('.') ? std::string{} : local;
}

// "example.com.example.com" in the zone example.com.
bool repeats_zone(std::string_view domain, std::string_view zone)
{
   auto const twice = std::string{zone} + "." + std::string{zone};
   return domain == twice || domain.ends_with("." + twice);
}

std::string problem_of(
   std::string_view rname, std::string_view local, std::string_view domain, std::string_view zone)
{
   if (rname == ".")
      return "the root is no mailbox";
   if (rname.find('@') != std::string_view::npos)
      return "there is an @ in " + std::string{rname} + ", where a dot belongs";
   if (domain.empty())
      return std::string{rname} + " is one label only: it names no mailbox in any domain";
   if (repeats_zone(domain, zone))
      return std::string{rname} + " has the zone's name twice: a final dot is missing";
   if (local.empty())
      return "the first label of " + std::string{rname} + " is no local part of a mail address";
   if (!dnslint::is_host_name(domain))
      return std::string{domain} + " is no host name, so it takes no mail";
   return {};
}

}  // namespace

mailbox read_mailbox(std::string_view rname, std::string_view zone)
{
   auto const label = first_label(rname);
   auto const domain = rname.substr(std::min(rname.size(), label.size() + 1));
   auto const local = dot_string(label);
   if (auto problem = problem_of(rname, local, domain, zone); !problem.empty())
      return {{}, std::move(problem)};
   return {local + "@" + std::string{domain}, {}};
}

}  // namespace soa
