// SPDX-License-Identifier: Apache-2.0
#include "core/dns/message_json.hpp"

#include "core/base/encode.hpp"
#include "core/base/json_writer.hpp"
#include "core/dns/edns_option.hpp"
#include "core/dns/field_form.hpp"
#include "core/dns/presentation.hpp"
#include "core/dns/rdata.hpp"

#include <algorithm>
#include <array>

namespace dnslint::dns {
namespace {

using base::json_writer;

constexpr std::uint16_t class_in = 1;

struct mnemonic {
   std::uint16_t number;
   std::string_view text;
};

// IANA "DNS OpCodes" and "DNS CLASSes".
constexpr std::array opcodes{
   mnemonic{0, "QUERY"},
   mnemonic{1, "IQUERY"},
   mnemonic{2, "STATUS"},
   mnemonic{4, "NOTIFY"},
   mnemonic{5, "UPDATE"},
   mnemonic{6, "DSO"}};
constexpr std::array classes{
   mnemonic{class_in, "IN"},
   mnemonic{3, "CH"},
   mnemonic{4, "HS"},
   mnemonic{254, "NONE"},
   mnemonic{255, "ANY"}};
constexpr std::array<std::string_view, 4> sections{"question", "answer", "authority", "additional"};

std::string name_of(std::uint16_t number, auto const& known, std::string_view otherwise)
{
   auto const* const at = std::ranges::find(known, number, &mnemonic::number);
   return at != known.end() ? std::string{at->text}
                            : std::string{otherwise} + std::to_string(number);
}

void write_flag(json_writer& json, std::string_view key, bool value)
{
   json.key(key);
   json.place() += value ? "true" : "false";
}

void write_header(json_writer& json, header const& head)
{
   json.begin_object("header");
   json.member("id", std::uint64_t{head.id});
   write_flag(json, "qr", head.qr);
   json.member("opcode", name_of(head.opcode, opcodes, "OPCODE"));
   write_flag(json, "aa", head.aa);
   write_flag(json, "tc", head.tc);
   write_flag(json, "rd", head.rd);
   write_flag(json, "ra", head.ra);
   write_flag(json, "ad", head.ad);
   write_flag(json, "cd", head.cd);
   json.member("rcode", to_text(head.code));
   json.end_object();
}

void write_questions(json_writer& json, std::vector<question> const& questions)
{
   json.begin_array("question");
   for (auto const& q : questions) {
      json.begin_object();
      json.member("name", q.asked.to_text());
      json.member("type", to_text(q.type));
      json.member("class", name_of(class_in, classes, "CLASS"));
      json.end_object();
   }
   json.end_array();
}

std::string bytes_text(field_kind kind, std::string const& bytes)
{
   return kind == field_kind::bytes_base64 ? base::base64(bytes) : base::hex(bytes);
}

void write_value(json_writer& json, field_kind kind, field_value const& value)
{
   if (auto const* number = std::get_if<std::uint64_t>(&value)) {
      json.count(*number);
   } else if (auto const* text = std::get_if<std::string>(&value)) {
      json.text(type_of(kind) == value_type::bytes ? bytes_text(kind, *text) : *text);
   } else {
      json.begin_array();
      for (auto const& element : std::get<std::vector<std::string>>(value))
         json.text(utf8_or_escaped(element));
      json.end_array();
   }
}

// The fields of the table; for a type that it lacks, the bytes.
void write_fields(json_writer& json, record const& r)
{
   json.begin_object("rdata");
   for_each_field(r.type, r.rdata, [&](record_field const& f, std::string_view bytes) {
      json.key(f.key);
      write_value(json, f.kind, to_value(f.kind, bytes));
   });
   if (auto const text = field(r, "text"))
      json.member("text", std::get<std::string>(*text));
   if (find_record_type(r.type) == nullptr)
      json.member("rdata", base::hex(r.rdata));
   json.end_object();
}

void write_records(json_writer& json, section where, std::vector<record> const& records)
{
   json.begin_array(sections[static_cast<std::size_t>(where)]);
   for (auto const& r : records) {
      json.begin_object();
      json.member("name", r.owner.to_text());
      json.member("type", to_text(r.type));
      json.member("ttl", std::uint64_t{r.ttl});
      write_fields(json, r);
      json.member("text", rdata_to_text(r));
      json.end_object();
   }
   json.end_array();
}

void write_option(json_writer& json, edns_option const& option)
{
   json.begin_object();
   json.member("code", std::uint64_t{option.code});
   json.member("name", option_name(option.code));
   for (auto const& f : option_fields(option))
      std::visit(
         [&](auto const& value) {
            json.member(f.key, value);
         },
         f.value);
   json.member("data", base::hex(option.data));
   json.end_object();
}

void write_edns(json_writer& json, edns const& opt)
{
   json.begin_object("edns");
   json.member("udp_size", std::uint64_t{opt.udp_size});
   json.member("version", std::uint64_t{opt.version});
   write_flag(json, "do", opt.dnssec_ok);
   json.begin_array("options");
   for (auto const& option : opt.options)
      write_option(json, option);
   json.end_array();
   json.end_object();
}

void write_others(json_writer& json, std::vector<other_class_record> const& others)
{
   json.begin_array("other_classes");
   for (auto const& r : others) {
      json.begin_object();
      json.member("section", sections[static_cast<std::size_t>(r.where)]);
      json.member("name", r.owner.to_text());
      json.member("type", to_text(r.type));
      json.member("class", name_of(r.class_code, classes, "CLASS"));
      if (r.where != section::question) {
         json.member("ttl", std::uint64_t{r.ttl});
         json.member("rdata", base::hex(r.rdata));
      }
      json.end_object();
   }
   json.end_array();
}

void write_error(json_writer& json, decode_error const& error)
{
   json.begin_object("error");
   json.member("offset", std::uint64_t{error.offset});
   json.member("reason", error.reason);
   json.end_object();
}

}  // namespace

std::string to_json(decoded const& d)
{
   std::string out;
   json_writer json{out};
   auto const& m = d.value;
   json.begin_object();
   write_header(json, m.head);
   write_questions(json, m.questions);
   write_records(json, section::answer, m.answer);
   write_records(json, section::authority, m.authority);
   write_records(json, section::additional, m.additional);
   if (m.opt)
      write_edns(json, *m.opt);
   if (!m.others.empty())
      write_others(json, m.others);
   if (d.error)
      write_error(json, *d.error);
   json.end_object();
   return out;
}

}  // namespace dnslint::dns
