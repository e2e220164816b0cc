// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::cel {
struct bindings;
}

namespace dnslint::rules {

struct fix;
class text_template;

// What is wrong with a template of records, and how it is written instead.
struct record_fault {
   std::string message;
   std::string hint;
};

// Why the template makes no record (RFC 1035 section 5.1), whatever its placeholders stand for, or
// one whose meaning depends on the zone that it is pasted into. Null if some sample is a record.
std::optional<record_fault> find_record_fault(text_template const& record);

// How a record of the type that `text` names is written: in a fix, or in a zone whose apex is "@".
enum class record_place : std::uint8_t { fix, zone };
std::string record_form(std::string_view text, record_place place);

// What a fix publishes, and the records that it takes the place of, each a line in master-file
// form.
struct record_edit {
   std::string add;
   std::vector<std::string> remove;
};

// The edit that the fix offers: nothing where its condition is not true, where an expression of its
// record is unknown or an error, and where what it replaces is.
record_edit render_edit(fix const& f, cel::bindings const& bound);

// The record with what its expressions make, each quoted as master files want it where it stands: a
// quote within "..." becomes \", a blank elsewhere \032, and the strings of a TXT record are split
// at 255 bytes. Empty when an expression is unknown or an error: there is no record to publish
// then.
std::string render_record(text_template const& record, cel::bindings const& bound);

}  // namespace dnslint::rules
