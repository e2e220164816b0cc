// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace re2 {
class RE2;
}

namespace dnslint::cel {

// A regular expression in RE2's syntax: linear in its subject, with bounded memory. Immutable.
class pattern {
public:
   // The text of the second alternative says what is wrong.
   static std::variant<std::shared_ptr<pattern const>, std::string> compile(std::string_view text);

   explicit pattern(std::string_view text);
   pattern(pattern const&) = delete;
   pattern& operator=(pattern const&) = delete;
   pattern(pattern&&) = delete;
   pattern& operator=(pattern&&) = delete;
   ~pattern();

   // Anywhere in the subject, unless anchored.
   bool matches(std::string_view subject) const;
   // In steps of a budget. Where a pattern's automaton outgrows its memory, each byte is compared
   // with all of the pattern.
   std::size_t cost_of(std::string_view subject) const;
   std::size_t cost_of_compiling() const;
   // That it takes however it is used.
   std::size_t most_bytes() const;

private:
   std::unique_ptr<re2::RE2> compiled_;
};

}  // namespace dnslint::cel
