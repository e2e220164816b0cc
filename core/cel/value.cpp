// SPDX-License-Identifier: Apache-2.0
#include "core/cel/value.hpp"

#include "core/cel/comparison.hpp"

#include <array>

namespace dnslint::cel {

std::string_view to_text(kind k)
{
   static constexpr std::array<std::string_view, 19> names{
      "null_type",
      "bool",
      "int",
      "uint",
      "double",
      "string",
      "bytes",
      "list",
      "map",
      "record",
      "lookup",
      "google.protobuf.Timestamp",
      "google.protobuf.Duration",
      "type",
      "optional_type",
      "net.IP",
      "net.CIDR",
      "error",
      "unknown"};
   return names.at(static_cast<std::size_t>(k));
}

shared_text shared_text::owned(std::string text)
{
   auto owner = std::make_shared<std::string const>(std::move(text));
   std::string_view const view = *owner;
   return {view, std::move(owner)};
}

list_value::list_value(elements made)
: storage_{std::make_shared<elements const>(std::move(made))}
{}

list_value::list_value(facts::list const& borrowed)
: storage_{&borrowed}
{}

list_value::list_value(std::span<dns::record const> borrowed)
: storage_{borrowed}
{}

std::size_t list_value::size() const noexcept
{
   if (auto const* const made = std::get_if<0>(&storage_))
      return (*made)->size();
   if (auto const* const borrowed = std::get_if<1>(&storage_))
      return (*borrowed)->size();
   return std::get<2>(storage_).size();
}

value list_value::at(std::size_t i) const
{
   if (auto const* const made = std::get_if<0>(&storage_))
      return (**made)[i];
   if (auto const* const borrowed = std::get_if<1>(&storage_))
      return value::from_fact((**borrowed)[i]);
   return value{&std::get<2>(storage_)[i]};
}

map_value::map_value(entries made)
: storage_{std::make_shared<entries const>(std::move(made))}
{}

map_value::map_value(facts::map const& borrowed)
: storage_{&borrowed}
{}

std::size_t map_value::size() const noexcept
{
   if (auto const* const made = std::get_if<0>(&storage_))
      return (*made)->size();
   return std::get<1>(storage_)->size();
}

std::optional<value> map_value::find(value const& key) const
{
   if (auto const* const made = std::get_if<0>(&storage_)) {
      for (auto const& [own, held] : **made)
         if (same_key(own, key))
            return held;
      return std::nullopt;
   }
   if (!key.is(kind::string))
      return std::nullopt;
   auto const& borrowed = *std::get<1>(storage_);
   auto const found = borrowed.find(key.characters());
   return found == borrowed.end() ? std::nullopt : std::optional{value::from_fact(found->second)};
}

map_value::entries map_value::all() const
{
   if (auto const* const made = std::get_if<0>(&storage_))
      return **made;
   entries all;
   for (auto const& [key, held] : *std::get<1>(storage_))
      all.emplace_back(value::borrowed_string(key), value::from_fact(held));
   return all;
}

optional_value::optional_value(value present)
: held_{std::make_shared<value const>(std::move(present))}
{}

value value::some(value present)
{
   if (present.is_abnormal())
      return present;
   return value{optional_value{std::move(present)}};
}

value value::none()
{
   return value{optional_value{}};
}

value value::string(std::string made)
{
   return value{text{shared_text::owned(std::move(made))}};
}

value value::borrowed_string(std::string_view borrowed)
{
   return value{text{shared_text::borrowed(borrowed)}};
}

value value::bytes(std::string made)
{
   return value{byte_string{shared_text::owned(std::move(made))}};
}

value value::borrowed_bytes(std::string_view borrowed)
{
   return value{byte_string{shared_text::borrowed(borrowed)}};
}

value value::error(std::string message)
{
   return value{failure{std::make_shared<std::string const>(std::move(message))}};
}

value value::unknown(base::cause why)
{
   return value{cause_pointer{std::make_shared<base::cause const>(std::move(why))}};
}

value value::borrowed_unknown(base::cause const& why)
{
   return value{cause_pointer{std::shared_ptr<void>{}, &why}};
}

std::string_view value::characters() const
{
   return is(kind::string) ? get<text>().data.view() : get<byte_string>().data.view();
}

namespace {

struct fact_reader {
   value operator()(std::monostate) const { return value{}; }
   value operator()(bool b) const { return value{b}; }
   value operator()(std::int64_t i) const { return value{i}; }
   value operator()(double d) const { return value{d}; }
   value operator()(std::string const& s) const { return value::borrowed_string(s); }
   value operator()(facts::bytes const& b) const { return value::borrowed_bytes(b.data); }
   value operator()(facts::list const& l) const { return value{list_value{l}}; }
   value operator()(facts::map const& m) const { return value{map_value{m}}; }
   value operator()(base::cause const& c) const { return value::borrowed_unknown(c); }
};

}  // namespace

value value::from_fact(facts::value const& borrowed)
{
   return std::visit(fact_reader{}, borrowed.get());
}

namespace {

// Values may share their parts, so that a copy of all can be much larger than they are.
class detaching {
public:
   value copy(value const& v)
   {
      if (left_ == 0)
         return value::error("the subjects are too large");
      --left_;
      switch (v.type()) {
         case kind::string:
            return value::string(std::string{v.characters()});
         case kind::bytes:
            return value::bytes(std::string{v.characters()});
         case kind::list:
            return v.get<list_value>().is_borrowed() ? v : list(v.get<list_value>());
         case kind::map:
            return v.get<map_value>().is_borrowed() ? v : map(v.get<map_value>());
         case kind::optional:
            return v.get<optional_value>().has_value()
                      ? value::some(copy(v.get<optional_value>().get()))
                      : v;
         case kind::unknown:
            return value::unknown(v.why_unknown());
         case kind::lookup:
            return value::error("an answer cannot be a subject");
         default:
            return v;
      }
   }

private:
   // What is left out is not missed: it is an error that the limit was met.
   value list(list_value const& from)
   {
      list_value::elements all;
      for (std::size_t i = 0; i != from.size() && left_ != 0; ++i)
         all.push_back(copy(from.at(i)));
      return left_ == 0 ? copy({}) : value{list_value{std::move(all)}};
   }

   value map(map_value const& from)
   {
      map_value::entries all;
      for (auto const& [key, held] : from.all()) {
         if (left_ == 0)
            break;
         auto own_key = copy(key);
         all.emplace_back(std::move(own_key), copy(held));
      }
      return left_ == 0 ? copy({}) : value{map_value{std::move(all)}};
   }

   std::size_t left_ = 50'000;
};

}  // namespace

value detached(value const& v)
{
   return detaching{}.copy(v);
}

}  // namespace dnslint::cel
