// SPDX-License-Identifier: Apache-2.0
#include "core/dns/zone_text.hpp"

#include "core/base/escape.hpp"
#include "core/dns/message.hpp"
#include "core/dns/zone_entry.hpp"
#include "core/dns/zone_words.hpp"

#include <cstdlib>
#include <ldns/ldns.h>
#include <memory>

namespace dnslint::dns {
namespace {

constexpr std::size_t max_text = std::size_t{16} << 20U;
constexpr std::size_t max_errors = 20;
constexpr std::uint32_t default_ttl = 3600;
constexpr std::uint32_t max_ttl = 0x7fffffff;  // RFC 2181 section 8

struct ldns_deleter {
   void operator()(ldns_rdf* name) const noexcept { ldns_rdf_deep_free(name); }
   void operator()(ldns_rr* rr) const noexcept { ldns_rr_free(rr); }
   void operator()(std::uint8_t* bytes) const noexcept { std::free(bytes); }  // NOLINT: malloc's
};
using ldns_name = std::unique_ptr<ldns_rdf, ldns_deleter>;
using ldns_record = std::unique_ptr<ldns_rr, ldns_deleter>;

ldns_name to_ldns(std::string const& text)
{
   return ldns_name{ldns_rdf_new_frm_str(LDNS_RDF_TYPE_DNAME, text.c_str())};
}

// The record's wire form as the only answer of a message, so that it is checked and made canonical
// like one that was received.
base::result<record> to_record(ldns_rr const& rr)
{
   if (ldns_rr_get_class(&rr) != LDNS_RR_CLASS_IN)
      return base::error("only records of class IN are understood");
   // What ldns makes of a type that it has never heard of.
   if (ldns_rr_get_type(&rr) == 0)
      return base::error("unknown record type", "write TYPEnnn with \\# and the bytes");
   std::uint8_t* bytes = nullptr;
   std::size_t size = 0;
   auto const status = ldns_rr2wire(&bytes, &rr, LDNS_SECTION_ANSWER, &size);
   std::unique_ptr<std::uint8_t, ldns_deleter> const owned{bytes};
   if (status != LDNS_STATUS_OK)
      return base::error(ldns_get_errorstr_by_id(status));
   std::vector<std::uint8_t> wire{0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0};
   wire.insert(wire.end(), bytes, bytes + size);
   auto message = decode(wire);
   if (message.error || message.value.answer.empty())
      return base::error(message.error ? message.error->reason : "not a record of a zone");
   return std::move(message.value.answer.front());
}

// Reads the entries of one file, with what carries over from one to the next.
class zone_reader {
public:
   explicit zone_reader(name const& origin)
   : origin_{to_ldns(origin.to_absolute_text())}
   , previous_{to_ldns(origin.to_absolute_text())}
   {}

   // Null when well.
   std::optional<base::diagnostic> take(std::string const& entry)
   {
      return entry.front() == '$' ? take_directive(entry) : take_record(entry);
   }

   std::vector<record> records() { return std::move(records_); }

private:
   std::optional<base::diagnostic> take_directive(std::string_view entry)
   {
      auto const directive = base::lower(take_word(entry));
      auto const value = take_word(entry);
      if (directive == "$include")
         return base::error("$INCLUDE is not allowed here", "write the records into this text");
      if (directive != "$origin" && directive != "$ttl")
         return base::error("unknown directive " + directive, "$ORIGIN and $TTL are understood");
      if (value.empty() || !entry.empty())
         return base::error(directive + " takes one value");
      return directive == "$ttl" ? take_ttl(value) : take_origin(value);
   }

   std::optional<base::diagnostic> take_ttl(std::string const& value)
   {
      auto const ttl = period_from_text(value);
      if (!ttl || *ttl > max_ttl)
         return base::error("$TTL takes a time of at most 2147483647 seconds: 300, 1h, 2d");
      ttl_ = static_cast<std::uint32_t>(*ttl);
      return std::nullopt;
   }

   std::optional<base::diagnostic> take_origin(std::string const& value)
   {
      if (value == "@")
         return std::nullopt;
      auto origin = to_ldns(value);
      bool const absolute = ldns_dname_str_absolute(value.c_str()) != 0;
      if (!origin || (!absolute && ldns_dname_cat(origin.get(), origin_.get()) != LDNS_STATUS_OK))
         return base::error("$ORIGIN takes a domain name");
      origin_ = std::move(origin);
      return std::nullopt;
   }

   std::optional<base::diagnostic> take_record(std::string const& entry)
   {
      ldns_rr* raw = nullptr;
      auto* previous = previous_.release();
      auto const status = ldns_rr_new_frm_str(&raw, entry.c_str(), ttl_, origin_.get(), &previous);
      previous_.reset(previous);
      ldns_record const rr{raw};
      if (status != LDNS_STATUS_OK)
         return base::error(std::string{"not a record: "} + ldns_get_errorstr_by_id(status));
      auto made = to_record(*rr);
      if (!made)
         return made.errors().front();
      if (auto const wrong = misread_word(entry, *made))
         return base::error("out of range or malformed: " + *wrong);
      records_.push_back(std::move(*made));
      return std::nullopt;
   }

   ldns_name origin_;
   ldns_name previous_;
   std::uint32_t ttl_ = default_ttl;
   std::vector<record> records_;
};

base::diagnostic placed(base::diagnostic d, std::string const& file, std::uint32_t first_line)
{
   d.where.file = file;
   d.where.line += first_line - 1;
   return d;
}

}  // namespace

base::result<std::vector<record>> parse_zone_text(
   std::string_view text, name const& origin, std::string const& file, std::uint32_t first_line)
{
   if (text.size() > max_text)
      return base::error_in(file, "zone text of more than 16 MiB");
   if (text.find('\0') != std::string_view::npos)
      return base::error_in(file, "zone text with a zero byte");
   auto const entries = split_zone_text(text);
   if (!entries)
      return placed(entries.errors().front(), file, first_line);
   base::diagnostics errors;
   zone_reader reader{origin};
   for (auto const& entry : *entries) {
      if (auto problem = reader.take(entry.text)) {
         problem->where = {{}, entry.line, 0, std::string{entry.first_line}};
         errors.push_back(placed(std::move(*problem), file, first_line));
      }
      if (errors.size() == max_errors)
         break;
   }
   if (!errors.empty())
      return errors;
   return reader.records();
}

}  // namespace dnslint::dns
