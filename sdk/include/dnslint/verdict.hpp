// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_VERDICT_HPP
#define DNSLINT_VERDICT_HPP

#include <dnslint/context.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dnslint {

// The judgement of one subject or of several together. By default it is pass.
struct verdict {
   dnslint::outcome result = dnslint::outcome::pass;
   std::string message;                  // of fail and unknown
   std::optional<dnslint::cause> cause;  // of unknown alone

   bool passes() const { return result == outcome::pass; }
   bool fails() const { return result == outcome::fail; }
   bool unknown() const { return result == outcome::unknown; }
   bool operator==(verdict const&) const = default;
};

inline verdict passed()
{
   return {};
}

inline verdict failed(std::string message)
{
   return {outcome::fail, std::move(message), std::nullopt};
}

inline verdict not_known(cause const& why)
{
   return {outcome::unknown, why.code, why};
}

// Judges by a condition that is known to hold or not.
inline verdict require(bool holds, std::string message)
{
   return holds ? passed() : failed(std::move(message));
}

// The verdict when every subject must pass: fail if any failed, else unknown if any is unknown. The
// first such subject gives the message and the cause. Without a subject it is pass.
inline verdict all_of(std::vector<verdict> const& each)
{
   verdict all;
   for (auto const& v : each) {
      if (v.fails())
         return v;
      if (v.unknown() && all.passes())
         all = v;
   }
   return all;
}

// The verdict when one subject is enough: pass if any passed, else unknown if any is unknown, else
// the first fail. Without a subject it is pass.
inline verdict any_of(std::vector<verdict> const& each)
{
   verdict any;
   for (auto const& v : each) {
      if (v.passes())
         return v;
      if (any.passes() || (v.unknown() && any.fails()))
         any = v;
   }
   return any;
}

inline finding settle(context const& cx, std::string_view check, verdict const& v)
{
   auto settled = cx.settle(check, v.result);
   if (v.fails())
      settled.message(v.message);
   if (v.cause)
      settled.cause(*v.cause);
   return settled;
}

// One subject of a check, such as a mail exchange, with its verdict.
struct judged_subject {
   std::string name;
   verdict judgement;
};

// Settles a check by all_of() the subjects, and lists each subject. The subject that gives the
// finding its message has no message in the list, so that it is not told twice. `rest` says why
// further subjects were not judged.
inline finding settle_each(
   context const& cx,
   std::string_view check,
   std::vector<judged_subject> const& subjects,
   std::optional<cause> const& rest = {})
{
   std::vector<verdict> verdicts;
   verdicts.reserve(subjects.size() + 1);
   for (auto const& s : subjects)
      verdicts.push_back(s.judgement);
   if (rest)
      verdicts.push_back(not_known(*rest));
   auto const all = all_of(verdicts);
   auto settled = settle(cx, check, all);
   bool is_told = !all.fails();
   for (auto const& s : subjects) {
      bool const is_in_message = !is_told && s.judgement == all;
      is_told = is_told || is_in_message;
      settled.item(s.name, s.judgement.result, is_in_message ? "" : s.judgement.message);
   }
   return settled;
}

// Publishes whether something holds: true, false, or unknown with its cause.
inline void publish(keyed_writer const& into, std::string_view key, verdict const& v)
{
   if (v.cause)
      into.set(key, *v.cause);
   else
      into.set(key, v.passes());
}

}  // namespace dnslint

#endif
