// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/base/yaml.hpp"
#include "core/dns/zone_text.hpp"
#include "core/lab/lab.hpp"
#include "core/lab/lab_host_file.hpp"
#include "core/lab/lab_schema.hpp"
#include "core/resolver/answers/server_address.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <utility>

namespace dnslint::resolver {

namespace {

namespace yaml = base::yaml;
using base::diagnostics;

constexpr std::size_t most_bytes = std::size_t{16} << 20U;

void append_at(diagnostics& to, diagnostics const& errors, base::location const& where)
{
   for (auto d : errors) {
      if (d.where.line == 0)
         d.where = where;
      to.push_back(std::move(d));
   }
}

void add_error(diagnostics& to, base::location where, std::string message, std::string hint = {})
{
   auto d = base::error(std::move(message), std::move(hint));
   d.where = std::move(where);
   to.push_back(std::move(d));
}

std::pair<std::string_view, std::string_view> split_at_space(std::string_view text)
{
   auto const space = text.find(' ');
   if (space == std::string_view::npos)
      return {text, {}};
   auto const rest = text.find_first_not_of(' ', space);
   return {
      text.substr(0, space),
      rest == std::string_view::npos ? std::string_view{} : text.substr(rest)};
}

struct fault_place {
   dns::name at;
   std::optional<dns::rrtype> type;
};

base::result<fault_place> place_from_text(std::string_view text)
{
   auto const [name, type] = split_at_space(text);
   auto at = dns::name::from_text(name);
   if (!at)
      return base::error(
         fmt::format("'{}' is no domain name", base::terminal_text(name)),
         "write \"www.example.test\" or \"www.example.test TXT\"");
   if (type.empty())
      return fault_place{*std::move(at), std::nullopt};
   auto const known = dns::rrtype_from_text(type);
   if (!known)
      return base::error(fmt::format("'{}' is no record type", base::terminal_text(type)));
   return fault_place{*std::move(at), known};
}

void read_zone(
   yaml::document const& doc, yaml::node::entry const& entry, lab& into, diagnostics& errors)
{
   auto const& [key, value] = entry;
   auto const apex = dns::name::from_text(key.text);
   if (!apex)
      return add_error(
         errors,
         doc.locate(key),
         fmt::format("'{}' is no domain name", base::terminal_text(key.text)));
   if (!value.is_scalar() && !value.is_null())
      return add_error(
         errors, doc.locate(key), "a zone is text in master-file form", "write the text after '|'");
   auto records = dns::parse_zone_text(value.text, *apex, doc.file(), doc.locate(value).line);
   if (!records)
      return append_at(errors, records.errors(), doc.locate(key));
   append_at(errors, into.add_zone(*apex, *std::move(records)), doc.locate(key));
}

void read_fault(
   yaml::document const& doc, yaml::node::entry const& entry, lab& into, diagnostics& errors)
{
   auto const& [key, value] = entry;
   auto const place = place_from_text(key.text);
   if (!place)
      append_at(errors, place.errors(), doc.locate(key));
   if (!value.is_scalar())
      return add_error(
         errors, doc.locate(key), "a fault is a word", yaml::suggestion("", fault_words()));
   auto const what = fault_from_text(value.text);
   if (!what)
      append_at(errors, what.errors(), doc.locate(value));
   if (place && what)
      into.add_fault(place->at, place->type, *what);
}

void read_server(
   yaml::document const& doc,
   yaml::node::entry const& entry,
   std::map<std::string, lab, std::less<>>& into,
   diagnostics& errors)
{
   auto const& [key, value] = entry;
   auto const address = server_from_text(key.text);
   if (!address || address->port != 53)
      add_error(
         errors,
         doc.locate(key),
         fmt::format("'{}' is no address of a server", base::terminal_text(key.text)),
         "write 192.0.2.1 or \"2001:db8::1\"");
   yaml::map_reader reader{doc, value, "a server", errors, lab_server_shape()};
   lab::sections parts;
   parts.zones = reader.map("zones");
   parts.faults = reader.map("faults");
   reader.done();
   lab own;
   append_at(errors, own.read(doc, parts), doc.locate(key));
   if (address && !into.try_emplace(address->address, std::move(own)).second)
      add_error(errors, doc.locate(key), "this server is there twice");
}

bool is_yaml(std::string_view path)
{
   return path.ends_with(".yaml") || path.ends_with(".yml");
}

base::result<lab> load_yaml(std::string const& path, std::string text)
{
   yaml::limits bounds;
   bounds.bytes = most_bytes;
   auto const doc = yaml::load(path, std::move(text), bounds);
   if (!doc)
      return doc.errors();
   return lab::from_yaml(*doc);
}

// What a user names: a file, and behind "@" the zone that a master file has.
struct zone_file {
   std::string path;
   std::optional<std::string> zone;
};

// A file may have an "@" in its own name.
zone_file split_zone_file(std::string const& written)
{
   auto const at = written.rfind('@');
   if (at == std::string::npos || std::filesystem::exists(written))
      return {written, std::nullopt};
   return {written.substr(0, at), written.substr(at + 1)};
}

base::result<lab> of_zone(
   dns::name const& apex, std::vector<dns::record> records, std::string const& file)
{
   lab made;
   diagnostics errors;
   append_at(errors, made.add_zone(apex, std::move(records)), {file, 0, 0, {}});
   if (!errors.empty())
      return errors;
   return made;
}

}  // namespace

base::result<lab> lab::load(std::string const& written)
{
   auto const named = split_zone_file(written);
   auto const zone = dns::name::from_text(named.zone.value_or("."));
   if (!zone)
      return base::error_in(
         named.path,
         fmt::format("'{}' is no domain name", base::terminal_text(*named.zone)),
         "behind '@' stands the zone of a master file: FILE@example.com");
   if (named.zone && is_yaml(named.path))
      return base::error_in(
         named.path, "a lab file names its zones itself", "leave out what stands behind '@'");
   auto text = yaml::read_file(named.path, most_bytes);
   if (!text)
      return text.errors();
   if (is_yaml(named.path))
      return load_yaml(named.path, *std::move(text));
   return named.zone ? from_zone_text(*text, named.path, *zone) : from_zone_text(*text, named.path);
}

base::result<lab> lab::load_all(std::vector<std::string> const& paths)
{
   lab all;
   for (auto const& path : paths) {
      auto one = load(path);
      if (!one)
         return one.errors();
      auto errors = all.merge(std::move(*one));
      if (errors.empty())
         continue;
      for (auto& d : errors)
         d.where.file = path;
      return errors;
   }
   return all;
}

base::result<lab> lab::from_yaml(yaml::document const& doc)
{
   diagnostics errors;
   lab made;
   if (!doc.root().is_map()) {
      add_error(errors, doc.locate(doc.root()), "a lab is a map with 'zones' and 'faults'");
      return errors;
   }
   yaml::map_reader reader{doc, doc.root(), "the lab", errors, lab_shape()};
   sections parts;
   parts.zones = reader.map("zones");
   parts.faults = reader.map("faults");
   parts.hosts = reader.map("hosts");
   parts.servers = reader.map("servers");
   reader.done();
   append_at(errors, made.read(doc, parts), doc.locate(doc.root()));
   if (!errors.empty())
      return errors;
   return made;
}

diagnostics lab::read(yaml::document const& doc, sections const& from)
{
   diagnostics errors;
   if (from.zones != nullptr)
      for (auto const& entry : from.zones->entries)
         read_zone(doc, entry, *this, errors);
   if (from.faults != nullptr)
      for (auto const& entry : from.faults->entries)
         read_fault(doc, entry, *this, errors);
   if (from.hosts != nullptr)
      for (auto const& entry : from.hosts->entries)
         read_host(doc, entry, hosts_, errors);
   if (from.servers != nullptr)
      for (auto const& entry : from.servers->entries)
         read_server(doc, entry, servers_, errors);
   return errors;
}

base::result<lab> lab::from_zone_text(std::string_view text, std::string const& file)
{
   auto records = dns::parse_zone_text(text, file);
   if (!records)
      return records.errors();
   auto const soa = std::ranges::find(*records, dns::rrtype::soa, &dns::record::type);
   if (soa == records->end())
      return base::error_in(
         file,
         "a zone file without SOA",
         "add one, name the zone behind the file (FILE@example.com), or write a lab file (.yaml)");
   auto const apex = soa->owner;
   return of_zone(apex, *std::move(records), file);
}

base::result<lab> lab::from_zone_text(
   std::string_view text, std::string const& file, dns::name const& apex)
{
   auto records = dns::parse_zone_text(text, apex, file);
   if (!records)
      return records.errors();
   return of_zone(apex, *std::move(records), file);
}

}  // namespace dnslint::resolver
