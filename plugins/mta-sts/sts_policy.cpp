// SPDX-License-Identifier: Apache-2.0
#include "sts_policy.hpp"

#include "mx_pattern.hpp"

#include <dnslint/tag_grammar.hpp>
#include <dnslint/text.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace mta_sts {
namespace {

constexpr std::size_t most_lines = 1000;
constexpr std::size_t most_patterns = 200;
constexpr std::size_t longest_number = 10;

using dnslint::quoted;

class policy_reader {
public:
   explicit policy_reader(std::string_view body)
   : left_{body}
   {}

   sts_policy read()
   {
      while (!left_.empty() && line_ != most_lines)
         take_line(next_line());
      if (!left_.empty())
         fail("the policy has more lines than are read here");
      check_whole();
      return std::move(read_);
   }

private:
   // Lines end in LF or CRLF; the last one may end with the text.
   std::string_view next_line()
   {
      ++line_;
      auto const end = std::min(left_.find('\n'), left_.size());
      auto line = left_.substr(0, end);
      left_.remove_prefix(std::min(end + 1, left_.size()));
      if (line.ends_with('\r'))
         line.remove_suffix(1);
      while (line.ends_with(' ') || line.ends_with('\t'))
         line.remove_suffix(1);
      return line;
   }

   void take_line(std::string_view line)
   {
      if (line.empty()) {
         if (!left_.empty() || line_ == 1)
            fail("the line is empty");
         return;
      }
      auto const colon = line.find(':');
      auto const key = line.substr(0, std::min(colon, line.size()));
      if (colon == line.npos || !dnslint::is_extension_name(key))
         return fail(quoted(line) + " is no key and value with a colon between them");
      auto value = line.substr(colon + 1);
      value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
      take(key, value);
   }

   void take(std::string_view key, std::string_view value)
   {
      if (key == "mx")
         return take_mx(value);
      if (!seen_.emplace(key).second)
         return;
      if (key == "version")
         return take_version(value);
      if (key == "mode")
         return take_mode(value);
      if (key == "max_age")
         return take_max_age(value);
      if (value.empty())
         return fail("the value of " + quoted(key) + " is empty");
      if (read_.unknown_keys.size() != most_told)
         read_.unknown_keys.emplace_back(key);
   }

   void take_version(std::string_view value)
   {
      if (value != "STSv1")
         fail("the version is " + quoted(value) + ", not STSv1");
   }

   void take_mode(std::string_view value)
   {
      constexpr std::array modes{"enforce", "testing", "none"};
      if (std::ranges::find(modes, value) == modes.end())
         fail("the mode is " + quoted(value) + ", not enforce, testing or none");
      else
         read_.mode = value;
   }

   void take_max_age(std::string_view value)
   {
      bool const is_number = !value.empty() && value.size() <= longest_number &&
                             value.find_first_not_of("0123456789") == value.npos;
      if (!is_number)
         return fail("max_age is " + quoted(value) + ", not a number of seconds");
      std::int64_t seconds = 0;
      for (char const digit : value)
         seconds = seconds * 10 + (digit - '0');
      if (seconds > longest_age)
         return fail("max_age is more than a year, 31557600 seconds");
      read_.max_age = seconds;
   }

   void take_mx(std::string_view value)
   {
      auto pattern = dnslint::to_lower(value);
      if (!is_mx_pattern(pattern))
         return fail("mx is " + quoted(value) + ", not a host name, or one behind '*.'");
      if (read_.mx.size() == most_patterns)
         return fail("the policy has more patterns than are read here");
      read_.mx.push_back(std::move(pattern));
   }

   void check_whole()
   {
      line_ = std::max<std::size_t>(line_, 1);
      for (auto const* const key : {"version", "mode", "max_age"})
         if (!seen_.contains(key))
            fail(std::string{"there is no "} + key);
      if (read_.mx.empty() && (read_.mode == "enforce" || read_.mode == "testing"))
         fail("there is no mx, so that no exchange is covered");
   }

   void fail(std::string text)
   {
      if (read_.errors.size() != most_told)
         read_.errors.push_back({line_, std::move(text)});
   }

   std::string_view left_;
   std::size_t line_ = 0;
   std::set<std::string, std::less<>> seen_;
   sts_policy read_;
};

}  // namespace

sts_policy read_sts_policy(std::string_view body)
{
   return policy_reader{body}.read();
}

}  // namespace mta_sts
