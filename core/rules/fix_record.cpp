// SPDX-License-Identifier: Apache-2.0
#include "core/rules/fix_record.hpp"

#include "core/cel/bindings.hpp"
#include "core/dns/zone_text.hpp"
#include "core/rules/check.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

namespace dnslint::rules {
namespace {

// What a placeholder may stand for in a record.
constexpr std::array<std::string_view, 6> stand_ins{
   "example.test", "1", "192.0.2.1", "2001:db8::1", "00", "@"};
constexpr std::string_view sample_domain = "example.test";
constexpr std::string_view other_zone = "zone.invalid";

base::result<std::vector<dns::record>> parse(std::string const& text, std::string_view origin)
{
   return dns::parse_zone_text(text, *dns::name::from_text(origin), {});
}

// A name without a dot at its end is below whatever zone the record is pasted into.
bool is_relative(std::string const& text)
{
   auto const here = parse(text, sample_domain);
   auto const elsewhere = parse(text, other_zone);
   if (!here || !elsewhere || here->size() != elsewhere->size())
      return true;
   return !std::ranges::equal(*here, *elsewhere, [](dns::record const& a, dns::record const& b) {
      return a.owner == b.owner && a.rdata == b.rdata;
   });
}

using filled_parts = std::vector<text_template::filled_part>;
// What stands for each expression that has no value yet, one for each part.
using samples = std::vector<std::string>;

std::string joined(filled_parts const& parts, samples const& made)
{
   std::string text;
   for (std::size_t i = 0; i != parts.size(); ++i) {
      text += parts[i].literal;
      if (parts[i].has_code)
         text += parts[i].made.value_or(made[i]);
   }
   return text;
}

// An expression may make a name that ends with a dot: only what is written literally is judged.
samples with_absolute_names(filled_parts const& parts, samples made)
{
   for (std::size_t i = 0; i != parts.size(); ++i) {
      if (!parts[i].has_code || parts[i].made)
         continue;
      made[i] += '.';
      if (!parse(joined(parts, made), sample_domain))
         made[i].pop_back();
   }
   return made;
}

struct record_form_row {
   std::string_view type;
   std::string_view form;
};

constexpr record_form_row record_forms[] = {
   {"MX", "{domain}. 3600 IN MX 10 mx.example.net."},
   {"A", "{domain}. 3600 IN A 192.0.2.1"},
   {"AAAA", "{domain}. 3600 IN AAAA 2001:db8::1"},
   {"NS", "{domain}. 3600 IN NS ns1.example.net."},
   {"CNAME", "www.{domain}. 3600 IN CNAME host.example.net."},
   {"CAA", "{domain}. 3600 IN CAA 0 issue \"ca.example.net\""},
   {"SRV", "_imaps._tcp.{domain}. 3600 IN SRV 0 1 993 imap.example.net."},
   {"TLSA", "_25._tcp.{domain}. 3600 IN TLSA 3 1 1 HASH"},
   {"TXT", "{domain}. 3600 IN TXT \"v=spf1 -all\""}};

bool has_word(std::string_view text, std::string_view word)
{
   for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      auto const end = at + word.size();
      bool const begins = at == 0 || text[at - 1] == ' ' || text[at - 1] == '\t';
      if (begins && (end == text.size() || text[end] == ' ' || text[end] == '\t'))
         return true;
   }
   return false;
}

constexpr std::size_t longest_string = 255;  // of a TXT record (RFC 1035 section 3.3.14)

// Writes a record, and knows whether it is within quotes (RFC 1035 section 5.1).
class record_writer {
public:
   explicit record_writer(bool splits)
   : splits_{splits}
   {}

   void literal(std::string_view text)
   {
      for (std::size_t i = 0; i < text.size(); ++i) {
         if (text[i] == '"') {
            in_quotes_ = !in_quotes_;
            length_ = 0;
            out_ += '"';
            continue;
         }
         auto const escaped = text[i] == '\\' ? escape_length(text.substr(i)) : 1;
         take(text.substr(i, escaped));
         i += escaped - 1;
      }
   }

   void inserted(std::string_view text)
   {
      for (char const c : text)
         take(written(c));
   }

   std::string done() { return std::move(out_); }

private:
   static std::size_t escape_length(std::string_view text)
   {
      bool const is_number = text.size() > 1 && text[1] >= '0' && text[1] <= '9';
      return std::min<std::size_t>(is_number ? 4 : 2, text.size());
   }

   std::string written(char c) const
   {
      auto const byte = static_cast<unsigned char>(c);
      bool const has_meaning =
         std::string_view{in_quotes_ ? "\"\\" : "\"\\;()@$"}.find(c) != std::string_view::npos;
      if (has_meaning)
         return {'\\', c};
      if (byte < 0x20 || byte > 0x7e || (c == ' ' && !in_quotes_))
         return fmt::format("\\{:03}", byte);
      return std::string(1, c);
   }

   void take(std::string_view character)
   {
      if (in_quotes_ && splits_ && length_ == longest_string) {
         out_ += "\" \"";
         length_ = 0;
      }
      out_ += character;
      ++length_;
   }

   bool splits_;
   bool in_quotes_ = false;
   std::size_t length_ = 0;
   std::string out_;
};

// The texts of a text or a list of texts; null is no text.
std::optional<std::vector<std::string>> texts_in(cel::value const& v)
{
   if (v.is(cel::kind::null))
      return std::vector<std::string>{};
   if (v.is(cel::kind::string))
      return std::vector{std::string{v.characters()}};
   if (!v.is(cel::kind::list))
      return std::nullopt;
   std::vector<std::string> all;
   auto const& list = v.get<cel::list_value>();
   for (std::size_t i = 0; i != list.size(); ++i) {
      auto const each = list.at(i);
      if (!each.is(cel::kind::string))
         return std::nullopt;
      all.emplace_back(each.characters());
   }
   return all;
}

// A record of the same name and type as another, with other RDATA.
std::string published_line(dns::record const& beside, std::string const& text)
{
   bool const is_text = beside.type == dns::rrtype::txt;
   record_writer out{is_text};
   out.literal(
      fmt::format("{} IN {} ", beside.owner.to_absolute_text(), dns::to_text(beside.type)));
   if (!is_text) {
      out.literal(text);
      return out.done();
   }
   out.literal("\"");
   out.inserted(text);
   out.literal("\"");
   return out.done();
}

}  // namespace

std::string record_form(std::string_view text, record_place place)
{
   auto const found = std::ranges::find_if(record_forms, [text](record_form_row const& row) {
      return has_word(text, row.type);
   });
   auto const& row = found == std::end(record_forms) ? std::end(record_forms)[-1] : *found;
   constexpr std::string_view apex = "{domain}.";
   if (place == record_place::fix)
      return fmt::format("write it like '{}'", row.form);
   auto const at = row.form.find(apex);
   auto const owner = at == 0 ? std::string_view{"@"} : row.form.substr(0, at - 1);
   return fmt::format("write it like '{}{}'", owner, row.form.substr(at + apex.size()));
}

std::optional<record_fault> find_record_fault(text_template const& record)
{
   static facts::tree const nothing;
   static facts::map const no_variables;
   cel::bindings bound;
   bound.domain = sample_domain;
   bound.facts = &nothing;
   bound.variables = &no_variables;
   auto const parts = record.fill(bound);
   std::string first;
   bool is_record = false;
   for (auto const stand_in : stand_ins) {
      samples const made(parts.size(), std::string{stand_in});
      auto const read = parse(joined(parts, made), sample_domain);
      bool const has_records = read && !read->empty();
      if (has_records && !is_relative(joined(parts, with_absolute_names(parts, made))))
         return std::nullopt;
      is_record = is_record || has_records;
      if (first.empty())
         first = read ? "there is no record" : read.errors().front().message;
   }
   auto const form = record_form(
      joined(parts, samples(parts.size(), std::string{stand_ins.front()})), record_place::fix);
   if (is_record)
      return record_fault{
         "a name in this record does not end with '.', and so means a name below the zone that the "
         "record is pasted into",
         form};
   return record_fault{"this is no record in master-file form: " + first, form};
}

record_edit render_edit(fix const& f, cel::bindings const& bound)
{
   record_edit made;
   if (!f.record || (f.when && !f.when->evaluate(bound).is_true()))
      return made;
   made.add = render_record(*f.record, bound);
   if (made.add.empty() || !f.replaces)
      return made;
   auto const replaced = texts_in(f.replaces->evaluate(bound));
   auto const published = parse(made.add, ".");
   if (!replaced || !published || published->empty())
      return {};
   for (auto const& text : *replaced)
      made.remove.push_back(published_line(published->front(), text));
   return made;
}

std::string render_record(text_template const& record, cel::bindings const& bound)
{
   auto const parts = record.fill(bound);
   bool const splits = std::ranges::any_of(parts, [](auto const& part) {
      return has_word(part.literal, "TXT");
   });
   record_writer out{splits};
   for (auto const& part : parts) {
      out.literal(part.literal);
      if (!part.has_code)
         continue;
      if (!part.made)
         return {};
      out.inserted(*part.made);
   }
   return out.done();
}

}  // namespace dnslint::rules
