// SPDX-License-Identifier: Apache-2.0
#include "core/report/known_failures.hpp"

#include "core/base/encode.hpp"
#include "core/report/report_file.hpp"
#include "core/report/report_text.hpp"

namespace dnslint::report {
namespace {

std::uint64_t digest_of(std::string_view domain, std::string_view check)
{
   return base::digest64(check, base::digest64(domain));
}

}  // namespace

void known_failures::add(std::string_view domain, std::string_view check)
{
   digests_.insert(digest_of(domain, check));
}

bool known_failures::has(std::string_view domain, std::string_view check) const
{
   return digests_.contains(digest_of(domain, check));
}

base::result<known_failures> read_known_failures(std::string const& file)
{
   auto const text = read_report_text(file);
   if (!text)
      return text.errors();
   known_failures known;
   auto const read = read_report(file, text->text, [&known](reported_domain const& d) {
      for (auto const& f : d.record.findings)
         if (f.result == base::outcome::fail)
            known.add(d.record.domain, f.id);
      return true;
   });
   if (!read)
      return read.errors();
   return known;
}

}  // namespace dnslint::report
