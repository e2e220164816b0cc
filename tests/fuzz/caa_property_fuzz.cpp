// SPDX-License-Identifier: Apache-2.0
// Any bytes as the RDATA of a CAA record: columns lie in its value, and all that is said is
// printable.
#include "caa_set.hpp"
#include "contact.hpp"
#include "issuance.hpp"
#include "tests/fuzz/require.hpp"
#include "url.hpp"

#include <dnslint/text.hpp>

#include <cstdint>

namespace {

bool is_printable(std::string_view text)
{
   return dnslint::printable(text) == text;
}

void check_error(dnslint::parse_error const& e, std::string_view value)
{
   require(e.column >= 1 && e.column <= value.size() + 1, "columns lie in the value");
   require(!e.text.empty() && is_printable(e.text), "messages are printable");
}

void check_judged(caa::judged_property const& p)
{
   require(is_printable(p.tag) && is_printable(p.issuer), "tags and issuers are printable");
   require(p.issuer.empty() || p.errors.empty(), "a broken value names nobody");
   for (auto const& e : p.errors)
      check_error(e, p.written.value);
   for (auto const& e : p.parameter_errors)
      check_error(e, p.written.value);
}

// What is read of a value, written down in the simplest form, reads the same.
void check_issuer(std::string_view value)
{
   auto const read = caa::read_issuer_value(value);
   if (read.error)
      return check_error(*read.error, value);
   std::string text{read.issuer};
   for (auto const& p : read.parameters) {
      require(value.substr(p.offset, p.tag.size()) == p.tag, "tags stand at their place");
      text += ';' + std::string{p.tag} + '=' + std::string{p.value};
   }
   auto const again = caa::read_issuer_value(text);
   require(!again.error && again.issuer == read.issuer, "an issuer reads the same again");
   require(again.parameters.size() == read.parameters.size(), "so do its parameters");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string_view const rdata{reinterpret_cast<char const*>(data), size};
   auto const written = caa::read_property(rdata);
   if (!written)
      return 0;
   require(written->tag.size() + written->value.size() + 2 == size, "no byte is lost");
   check_issuer(written->value);
   for (auto const& error :
        {caa::error_of_report_url(written->value),
         caa::error_of_email(written->value),
         caa::error_of_phone(written->value)})
      if (error)
         check_error(*error, written->value);
   auto const judged = caa::judge_property(*written);
   check_judged(judged);
   require(caa::contradictory_tags({judged}).empty(), "one property contradicts nothing");
   auto const who = caa::issuance_by({judged});
   require(
      caa::stopped_tags({judged}).empty() || who.host == caa::permission::nobody ||
         who.wildcard == caa::permission::nobody || who.mail == caa::permission::nobody ||
         who.mark == caa::permission::nobody,
      "a tag that is stopped lets nobody issue");
   return 0;
}
