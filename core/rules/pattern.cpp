// SPDX-License-Identifier: Apache-2.0
#include "core/rules/pattern.hpp"

#include <re2/re2.h>

namespace dnslint::rules {
namespace {

// Of 16 bytes each. A pack may have some thousand patterns, and all are kept.
constexpr int most_instructions = 1000;

re2::RE2::Options options()
{
   constexpr std::int64_t most_memory = std::int64_t{1} << 20U;
   re2::RE2::Options made;
   made.set_log_errors(false);
   made.set_max_mem(most_memory);
   return made;
}

re2::StringPiece piece(std::string_view text)
{
   return {text.data(), text.size()};
}

}  // namespace

std::variant<std::shared_ptr<pattern const>, std::string> pattern::compile(std::string_view text)
{
   auto made = std::make_shared<pattern const>(text);
   if (!made->compiled_->ok())
      return made->compiled_->error();
   if (made->compiled_->ProgramSize() > most_instructions)
      return "the pattern is too large";
   return made;
}

pattern::pattern(std::string_view text)
: compiled_{std::make_unique<re2::RE2>(piece(text), options())}
{}

pattern::~pattern() = default;

std::size_t pattern::cost_of(std::string_view subject) const
{
   constexpr std::size_t instructions_per_step = 64;
   auto const size = static_cast<std::size_t>(compiled_->ProgramSize());
   return subject.size() * (1 + size / instructions_per_step);
}

std::size_t pattern::cost_of_compiling() const
{
   constexpr std::size_t least = 1000;
   return least + static_cast<std::size_t>(compiled_->ProgramSize());
}

bool pattern::matches(std::string_view subject) const
{
   return re2::RE2::PartialMatch(piece(subject), *compiled_);
}

}  // namespace dnslint::rules
