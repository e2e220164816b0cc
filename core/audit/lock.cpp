// SPDX-License-Identifier: Apache-2.0
#include "core/audit/lock.hpp"

#include "core/audit/plan.hpp"
#include "core/base/yaml.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dnslint::audit {
namespace {

using base::yaml::document;
using base::yaml::map_reader;
using base::yaml::node;
using base::yaml::quoted;

constexpr std::string_view lock_version = "dnslint-lock/1";

struct kind_of_part {
   std::string_view one;
   std::string_view key;
};
constexpr std::array kinds{
   kind_of_part{"profile", "profiles"},
   kind_of_part{"pack", "packs"},
   kind_of_part{"plugin", "plugins"}};

bool is_sha256(std::string_view text)
{
   return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

locked_part read_part(
   document const& doc, node const& entry, std::string_view kind, base::diagnostics& errors)
{
   map_reader reader{doc, entry, fmt::format("a locked {}", kind), errors};
   locked_part made;
   made.kind = kind;
   made.id = reader.required_text("id").value_or("");
   made.version = reader.text("version").value_or("");
   made.file = reader.text("file").value_or("");
   made.sha256 = reader.required_text("sha256").value_or("");
   auto const* const digest = reader.optional("sha256");
   if (digest != nullptr && digest->is_scalar() && !is_sha256(made.sha256))
      reader.fail(*digest, "this is no SHA-256", "64 lower-case hexadecimal digits");
   reader.done();
   return made;
}

void check_version(map_reader& reader)
{
   auto const version = reader.required_text("lock");
   if (version && *version != lock_version)
      reader.fail(
         *reader.optional("lock"),
         fmt::format("this is a lock of another version: {}, not {}", *version, lock_version),
         "make it anew with `dnslint rules lock`");
}

auto same_part(locked_part const& as)
{
   return [&as](locked_part const& p) {
      return p.kind == as.kind && p.id == as.id;
   };
}

locked_part const* find(lock const& in, locked_part const& part)
{
   auto const found = std::ranges::find_if(in.parts, same_part(part));
   return found == in.parts.end() ? nullptr : &*found;
}

base::diagnostic of_part(locked_part const& p, std::string what)
{
   return base::error_in(p.file, fmt::format("the {} '{}' {}", p.kind, p.id, what));
}

}  // namespace

lock lock_of(plan const& p, std::string engine)
{
   lock made{std::move(engine), {}};
   for (auto const& s : p.profile.sources)
      made.parts.push_back({"profile", s.name, {}, s.file, s.sha256});
   for (auto const& one : p.packs)
      made.parts.push_back({"pack", one.name, one.version, one.file, one.sha256});
   for (auto const& one : p.plugins.plugins)
      made.parts.push_back({"plugin", one.manifest.id, one.manifest.version, one.file, one.sha256});
   return made;
}

std::string to_text(lock const& l)
{
   auto text = fmt::format("lock: {}\nengine: {}\n", lock_version, quoted(l.engine));
   for (auto const& kind : kinds) {
      std::string entries;
      for (auto const& p : l.parts) {
         if (p.kind != kind.one)
            continue;
         entries += fmt::format("  - id: {}\n", p.id);
         if (!p.version.empty())
            entries += fmt::format("    version: {}\n", quoted(p.version));
         entries += fmt::format("    file: {}\n    sha256: {}\n", quoted(p.file), quoted(p.sha256));
      }
      text += entries.empty() ? fmt::format("{}: []\n", kind.key)
                              : fmt::format("{}:\n{}", kind.key, entries);
   }
   return text;
}

base::result<lock> read_lock(document const& doc)
{
   base::diagnostics errors;
   map_reader reader{doc, doc.root(), "the lock", errors};
   lock made;
   check_version(reader);
   made.engine = reader.required_text("engine").value_or("");
   for (auto const& kind : kinds)
      if (auto const* const list = reader.list(kind.key))
         for (auto const& entry : list->items)
            made.parts.push_back(read_part(doc, entry, kind.one, errors));
   reader.done();
   if (!errors.empty())
      return errors;
   return made;
}

base::result<lock> load_lock(std::string const& file)
{
   auto text = base::yaml::read_file(file, base::yaml::limits{}.bytes);
   if (!text)
      return text.errors();
   auto const doc = base::yaml::load(file, std::move(*text));
   if (!doc)
      return doc.errors();
   return read_lock(*doc);
}

base::diagnostics differences(lock const& wanted, lock const& found, std::string const& lock_file)
{
   base::diagnostics told;
   if (wanted.engine != found.engine)
      told.push_back(base::error_in(
         lock_file,
         fmt::format("the lock is for dnslint {}, this is {}", wanted.engine, found.engine)));
   for (auto const& part : found.parts) {
      auto const* const locked = find(wanted, part);
      if (locked == nullptr)
         told.push_back(of_part(part, fmt::format("is not in the lock {}", lock_file)));
      else if (locked->sha256 != part.sha256)
         told.push_back(of_part(
            part,
            fmt::format(
               "is not the locked one: SHA-256 {}, in {} {}",
               part.sha256,
               lock_file,
               locked->sha256)));
   }
   for (auto const& part : wanted.parts)
      if (find(found, part) == nullptr)
         told.push_back(base::error_in(
            lock_file, fmt::format("the {} '{}' is not loaded", part.kind, part.id)));
   return told;
}

}  // namespace dnslint::audit
