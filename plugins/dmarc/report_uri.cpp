// SPDX-License-Identifier: Apache-2.0
#include "report_uri.hpp"

#include <dnslint/mail_uri.hpp>

namespace dmarc {
namespace {

// The rule obs-dmarc-report-size.
bool is_obsolete_size(std::string_view text)
{
   auto const unit = text.find_first_not_of("0123456789");
   if (unit == 0 || text.empty())
      return false;
   return unit == text.npos ||
          (unit + 1 == text.size() && dnslint::is_one_of(text[unit], "kmgtKMGT"));
}

report_uri read_report_uri(dnslint::list_entry const& entry)
{
   report_uri read;
   read.offset = entry.offset;
   auto text = entry.text;
   if (auto const mark = text.rfind('!');
       mark != text.npos && is_obsolete_size(text.substr(mark + 1))) {
      read.obsolete_size = text.substr(mark + 1);
      text = text.substr(0, mark);
   }
   // RFC 9989 section 4.8: commas and exclamation marks must be encoded.
   auto uri = dnslint::read_mail_uri(text, ",!");
   read.uri = std::move(uri.text);
   read.error = std::move(uri.error);
   return read;
}

}  // namespace

std::vector<report_uri> read_report_uris(std::string_view list)
{
   std::vector<report_uri> all;
   for (auto const& entry : dnslint::split_list(list, ',', most_report_uris))
      all.push_back(read_report_uri(entry));
   return all;
}

}  // namespace dmarc
