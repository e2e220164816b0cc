// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::plugin {

// How an event of the facts stream was taken.
enum class build_status : std::uint8_t { ok, misuse, limit };

// The bounds on what one run may publish.
struct fact_limits {
   std::size_t bytes = std::size_t{1} << 20U;  // bytes of keys and texts together
   std::size_t values = 50'000;
   std::size_t depth = 32;
};

// Builds the facts of one run from the events that a plugin sends, and checks each event against
// the plugin's declarations. After a mistake all further events are refused. Owns the facts.
class fact_builder {
public:
   using declarations = facts::declarations;

   // Accepts every key and type, since nothing is declared.
   fact_builder() = default;
   // `own` holds the names that this probe may publish. Both arguments are borrowed.
   fact_builder(
      declarations const& declared, std::vector<std::string> const& own, fact_limits limits = {});

   build_status key(std::string_view name);
   build_status put(facts::value v);
   build_status begin_list();
   build_status begin_map();
   build_status end();

   // The first mistake; null if there was none.
   std::optional<std::string> const& mistake() const noexcept { return mistake_; }
   // The mistake of a run that has ended. A list or map that was never ended is one, too.
   std::optional<std::string> mistake_at_end() const;
   bool over_limit() const noexcept { return over_limit_; }

   // The facts that are complete. A list or map that was never ended is missing.
   facts::map const& finished() const noexcept { return facts_; }
   facts::map take() { return std::move(facts_); }

private:
   struct level {
      explicit level(facts::value of)
      : container{std::move(of)}
      {}

      facts::value container;          // a list or a map
      std::optional<std::string> key;  // the key of a map that has no value yet
   };

   build_status refuse(std::string why);
   build_status count(std::size_t bytes);
   build_status place(facts::value&& v);
   build_status publish(facts::value&& v);
   build_status begin(facts::value container);

   declarations const* declared_ = nullptr;
   std::vector<std::string> const* own_ = nullptr;
   fact_limits limits_;
   facts::map facts_;
   std::optional<std::string> fact_;  // the fact that is being published
   std::vector<level> open_;
   std::size_t bytes_ = 0;
   std::size_t values_ = 0;
   bool over_limit_ = false;
   std::optional<std::string> mistake_;
};

}  // namespace dnslint::plugin
