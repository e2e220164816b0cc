// SPDX-License-Identifier: Apache-2.0
#include "core/dns/zone_text.hpp"

#include "core/base/escape.hpp"
#include "core/dns/message.hpp"
#include "core/dns/zone_entry.hpp"
#include "core/dns/zone_generate.hpp"
#include "core/dns/zone_words.hpp"

#include <cstdlib>
#include <ldns/ldns.h>
#include <memory>
#include <utility>

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

// Stands for the origin while that is not known: a name that nobody writes. Where its wire form
// turns up in a record, there was a relative name. It has no letters, so that no case is changed.
name const& unknown_origin()
{
   static name const made = *name::from_text("\\000\\001\\000\\002\\000\\003");
   return made;
}

bool has_relative_owner(record const& r)
{
   return r.owner.is_subdomain_of(unknown_origin());
}

bool has_relative_name(record const& r)
{
   return has_relative_owner(r) || r.rdata.find(unknown_origin().wire()) != std::string::npos;
}

// Reads the entries of one file, with what carries over from one to the next.
class zone_reader {
public:
   // Null: the origin is not known yet.
   explicit zone_reader(name const* origin)
   : knows_origin_{origin != nullptr}
   , origin_{to_ldns((knows_origin_ ? *origin : unknown_origin()).to_absolute_text())}
   , previous_{ldns_rdf_clone(origin_.get())}
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
      if (directive == "$generate")
         return take_generated(entry);
      auto const value = take_word(entry);
      if (directive == "$include")
         return base::error("$INCLUDE is not allowed here", "write the records into this text");
      if (directive != "$origin" && directive != "$ttl")
         return base::error(
            "unknown directive " + directive, "$ORIGIN, $TTL and $GENERATE are understood");
      if (value.empty() || !entry.empty())
         return base::error(directive + " takes one value");
      return directive == "$ttl" ? take_ttl(value) : take_origin(value);
   }

   std::optional<base::diagnostic> take_generated(std::string_view directive)
   {
      auto const entries = generate_entries(directive, generated_);
      if (!entries)
         return entries.errors().front();
      for (auto const& entry : *entries)
         if (auto problem = take_record(entry))
            return problem;
      return std::nullopt;
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
      if (origin && !absolute && !knows_origin_)
         return relative_name();
      if (!origin || (!absolute && ldns_dname_cat(origin.get(), origin_.get()) != LDNS_STATUS_OK))
         return base::error("$ORIGIN takes a domain name");
      origin_ = std::move(origin);
      knows_origin_ = true;
      return std::nullopt;
   }

   std::optional<base::diagnostic> take_record(std::string const& written)
   {
      auto const entry = with_ttl_before_class(written);
      auto made = read_record(entry);
      if (made && !knows_origin_ && made->type == rrtype::soa && !has_relative_owner(*made)) {
         origin_ = to_ldns(made->owner.to_absolute_text());
         knows_origin_ = true;
         made = read_record(entry);
      }
      if (!made)
         return made.errors().front();
      if (!knows_origin_ && has_relative_name(*made))
         return relative_name();
      if (auto const wrong = misread_word(entry, *made))
         return base::error("out of range or malformed: " + *wrong);
      records_.push_back(*std::move(made));
      return std::nullopt;
   }

   base::result<record> read_record(std::string const& entry)
   {
      ldns_rr* raw = nullptr;
      auto* previous = previous_.release();
      auto const status = ldns_rr_new_frm_str(&raw, entry.c_str(), ttl_, origin_.get(), &previous);
      previous_.reset(previous);
      ldns_record const rr{raw};
      if (status != LDNS_STATUS_OK)
         return base::error(std::string{"not a record: "} + ldns_get_errorstr_by_id(status));
      return to_record(*rr);
   }

   // Said once, since every relative name of such a file has the same remedy.
   std::optional<base::diagnostic> relative_name()
   {
      if (std::exchange(told_of_relative_name_, true))
         return std::nullopt;
      return base::error(
         "a relative name, and nothing says which zone this is",
         "write a line such as $ORIGIN example.com. above it, or name the zone behind the file: "
         "FILE@example.com");
   }

   bool knows_origin_;
   ldns_name origin_;
   ldns_name previous_;
   std::uint32_t ttl_ = default_ttl;
   generate_limits generated_;
   bool told_of_relative_name_ = false;
   std::vector<record> records_;
};

base::diagnostic placed(base::diagnostic d, std::string const& file, std::uint32_t first_line)
{
   d.where.file = file;
   d.where.line += first_line - 1;
   return d;
}

// `origin` is null for a text whose zone nobody has named.
base::result<std::vector<record>> read_text(
   std::string_view text, name const* origin, std::string const& file, std::uint32_t first_line)
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

}  // namespace

base::result<std::vector<record>> parse_zone_text(
   std::string_view text, name const& origin, std::string const& file, std::uint32_t first_line)
{
   return read_text(text, &origin, file, first_line);
}

base::result<std::vector<record>> parse_zone_text(std::string_view text, std::string const& file)
{
   return read_text(text, nullptr, file, 1);
}

}  // namespace dnslint::dns
