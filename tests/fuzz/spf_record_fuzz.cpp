// SPDX-License-Identifier: Apache-2.0
// Any bytes as an SPF record: terms and errors lie in it, and all that is said of it is printable.
#include "policy.hpp"
#include "selection.hpp"
#include "tests/fuzz/require.hpp"

#include <dnslint/text.hpp>

#include <cstdint>

namespace {

constexpr std::size_t most_terms = 512;

bool is_printable(std::string_view text)
{
   return dnslint::printable(text) == text;
}

void check_term(spf::term const& t, std::string_view text)
{
   require(text.substr(t.offset, t.text.size()) == t.text, "terms are parts of the record");
   require(is_printable(t.text), "terms are visible ASCII");
   auto const again = spf::read_term(t.text);
   require(!again.error && again.value.name == t.name, "a term reads the same alone");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string_view const text{reinterpret_cast<char const*>(data), size};
   require(!spf::is_spf_record(text) || !spf::looks_like_spf(text), "a record or a lookalike");
   auto const record = spf::read_record(text, most_terms);
   require(record.terms.size() + record.errors.size() <= most_terms, "the limit holds");
   for (auto const& t : record.terms)
      check_term(t, text);
   for (auto const& e : record.errors) {
      require(e.column >= 1 && e.column <= size + 1, "columns lie in the record");
      require(is_printable(e.text), "messages are printable");
   }
   auto const p = spf::read_policy(record);
   require(p.is_ignored.size() == record.terms.size(), "each term is ignored or not");
   require(p.lookups_direct <= static_cast<std::int64_t>(record.terms.size()), "lookups are terms");
   return 0;
}
