// SPDX-License-Identifier: Apache-2.0
#include "core/overlay/overlay_file.hpp"

#include "core/base/escape.hpp"
#include "core/base/yaml_file.hpp"
#include "core/dns/zone_text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace dnslint::overlay {
namespace {

struct edit_line {
   char sign = 0;  // '+', '-', or 0: none of ours
   std::string_view rest{};
};

edit_line edit_of(std::string_view line, bool is_fix)
{
   if (is_fix && line.starts_with("; - "))
      return {'-', line.substr(4)};
   if (line.starts_with("+ ") || line.starts_with("- "))
      return {line.front(), line.substr(2)};
   return {};
}

std::vector<std::string_view> words_of(std::string_view text)
{
   constexpr std::string_view blanks = " \t\r";
   std::vector<std::string_view> words;
   for (auto at = text.find_first_not_of(blanks); at != std::string_view::npos;) {
      auto const end = std::min(text.find_first_of(blanks, at), text.size());
      words.push_back(text.substr(at, end - at));
      at = text.find_first_not_of(blanks, end);
   }
   return words;
}

// "www.example.com. IN CNAME", which names an RRset and no record.
std::optional<std::pair<dns::name, dns::rrtype>> rrset_named(std::string_view text)
{
   auto words = words_of(text);
   if (words.size() == 3 && (words[1] == "IN" || words[1] == "in"))
      words.erase(words.begin() + 1);
   if (words.size() != 2)
      return std::nullopt;
   auto const owner = dns::name::from_text(words[0]);
   auto const type = dns::rrtype_from_text(words[1]);
   if (!owner || !type)
      return std::nullopt;
   return std::pair{*owner, *type};
}

class reading {
public:
   reading(std::string_view text, std::string const& file)
   : text_{text}
   , file_{file}
   , plain_are_added_{text.starts_with(fix_marker)}
   {}

   base::result<zone_changes> read()
   {
      read_lines();
      read_plain();
      if (!errors_.empty())
         return errors_;
      if (made_.empty())
         return base::error_in(
            file_, "the overlay changes nothing", "write records, as in a zone file");
      return std::move(made_);
   }

private:
   // Lines that are edits are empty among the plain ones, so that these keep their numbers.
   void read_lines()
   {
      std::uint32_t number = 0;
      for (std::size_t begin = 0; begin < text_.size();) {
         auto const end = std::min(text_.find('\n', begin), text_.size());
         auto const line = text_.substr(begin, end - begin);
         ++number;
         if (auto const edit = edit_of(line, plain_are_added_); edit.sign != 0)
            read_edit(edit, number);
         else
            plain_ += line;
         plain_ += '\n';
         begin = end + 1;
      }
   }

   void read_edit(edit_line const& edit, std::uint32_t number)
   {
      if (edit.sign == '-')
         if (auto const rrset = rrset_named(edit.rest)) {
            if (may_lose(rrset->first, number))
               made_.remove_all(rrset->first, rrset->second);
            return;
         }
      auto read = dns::parse_zone_text(std::string{edit.rest} + '\n', {}, file_, number);
      if (!read)
         return append(read.errors());
      for (auto& r : *read)
         if (edit.sign == '+')
            made_.add(std::move(r));
         else if (may_lose(r.owner, number))
            made_.remove(std::move(r));
   }

   // What a wildcard answers for other names cannot be told from records of their own.
   bool may_lose(dns::name const& owner, std::uint32_t number)
   {
      if (!is_wildcard(owner))
         return true;
      auto error = base::error_in(
         file_,
         fmt::format("{} is a wildcard, which cannot be taken away here", owner.to_text()),
         "answers do not show which names it stands for; rehearse with --zone instead");
      error.where.line = number;
      errors_.push_back(std::move(error));
      return false;
   }

   void read_plain()
   {
      auto read = dns::parse_zone_text(plain_, {}, file_);
      if (!read)
         return append(read.errors());
      for (auto& r : *read)
         plain_are_added_ ? made_.add(std::move(r)) : made_.replace(std::move(r));
   }

   void append(base::diagnostics const& errors)
   {
      std::ranges::copy(errors, std::back_inserter(errors_));
   }

   std::string_view text_;
   std::string const& file_;
   bool plain_are_added_;
   std::string plain_;
   zone_changes made_;
   base::diagnostics errors_;
};

}  // namespace

base::result<zone_changes> read_changes(std::string_view text, std::string const& file)
{
   return reading{text, file}.read();
}

base::result<zone_changes> load_changes(std::vector<std::string> const& files)
{
   zone_changes all;
   base::diagnostics errors;
   for (auto const& file : files) {
      auto const text = base::yaml::read_file(file, most_overlay_bytes);
      auto read = text ? read_changes(*text, file) : base::result<zone_changes>{text.errors()};
      if (read)
         all.merge(*std::move(read));
      else
         std::ranges::copy(read.errors(), std::back_inserter(errors));
   }
   if (!errors.empty())
      return errors;
   return all;
}

}  // namespace dnslint::overlay
