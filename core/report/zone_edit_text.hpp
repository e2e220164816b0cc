// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/zone_edit.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dnslint::report {

// The edits of one domain in the form that a tool reads; `zone` is the apex of the zone that they
// belong to, and empty where nobody knows it. Records are ASCII, so nothing of them can act on a
// terminal.
std::string edit_lines(std::vector<zone_edit> const& edits);  // "- RECORD", "+ RECORD"
// A master file of what is added; what goes away stands in comments, "; - RECORD".
std::string bind_text(std::vector<zone_edit> const& edits);
// A script for nsupdate (BIND 9), which uses RFC 2136.
std::string nsupdate_text(std::vector<zone_edit> const& edits, std::string_view zone);
// Records for a zone's file of octoDNS, and for dnsconfig.js of DNSControl. Of both the file is all
// that there is to be, so comments say what goes away and that the rest stays.
std::string octodns_text(std::vector<zone_edit> const& edits, std::string_view zone);
std::string dnscontrol_text(std::vector<zone_edit> const& edits, std::string_view zone);

}  // namespace dnslint::report
