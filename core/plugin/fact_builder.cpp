// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/fact_builder.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace dnslint::plugin {
namespace {

std::size_t text_bytes(facts::value const& v)
{
   if (auto const* s = v.as<std::string>())
      return s->size();
   if (auto const* b = v.as<facts::bytes>())
      return b->data.size();
   if (auto const* why = v.unknown())
      return why->code.size() + why->detail.size();
   return 0;
}

}  // namespace

fact_builder::fact_builder(
   declarations const& declared, std::vector<std::string> const& own, fact_limits limits)
: declared_{&declared}
, own_{&own}
, limits_{limits}
{}

build_status fact_builder::refuse(std::string why)
{
   if (!mistake_)
      mistake_ = std::move(why);
   return build_status::misuse;
}

build_status fact_builder::count(std::size_t bytes)
{
   bytes_ += bytes;
   ++values_;
   if (bytes_ > limits_.bytes || values_ > limits_.values)
      over_limit_ = true;
   return over_limit_ ? build_status::limit : build_status::ok;
}

build_status fact_builder::key(std::string_view name)
{
   if (mistake_ || over_limit_)
      return over_limit_ ? build_status::limit : build_status::misuse;
   if (auto const s = count(name.size()); s != build_status::ok)
      return s;
   auto& waiting = open_.empty() ? fact_ : open_.back().key;
   if (waiting)
      return refuse(fmt::format("the key '{}' has no value", *waiting));
   if (!open_.empty() && open_.back().container.as<facts::map>() == nullptr)
      return refuse(fmt::format("the key '{}' stands in a list", name));
   if (open_.empty() && own_ != nullptr && std::ranges::find(*own_, name) == own_->end())
      return refuse(fmt::format("the fact '{}' is not declared for this probe", name));
   waiting.emplace(name);
   return build_status::ok;
}

build_status fact_builder::put(facts::value v)
{
   if (mistake_ || over_limit_)
      return over_limit_ ? build_status::limit : build_status::misuse;
   if (auto const s = count(text_bytes(v)); s != build_status::ok)
      return s;
   if (auto const* d = v.as<double>(); d != nullptr && !std::isfinite(*d))
      return refuse("a number is not finite");
   return place(std::move(v));
}

build_status fact_builder::begin_list()
{
   return begin(facts::list{});
}

build_status fact_builder::begin_map()
{
   return begin(facts::map{});
}

build_status fact_builder::begin(facts::value container)
{
   if (mistake_ || over_limit_)
      return over_limit_ ? build_status::limit : build_status::misuse;
   if (open_.size() == limits_.depth)
      over_limit_ = true;
   if (auto const s = count(0); s != build_status::ok)
      return s;
   if (open_.empty() && !fact_)
      return refuse("a list or map has no key");
   open_.emplace_back(std::move(container));
   return build_status::ok;
}

build_status fact_builder::end()
{
   if (mistake_ || over_limit_)
      return over_limit_ ? build_status::limit : build_status::misuse;
   if (open_.empty())
      return refuse("end() without a beginning");
   if (open_.back().key)
      return refuse(fmt::format("the key '{}' has no value", *open_.back().key));
   auto done = std::move(open_.back().container);
   open_.pop_back();
   return place(std::move(done));
}

build_status fact_builder::place(facts::value&& v)
{
   if (open_.empty())
      return publish(std::move(v));
   auto& [container, key] = open_.back();
   if (auto* list = std::get_if<facts::list>(&container.get())) {
      list->push_back(std::move(v));
      return build_status::ok;
   }
   if (!key)
      return refuse("a value in a map has no key");
   auto name = *std::exchange(key, std::nullopt);
   auto& map = std::get<facts::map>(container.get());
   auto const [entry, is_new] = map.try_emplace(std::move(name), std::move(v));
   if (!is_new)
      return refuse(fmt::format("the key '{}' stands twice in a map", entry->first));
   return build_status::ok;
}

std::optional<std::string> fact_builder::mistake_at_end() const
{
   if (mistake_ || !fact_)
      return mistake_;
   return fmt::format(
      "the fact '{}' {}", *fact_, open_.empty() ? "has no value" : "was begun and not ended");
}

build_status fact_builder::publish(facts::value&& v)
{
   if (!fact_)
      return refuse("a value has no key");
   auto name = *std::exchange(fact_, std::nullopt);
   if (declared_ != nullptr) {
      auto const declared = declared_->find(name);
      if (declared == declared_->end() || !facts::matches(declared->second, v))
         return refuse(fmt::format("the fact '{}' has another type than declared", name));
   }
   auto const [fact, is_new] = facts_.try_emplace(std::move(name), std::move(v));
   if (!is_new)
      return refuse(fmt::format("the fact '{}' is published twice", fact->first));
   return build_status::ok;
}

}  // namespace dnslint::plugin
